/** A signed plan on an elder's file, and what it makes of visits outside its days and of services outside it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { fileCarePlan, showCarePlans, type PlanToFile } from "#app/usecases/care-plan/file-care-plan.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { acceptedVisits, deliver, findingsOf, type AcceptedVisit } from "../visits/visit-district.ts";

let database: Database;
let one: AcceptedVisit;
let elderNo = "";
beforeAll(async () => {
  database = await testDatabase();
  const [first] = await acceptedVisits(database, 12);
  if (!first) throw new Error("no visit");
  one = first;
  await deliver(database, one, { metres: 20 });
  const [elder] = await inTransaction(testContext(database), (unit) => listEldersById(unit, [one.visit.elderId]));
  elderNo = elder?.elderNo ?? "";
});
afterAll(async () => database.close());

const visitOn = () => localDateOf(instant(one.visit.plannedStart));
const later = () => testContext(database, { now: plusMinutes(instant(one.visit.plannedStart), 3 * 24 * 60) });
const plan = (changes: Partial<PlanToFile> = {}): PlanToFile => ({
  elderNo,
  from: visitOn(),
  to: null,
  signedOn: addDays(visitOn(), -1),
  subtypes: one.visit.subtypes,
  ...changes,
});

async function states(): Promise<(string | undefined)[]> {
  await judgeRecorded(later());
  const findings = await findingsOf(database, one.visit);
  return ["R-NO-PLAN", "R-SERVICE-NOT-IN-PLAN"].map((code) => findings.get(code)?.state);
}

describe("a signed plan", () => {
  it("is asked of nobody without one on file; one that ended before the visit stops its pay, the next version clears it", async () => {
    expect(await states()).toEqual([undefined, undefined]);
    expect(await fileCarePlan(later(), plan({ from: addDays(visitOn(), -30), to: addDays(visitOn(), -1) }))).toBe(1);
    expect(await states()).toEqual(["open", undefined]);
    expect(await fileCarePlan(later(), plan({ to: visitOn() }))).toBe(2);
    expect(await states()).toEqual(["cleared", undefined]);
    const shown = await showCarePlans(later(), elderNo);
    expect(shown.plans.map(({ version, to }) => [version, to])).toEqual([
      [2, visitOn()],
      [1, addDays(visitOn(), -1)],
    ]);
  });

  it("is refused with days in the wrong order, a signature of tomorrow, or services that the catalogue does not know", async () => {
    const refused = (changes: Partial<PlanToFile>) => expect(fileCarePlan(later(), plan(changes))).rejects;
    await refused({ to: addDays(visitOn(), -1) }).toMatchObject({ code: "plan-days-reversed" });
    await refused({ signedOn: addDays(localDateOf(later().now), 1) }).toMatchObject({ code: "plan-signed-ahead" });
    await refused({ subtypes: [] }).toMatchObject({ code: "plan-needs-services" });
    await refused({ subtypes: ["XX99"] }).toMatchObject({ code: "plan-needs-services" });
    await expect(fileCarePlan({ ...later(), scope: { ...WHOLE_DISTRICT, streets: [] } }, plan())).rejects.toMatchObject(
      { code: "not-found" },
    );
    expect((await showCarePlans(later(), elderNo)).plans).toHaveLength(2);
  });
});
