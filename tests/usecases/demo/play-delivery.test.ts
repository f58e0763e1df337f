/** The played month against the rules: what the script breaks, the rules find, and nothing else. */
import { loadRows } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstDateOf, lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { instant, instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { DELIVERY_FAULTS, type DeliveryFault } from "#app/usecases/demo/planned-delivery.ts";
import { playDelivery, type PlayedMonth } from "#app/usecases/demo/play-delivery.server.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listFindingsOfVisits } from "#db/repositories/findings.ts";
import { listVisitsOfMonth, type VisitRow } from "#db/repositories/visits.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { inTransaction } from "#db/transaction.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

const month = plainMonth("2026-10");
const district = generateDemoDistrict({ seed: "1", month });

/** The rule that each fault breaks. */
const RULE_OF: Readonly<Record<DeliveryFault, string>> = {
  too_short: "R-TOO-SHORT",
  much_too_short: "R-TOO-SHORT",
  no_check_out: "R-NO-CHECKOUT",
  no_check_in: "R-NO-CHECKIN",
  outside_fence: "R-LOCATION-OUTSIDE",
  no_position: "R-LOCATION-MISSING",
  no_person_proof: "R-NO-PERSON-PROOF",
  late_start: "R-LATE-START",
  missed: "R-PRESUMED-MISSED",
  worker_overlap: "R-WORKER-OVERLAP",
  unqualified_replacement: "R-UNQUALIFIED",
  after_death: "R-DECEASED",
  in_hospital: "R-INPATIENT",
};

let database: Database;
let played: PlayedMonth;
let visits: readonly VisitRow[];
let codes: ReadonlyMap<string, readonly string[]>;

async function findings(): Promise<Map<string, string[]>> {
  return inTransaction(testContext(database), async (unit) => {
    const numbers = new Map(visits.map((visit) => [visit.id, visit.visitNo]));
    const found = new Map<string, string[]>();
    for (const row of await listFindingsOfVisits(unit, [...numbers.keys()])) {
      const visitNo = numbers.get(row.visitId) ?? "";
      found.set(visitNo, [...(found.get(visitNo) ?? []), row.ruleCode]);
    }
    return found;
  });
}

beforeAll(async () => {
  database = await testDatabase();
  const planning = testContext(database, { now: instantAt(addDays(firstDateOf(month), -14), 540) });
  await loadRows(planning, { ...district, elders: district.elders.slice(0, 600) });
  await judgeMonth(planning, month);
  await allocateMonth(planning, month, "1");
  await planAndOfferMonth(planning, month, "1");
  const after = testContext(database, { now: instantAt(addDays(lastDateOf(month), 4), 540) });
  played = await playDelivery(after, month, "1", after.now);
  await verifyMonth(after, month);
  visits = await inTransaction(after, (unit) => listVisitsOfMonth(unit, month));
  codes = await findings();
});
afterAll(async () => database.close());

describe("a played month", () => {
  it.each(DELIVERY_FAULTS)("lets the rules find every case of %s, and has at least one", (fault) => {
    const cases = [...played.faults].filter(([, one]) => one === fault).map(([visitNo]) => visitNo);
    expect(cases.length).toBeGreaterThan(0);
    for (const visitNo of cases)
      expect([visitNo, codes.get(visitNo)]).toEqual([visitNo, expect.arrayContaining([RULE_OF[fault]])]);
  });

  it("has a fifth visit of one elder that is over the quota, and the four before it are not", () => {
    expect(played.extraVisits).toHaveLength(1);
    const [extra = ""] = played.extraVisits;
    expect(codes.get(extra)).toEqual(expect.arrayContaining(["R-OVER-QUOTA", "R-UNSCHEDULED"]));
    const elderId = visits.find((visit) => visit.visitNo === extra)?.elderId;
    const others = visits.filter((visit) => visit.elderId === elderId && visit.visitNo !== extra);
    expect(others).toHaveLength(4);
    expect(others.map((visit) => visit.approvalState)).toEqual(["verified", "verified", "verified", "verified"]);
  });

  it("has nothing to say about a clean visit, but for the one that an overlap ran into", () => {
    const overlaps = [...played.faults.values()].filter((fault) => fault === "worker_overlap").length;
    const questioned = visits.filter(
      ({ visitNo }) => !played.faults.has(visitNo) && !played.extraVisits.includes(visitNo) && codes.has(visitNo),
    );
    expect(questioned.flatMap(({ visitNo }) => codes.get(visitNo) ?? [])).toEqual(
      Array.from({ length: overlaps }, () => "R-WORKER-OVERLAP"),
    );
  });

  it("verifies every clean visit", () => {
    const clean = visits.filter(({ visitNo }) => !codes.has(visitNo));
    expect(clean.filter((visit) => visit.approvalState !== "verified").map(({ visitNo }) => visitNo)).toEqual([]);
    expect(clean.length / visits.length).toBeGreaterThan(0.9);
  });

  it("writes the death and the stay into the elders' files", async () => {
    const elders = await inTransaction(testContext(database), listEldersWithFacts);
    const diedInMonth = elders.filter(({ elder }) => (elder.deathOn ?? "").startsWith("2026-10"));
    expect(diedInMonth.some(({ elder }) => elder.version === 2)).toBe(true);
    const sick = visits.find(({ visitNo }) => played.faults.get(visitNo) === "in_hospital");
    const stay = elders.find(({ elder }) => elder.id === sick?.elderId)?.absences.at(-1);
    const on = localDateOf(instant(sick?.plannedStart ?? 0));
    expect(stay).toMatchObject({ kind: "hospital" });
    expect((stay?.fromOn ?? "") < on && on < (stay?.toOn ?? "")).toBe(true);
  });
});
