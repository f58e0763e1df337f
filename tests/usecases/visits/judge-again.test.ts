/** Facts that arrive after a visit was judged: a roster with a death or a stay in hospital, a certificate. Only the visits they may turn are judged again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { instant, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { isAnythingToJudge, judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { importRows, smallDistrictRows, type DistrictRows } from "#tests/support/small-district.ts";
import { acceptedVisits, deliver, findingsOf, type AcceptedVisit } from "./visit-district.ts";

const ELDERS = 24;
let database: Database;
let visits: AcceptedVisit[];
let rows: DistrictRows;

beforeAll(async () => {
  database = await testDatabase();
  visits = await acceptedVisits(database, ELDERS);
  rows = smallDistrictRows(ELDERS);
});
afterAll(async () => database.close());

const later = () => instant("2027-01-02T02:00:00Z");
const dateOf = (one: AcceptedVisit) => localDateOf(instant(one.visit.plannedStart));
const stateOf = async (one: AcceptedVisit, code: string) => (await findingsOf(database, one.visit)).get(code)?.state;

async function waiting(): Promise<string[]> {
  const found = await inTransaction(testContext(database), (unit) =>
    unit.orm.execute(sql`select distinct visit_id from visit_to_judge`),
  );
  return rowsOf<{ visit_id: string }>(found).map((row) => row.visit_id);
}

/** The roster again, with other words about the elder of a visit. */
async function importAgain(one: AcceptedVisit, changed: Readonly<Record<string, string | null>>): Promise<void> {
  const [elder] = await inTransaction(testContext(database), (unit) => listEldersById(unit, [one.visit.elderId]));
  // Elders are numbered in the order of the file.
  const place = Number((elder?.elderNo ?? "").slice(1)) - 1;
  rows = { ...rows, elders: rows.elders.map((row, index) => (index === place ? { ...row, ...changed } : row)) };
  await importRows(testContext(database, { now: later() }), rows);
}

/** The next elder's visits, all delivered at home. */
async function deliveredMonth(): Promise<AcceptedVisit[]> {
  const elderId = visits[0]?.visit.elderId ?? "";
  const own = visits.filter(({ visit }) => visit.elderId === elderId);
  visits = visits.filter(({ visit }) => visit.elderId !== elderId);
  for (const one of own) await deliver(database, one, { metres: 20 });
  await judgeRecorded(testContext(database, { now: later() }));
  return own.sort((left, right) => Number(left.visit.plannedStart) - Number(right.visit.plannedStart));
}

describe("a roster that names a death", () => {
  it("puts the elder's delivered visits on the list, and those after the death no longer count", async () => {
    const [bystander] = await deliveredMonth();
    const own = await deliveredMonth();
    const [first, second] = own;
    if (!first || !second || !bystander) throw new Error("no visits");
    await importAgain(first, { diedOn: addDays(dateOf(first), 1) });
    expect((await waiting()).sort()).toEqual(own.map(({ visit }) => visit.id).sort());
    expect(await stateOf(second, "R-DECEASED")).toBeUndefined();
    await judgeRecorded(testContext(database, { now: later() }));
    expect(await stateOf(first, "R-DECEASED")).toBeUndefined();
    expect(await stateOf(second, "R-DECEASED")).toBe("open");
    expect(await stateOf(bystander, "R-DECEASED")).toBeUndefined();
    expect(await isAnythingToJudge(testContext(database))).toBe(false);
    await importAgain(first, { diedOn: null });
    await judgeRecorded(testContext(database, { now: later() }));
    expect(await stateOf(second, "R-DECEASED")).toBe("cleared");
  });
});

describe("a roster that names a stay in hospital", () => {
  it("questions the visits inside it, and those on its first and last day separately", async () => {
    const own = await deliveredMonth();
    const [first, second, third] = own;
    if (!first || !second || !third) throw new Error("no visits");
    await importAgain(first, { inHospital: `${dateOf(first)}~${addDays(dateOf(second), 1)}` });
    await judgeRecorded(testContext(database, { now: later() }));
    expect(await stateOf(first, "R-INPATIENT-EDGE")).toBe("open");
    expect(await stateOf(second, "R-INPATIENT")).toBe("open");
    expect(await stateOf(third, "R-INPATIENT")).toBeUndefined();
  });
});

describe("a roster that changes nothing", () => {
  it("asks for no visit to be judged again", async () => {
    await importRows(testContext(database, { now: later() }), rows);
    expect(await waiting()).toEqual([]);
  });
});

describe("a settled visit", () => {
  it("keeps its verdict and is not put on the list", async () => {
    const own = await deliveredMonth();
    const [first] = own;
    if (!first) throw new Error("no visits");
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`update visit set approval_state = 'rejected' where elder_id = ${first.visit.elderId}`),
    );
    await importAgain(first, { diedOn: addDays(dateOf(first), -1) });
    expect(await waiting()).toEqual([]);
    expect(await stateOf(first, "R-DECEASED")).toBeUndefined();
  });
});

describe("a care worker's certificate that is on file late", () => {
  it("has the visits of that worker judged again, past ones too", async () => {
    const own = await deliveredMonth();
    const [first] = own;
    if (!first) throw new Error("no visits");
    const worker = rowsOf<{ worker_no: string }>(
      await inTransaction(testContext(database), (unit) =>
        unit.orm.execute(sql`select worker_no from care_worker where id = ${first.workerId}`),
      ),
    );
    const place = Number((worker[0]?.worker_no ?? "").slice(1)) - 1;
    const workers = rows.workers.map((row, index) =>
      index === place ? { ...row, employedFrom: addDays(localDateOf(plusMinutes(later(), 0)), -1) } : row,
    );
    await importRows(testContext(database, { now: later() }), { ...rows, workers });
    expect(await waiting()).toContain(first.visit.id);
    await judgeRecorded(testContext(database, { now: later() }));
    expect(await stateOf(first, "R-WORKER-NOT-EMPLOYED")).toBe("open");
  });
});
