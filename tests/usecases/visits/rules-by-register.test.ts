/** Rules that read the registers of elders, workers and providers: raised from the day on which the register says so, and not a day beside it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import { instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { acceptedDistrict, deliver, findingsOf, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let open: AcceptedVisit[];

beforeAll(async () => {
  ({ database, visits: open } = await acceptedDistrict(60));
});
afterAll(async () => database.close());

const run = (statement: SQL) => inTransaction(testContext(database), (unit) => unit.orm.execute(statement));
const dateOf = ({ visit }: AcceptedVisit) => localDateOf(instant(visit.plannedStart));

/** Takes the first visit that fits, of an elder of whom no other test takes one. */
function takeVisit(fits: (one: AcceptedVisit) => boolean = () => true): AcceptedVisit {
  const taken = open.find(fits);
  if (!taken) throw new Error("no visit is left");
  open = open.filter(({ visit }) => visit.elderId !== taken.visit.elderId);
  return taken;
}

/** How a rule stands at the visit when it is judged again. */
async function judged({ visit }: AcceptedVisit, code: string): Promise<string | undefined> {
  const now = plusMinutes(instant(visit.plannedStart), 180);
  await verifyVisitAgain(testContext(database, { now }), visit.visitNo);
  return (await findingsOf(database, visit)).get(code)?.state;
}

describe("a visit to an elder who lives in an institution", () => {
  it("is not payable on the first and the last day of the stay, and is on the days beside them", async () => {
    const one = takeVisit();
    await deliver(database, one, { metres: 20 });
    const id = v7();
    const day = dateOf(one);
    await run(sql`insert into elder_absence (id, elder_id, kind, from_on, to_on)
      values (${id}, ${one.visit.elderId}, 'institution', ${addDays(day, 1)}, ${addDays(day, 9)})`);
    const stays = (from: string, to: string) =>
      run(sql`update elder_absence set from_on = ${from}, to_on = ${to} where id = ${id}`);
    expect(await judged(one, "R-IN-INSTITUTION")).toBeUndefined();
    await stays(day, addDays(day, 9));
    expect(await judged(one, "R-IN-INSTITUTION")).toBe("open");
    expect((await findingsOf(database, one.visit)).get("R-IN-INSTITUTION")?.facts).toMatchObject({ from: day });
    await stays(addDays(day, -9), day);
    expect(await judged(one, "R-IN-INSTITUTION")).toBe("open");
    await stays(addDays(day, -9), addDays(day, -1));
    expect(await judged(one, "R-IN-INSTITUTION")).toBe("cleared");
  });
});

describe("a visit to an elder whose assessment has run out", () => {
  it("is not payable from the day after the last valid one", async () => {
    const one = takeVisit();
    await deliver(database, one, { metres: 20 });
    const validUntil = (on: string) =>
      run(sql`update ability_assessment set valid_until = ${on} where elder_id = ${one.visit.elderId}`);
    await validUntil(dateOf(one));
    expect(await judged(one, "R-ASSESSMENT-EXPIRED")).toBeUndefined();
    await validUntil(addDays(dateOf(one), -1));
    expect(await judged(one, "R-ASSESSMENT-EXPIRED")).toBe("open");
    await validUntil(addDays(dateOf(one), 300));
    expect(await judged(one, "R-ASSESSMENT-EXPIRED")).toBe("cleared");
  });
});

describe("a visit by a provider whose contract has ended", () => {
  it("is not payable from the day after the contract's last", async () => {
    const one = takeVisit();
    await deliver(database, one, { metres: 20 });
    const ends = (on: string) =>
      run(sql`update provider_contract set to_on = ${on} where provider_id = ${one.visit.providerId}`);
    await ends(dateOf(one));
    expect(await judged(one, "R-PROVIDER-NOT-CONTRACTED")).toBeUndefined();
    await ends(addDays(dateOf(one), -1));
    expect(await judged(one, "R-PROVIDER-NOT-CONTRACTED")).toBe("open");
    await ends(addDays(dateOf(one), 365));
    expect(await judged(one, "R-PROVIDER-NOT-CONTRACTED")).toBe("cleared");
  });
});

describe("a visit by a worker whose certificate has expired", () => {
  it("is not payable for the service that asks for it from the day after the certificate's last", async () => {
    const asks = rowsOf<{ code: string; qualification: string }>(
      await run(sql`select code, qualifications[1] as qualification from service_subtype
        where not ('Q0' = any(qualifications)) and qualification_condition is null`),
    );
    const held = rowsOf<{ worker_id: string; code: string }>(
      await run(sql`select worker_id, code from worker_qualification`),
    );
    const neededAt = ({ visit }: AcceptedVisit) => asks.find(({ code }) => visit.subtypes.includes(code));
    const one = takeVisit((visit) => {
      const need = neededAt(visit);
      return held.some((row) => row.worker_id === visit.workerId && row.code === need?.qualification);
    });
    const subtype = neededAt(one)?.code ?? "";
    await deliver(database, one, { metres: 20, services: [subtype] });
    const expires = (on: string) =>
      run(sql`update worker_qualification set expires_on = ${on} where worker_id = ${one.workerId}`);
    await expires(dateOf(one));
    expect(await judged(one, "R-CREDENTIAL-EXPIRED")).toBeUndefined();
    await expires(addDays(dateOf(one), -1));
    expect(await judged(one, "R-CREDENTIAL-EXPIRED")).toBe("open");
    expect((await findingsOf(database, one.visit)).get("R-CREDENTIAL-EXPIRED")?.facts).toMatchObject({
      date: addDays(dateOf(one), -1),
    });
    await expires(addDays(dateOf(one), 365));
    expect(await judged(one, "R-CREDENTIAL-EXPIRED")).toBe("cleared");
  });
});
