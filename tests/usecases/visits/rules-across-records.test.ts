/** Rules that look at other records of workers, phones and numbers: the patterns are found in what is stored, and fall with it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, type SQL } from "drizzle-orm";
import { v7 } from "uuid";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import { groupBy } from "#app/usecases/visits/group-by.ts";
import { answerWhetherServed } from "#app/usecases/kiosk/rate-visit.server.ts";
import { recordVisitEvents } from "#app/usecases/visits/record-visit-events.server.ts";
import { verifyVisitAgain } from "#app/usecases/visits/verify-visit.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { FindingRow } from "#db/repositories/findings.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { acceptedDistrict, deliver, findingsOf, workerScope, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let all: AcceptedVisit[];

beforeAll(async () => {
  ({ database, visits: all } = await acceptedDistrict(60));
});
afterAll(async () => database.close());

const run = (statement: SQL) => inTransaction(testContext(database), (unit) => unit.orm.execute(statement));
const startOf = ({ visit }: AcceptedVisit) => instant(visit.plannedStart);

/** Takes this many visits of one worker who has that many left, in the order of their starts, and leaves that worker's others alone. */
function takeOfOneWorker(count: number): AcceptedVisit[] {
  const found = [...groupBy(all, ({ workerId }) => workerId).values()].find((visits) => visits.length >= count);
  if (!found) throw new Error("no worker has so many visits left");
  const taken = [...found].sort((left, right) => startOf(left) - startOf(right)).slice(0, count);
  all = all.filter((one) => one.workerId !== taken[0]?.workerId);
  return taken;
}

function only(taken: readonly AcceptedVisit[], place = 0): AcceptedVisit {
  const one = taken[place];
  if (!one) throw new Error("no visit is left");
  return one;
}

type Recorded = { readonly at: Instant; readonly deviceId: string; readonly body: unknown };

async function record(one: AcceptedVisit, { at, deviceId, body }: Recorded): Promise<void> {
  const context = testContext(database, { now: at, scope: workerScope(one) });
  const sender = { workerId: one.workerId, deviceId };
  const events = [{ eventId: v7(), deviceMs: null, body }];
  await recordVisitEvents(context, { visitNo: one.visit.visitNo, sender, events });
}

async function judged(one: AcceptedVisit, code: string): Promise<FindingRow | undefined> {
  const now = plusMinutes(startOf(one), 40 * 24 * 60);
  await verifyVisitAgain(testContext(database, { now }), one.visit.visitNo);
  return (await findingsOf(database, one.visit)).get(code);
}

const checkIn = { kind: "check_in", position: { failure: "timeout" } };

describe("one phone for two workers", () => {
  it("is questioned at both visits within a day, and not beyond it", async () => {
    const own = only(takeOfOneWorker(1));
    const near = only(takeOfOneWorker(1));
    const far = only(takeOfOneWorker(1));
    const at = startOf(own);
    await record(own, { at, deviceId: "phone-shared", body: checkIn });
    await record(near, { at: plusMinutes(at, 24 * 60), deviceId: "phone-shared", body: checkIn });
    await record(far, { at: plusMinutes(at, 4 * 24 * 60), deviceId: "phone-shared", body: checkIn });
    const [first, second, third] = [
      await judged(own, "R-SHARED-DEVICE"),
      await judged(near, "R-SHARED-DEVICE"),
      await judged(far, "R-SHARED-DEVICE"),
    ];
    expect([first?.state, second?.state, third]).toEqual(["open", "open", undefined]);
    expect(first?.facts).toMatchObject({ workers: expect.not.stringContaining(",") });
  });
});

describe("one telephone number for many homes", () => {
  it("is counted by homes, not by elders: a couple is one home", async () => {
    const one = only(takeOfOneWorker(1));
    const neighbours = [...new Set(all.map(({ visit }) => visit.elderId))].filter((id) => id !== one.visit.elderId);
    const elders = [one.visit.elderId, ...neighbours.slice(0, 3)];
    await run(sql`update elder set phone_index = decode('aa', 'hex') where id in ${elders}`);
    await deliver(database, one, { metres: 20 });
    expect(await judged(one, "R-SHARED-CONTACT")).toMatchObject({ facts: { count: 4 }, mode: "warn_only" });
    await run(sql`update elder set latitude = o.latitude, longitude = o.longitude from elder o
      where elder.id = ${elders[1]} and o.id = ${elders[0]}`);
    expect((await judged(one, "R-SHARED-CONTACT"))?.state).toBe("cleared");
  });
});

describe("check-ins at one place that is no home", () => {
  it("are questioned from the fifth, and no more once one of the elders lives there", async () => {
    const visits = takeOfOneWorker(5);
    const [home] = rowsOf<{ latitude: number; longitude: number }>(
      await run(sql`select latitude, longitude from elder where id = ${only(visits).visit.elderId}`),
    );
    if (!home) throw new Error("no home");
    const office = pointAt(home, 30_000, 1);
    for (const [place, one] of visits.entries()) {
      const fix = { ...pointAt(office, 5 * place, 2), accuracyM: 20, ageMs: 0, datum: "WGS-84", source: "gps" };
      await record(one, {
        at: startOf(one),
        deviceId: `phone-${one.workerId}`,
        body: { kind: "check_in", position: fix },
      });
      const found = await judged(one, "R-LOCATION-CLUSTER");
      expect(found?.facts ?? null).toEqual(place < 4 ? null : { count: 5, radius: 50 });
    }
    await run(sql`update elder set latitude = ${office.latitude}, longitude = ${office.longitude}
      where id = ${only(visits, 1).visit.elderId}`);
    expect((await judged(only(visits, 4), "R-LOCATION-CLUSTER"))?.state).toBe("cleared");
  });
});

describe("equally long visits", () => {
  it("warn from five in a row, at every one of them", async () => {
    const visits = takeOfOneWorker(5);
    for (const one of visits.slice(0, 4)) await deliver(database, one, { metres: 20, minutes: 63 });
    expect(await judged(only(visits), "R-ROBOTIC-TIMES")).toBeUndefined();
    await deliver(database, only(visits, 4), { metres: 20, minutes: 63 });
    for (const one of visits) {
      const found = await judged(one, "R-ROBOTIC-TIMES");
      expect(found).toMatchObject({ facts: { detail: "5 x 63 min" }, mode: "warn_only" });
    }
  });
});

describe("a time that is corrected after the hand-in", () => {
  it("is questioned; one that was corrected before is not", async () => {
    const [before, after] = takeOfOneWorker(2);
    if (!before || !after) throw new Error("no visit is left");
    for (const one of [before, after]) {
      await deliver(database, one, { metres: 20 });
      const [claimId, at] = [v7(), new Date(plusMinutes(startOf(one), 600)).toISOString()];
      const decided = new Date(plusMinutes(startOf(one), one === after ? 601 : 600)).toISOString();
      await run(sql`insert into claim (id, provider_id, street_id, month, fund, state, prepared_by, prepared_at, submitted_by, submitted_at)
        values (${claimId}, ${one.visit.providerId}, ${one.visit.streetId}, ${one.visit.serviceMonth}, ${claimId}, 'submitted', 'test', ${at}, 'test', ${at})`);
      await run(sql`insert into claim_line (id, claim_id, visit_id, asked_fen, outcome, word, proposed_fen, failures)
        values (${v7()}, ${claimId}, ${one.visit.id}, 3000, 'accepted', 'ok', 3000, '[]')`);
      await run(sql`insert into visit_correction (id, visit_id, field, new_value, reason_code, resolution_code, state, requested_by, requested_at, decided_by, decided_at)
        values (${v7()}, ${one.visit.id}, 'check_out_at', ${at}, 'RC-FORGOT-OUT', 'RS-PAPER', 'approved', 'a', ${at}, 'b', ${decided})`);
    }
    expect(await judged(before, "R-EDITED-AFTER-SUBMIT")).toBeUndefined();
    expect(await judged(after, "R-EDITED-AFTER-SUBMIT")).toMatchObject({
      state: "open",
      facts: { fields: "check_out_at" },
    });
  });
});

describe("a confirmation from a family's phone", () => {
  it("proves nothing when it was given by who works for the provider or is the care worker's relative, and does otherwise", async () => {
    const one = only(takeOfOneWorker(1));
    const { providerId, elderId, visitNo } = one.visit;
    const memberId = v7();
    await run(
      sql`insert into family_member (id, phone_index, phone_cipher, created_at) values (${memberId}, decode('bb01', 'hex'), 'x', now())`,
    );
    await deliver(database, one, { metres: 20 });
    const said = { elderId, visitNo, device: memberId, side: "family", answer: "came" } as const;
    const context = testContext(database, { now: plusMinutes(startOf(one), 90) });
    expect(await answerWhetherServed(context, said)).toBeNull();
    expect(await judged(one, "R-PROXY-CONFLICT")).toBeUndefined();
    expect((await findingsOf(database, one.visit)).has("R-NO-PERSON-PROOF")).toBe(false);

    const colleague = sql`(select min(id::text)::uuid from care_worker where provider_id = ${providerId} and id <> ${one.workerId})`;
    await run(sql`update care_worker set phone_index = decode('bb01', 'hex') where id = ${colleague}`);
    expect(await judged(one, "R-PROXY-CONFLICT")).toMatchObject({ state: "open", facts: { connection: "staff" } });
    expect((await findingsOf(database, one.visit)).get("R-NO-PERSON-PROOF")?.state).toBe("open");
    await run(
      sql`update care_worker set employed_to = '2026-01-31', employed_from = '2026-01-01' where id = ${colleague}`,
    );
    expect((await judged(one, "R-PROXY-CONFLICT"))?.state).toBe("cleared");

    const contact = (ordinal: number, phone: SQL) =>
      run(sql`insert into elder_contact (id, elder_id, ordinal, name, phone_index)
        values (${v7()}, ${elderId}, ${ordinal}, '亲属', ${phone})`);
    await contact(91, sql`decode('bb01', 'hex')`);
    expect((await judged(one, "R-PROXY-CONFLICT"))?.state).toBe("cleared");
    await contact(92, sql`(select phone_index from care_worker where id = ${one.workerId})`);
    expect(await judged(one, "R-PROXY-CONFLICT")).toMatchObject({ state: "open", facts: { connection: "relative" } });
  });
});

describe("a check-in of somebody whom no register knows", () => {
  it("is questioned by the reference that it bears", async () => {
    const one = only(takeOfOneWorker(1));
    const stranger = v7();
    await run(sql`insert into visit_event (event_id, visit_id, worker_id, kind, device_id, device_seq, device_time, received_at, body, body_digest)
      values (${v7()}, ${one.visit.id}, ${stranger}, 'check_in', 'phone-of-nobody', 1, ${one.visit.plannedStart.toISOString()},
        ${one.visit.plannedStart.toISOString()}, ${JSON.stringify({ kind: "check_in", position: { fix: null, failure: "timeout" } })}::text::jsonb, sha256('x'))`);
    expect(await judged(one, "R-UNKNOWN-WORKER")).toMatchObject({ state: "open", facts: { ref: stranger } });
    expect((await findingsOf(database, one.visit)).has("R-WORKER-NOT-EMPLOYED")).toBe(false);
  });
});
