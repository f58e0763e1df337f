/** The day as it runs, on the database: the ladder's steps stand once each, survive an outage, end with a check-in, and reach those whom they concern. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Scope } from "#app/domain/access/scope.ts";
import { identify, type ProviderId, type StreetId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { showDay, showWorkerNotices } from "#app/usecases/screens/show-day.server.ts";
import { showProviderVisit } from "#app/usecases/screens/show-provider-visits.server.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { acknowledge } from "#app/usecases/visits/acknowledge-notice.server.ts";
import { assignWorkers } from "#app/usecases/visits/assign-worker.server.ts";
import { explainMissed } from "#app/usecases/visits/explain-missed.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";
import { justifyUnscheduled, showUnscheduled } from "#app/usecases/visits/justify-unscheduled.server.ts";
import { findForUnscheduled, recordUnscheduled } from "#app/usecases/visits/record-unscheduled.server.ts";
import { isAnythingToTell, runDay } from "#app/usecases/visits/run-day.server.ts";
import { loadStaffing } from "#app/usecases/visits/worker-candidates.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listNoticesOfVisits } from "#db/repositories/notices.ts";
import { listVisitsById } from "#db/repositories/visits.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { acceptedVisits, deliver, findingsOf, record, type AcceptedVisit } from "./visit-district.ts";

let database: Database;
let visits: AcceptedVisit[];

beforeAll(async () => {
  database = await testDatabase();
  visits = (await acceptedVisits(database, 40)).sort(
    (left, right) => Number(left.visit.plannedStart) - Number(right.visit.plannedStart),
  );
});
afterAll(async () => database.close());

const at = (one: AcceptedVisit, minutes: number): Instant => plusMinutes(instant(one.visit.plannedStart), minutes);
const context = (now: Instant, scope?: Scope) => testContext(database, { now, ...(scope && { scope }) });
const ofStreet = (id: number): Scope => ({ streets: [identify<StreetId>(id)], provider: "all", worker: "all" });
const ofProvider = (id: string): Scope => ({ streets: "all", provider: identify<ProviderId>(id), worker: "all" });
const ofWorker = (one: AcceptedVisit): Scope => ({
  streets: "all",
  provider: identify<ProviderId>(one.visit.providerId),
  worker: identify<WorkerId>(one.workerId),
});

/** The next visit, alone: the others that come before it or with it are put out of the ladder's sight. */
async function nextVisit(): Promise<AcceptedVisit> {
  const one = visits.shift();
  if (!one) throw new Error("no visit is left");
  await inTransaction(testContext(database), (unit) =>
    unit.orm.execute(
      sql`update visit set delivery_state = 'planned' where id <> ${one.visit.id} and delivery_state = 'accepted'`,
    ),
  );
  await inTransaction(testContext(database), (unit) =>
    unit.orm.execute(sql`update visit set delivery_state = 'accepted' where id = ${one.visit.id}`),
  );
  return one;
}

async function told(one: AcceptedVisit) {
  const rows = await inTransaction(testContext(database), (unit) => listNoticesOfVisits(unit, [one.visit.id]));
  // What is due together stands in no order.
  const order = (row: (typeof rows)[number]) => `${row.dueAt.toISOString()} ${row.audience}`;
  rows.sort((left, right) => (order(left) < order(right) ? -1 : 1));
  return rows.map(
    (row) => `${row.kind}>${row.audience}${row.overtaken ? " overtaken" : ""}${row.endedFor ? ` ${row.endedFor}` : ""}`,
  );
}

const stateOf = async (one: AcceptedVisit) =>
  (await inTransaction(testContext(database), (unit) => listVisitsById(unit, [one.visit.id])))[0];

describe("the late ladder", () => {
  it("tells each step once and presumes the visit missed at sixty minutes", async () => {
    const one = await nextVisit();
    expect(await isAnythingToTell(context(at(one, -121)))).toBe(false);
    for (const minutes of [-120, -60, 10, 20, 30, 59, 60]) {
      await runDay(context(at(one, minutes)));
      expect(await runDay(context(at(one, minutes)))).toEqual({ told: 0, ended: 0, missed: 0 });
    }
    expect(await told(one)).toEqual([
      "reminder>worker later_step",
      "late_worker>worker later_step",
      "late_provider>provider later_step",
      "late_street>street later_step",
      "presumed_missed>provider",
      "presumed_missed>street",
      "presumed_missed>worker",
    ]);
    expect(await stateOf(one)).toMatchObject({ deliveryState: "missed", missedSide: "undecided" });
    await judgeRecorded(context(at(one, 61)));
    expect((await findingsOf(database, one.visit)).get("R-PRESUMED-MISSED")?.state).toBe("open");
    await runDay(context(at(one, 61)));
  });

  it("asks nothing twice of a visit to which nobody goes, and tells the provider", async () => {
    const one = await nextVisit();
    await inTransaction(testContext(database), (unit) =>
      unit.orm.execute(sql`update visit_worker set released = true where visit_id = ${one.visit.id}`),
    );
    for (const minutes of [-120, 10, 25]) {
      await runDay(context(at(one, minutes)));
      expect(await isAnythingToTell(context(at(one, minutes + 1)))).toBe(false);
    }
    expect(await told(one)).toEqual(["late_provider>provider"]);
  });

  it("after an outage tells each party its last step and keeps the others as overtaken", async () => {
    const one = await nextVisit();
    const run = await runDay(context(at(one, 35)));
    expect(run).toMatchObject({ told: 3, missed: 0 });
    expect(await told(one)).toEqual([
      "reminder>worker overtaken",
      "late_worker>worker",
      "late_provider>provider",
      "late_street>street",
    ]);
  });

  it("ends with a late check-in and clears those who were worried", async () => {
    const one = await nextVisit();
    await runDay(context(at(one, 65)));
    expect((await stateOf(one))?.deliveryState).toBe("missed");
    await deliver(database, one, { metres: 20, from: 66, minutes: 61 });
    await runDay(context(at(one, 130)));
    const said = await told(one);
    expect(said).toContain("presumed_missed>street check_in");
    expect(said).toContain("all_clear>street");
    expect(said).toContain("all_clear>provider");
    expect((await stateOf(one))?.deliveryState).toBe("done");
    expect(await isAnythingToTell(context(at(one, 131)))).toBe(false);
  });

  it("is shown to the visit's street, provider and worker, and to nobody else", async () => {
    const one = await nextVisit();
    await runDay(context(at(one, 31)));
    const now = at(one, 32);
    const mine = (rows: { visitNo: string }[]) => rows.some((row) => row.visitNo === one.visit.visitNo);
    const { streetId, providerId } = one.visit;
    expect(mine((await showDay(context(now, ofStreet(streetId)), "street")).late)).toBe(true);
    expect(mine((await showDay(context(now, ofStreet(streetId === 1 ? 2 : 1)), "street")).late)).toBe(false);
    const [row] = (await showDay(context(now, ofProvider(providerId)), "provider")).late.filter(
      (late) => late.visitNo === one.visit.visitNo,
    );
    expect(row).toMatchObject({ kind: "late_provider", minutesLate: 32, knownBy: null });
    expect((await showWorkerNotices(context(now, ofWorker(one)))).map(({ kind }) => kind)).toContain("late_worker");
    await acknowledge({ ...context(now, ofProvider(providerId)), actor: "user:desk" }, row?.id ?? "", "provider");
    const after = await showDay(context(now, ofProvider(providerId)), "provider");
    expect(after.late.find((late) => late.visitNo === one.visit.visitNo)?.knownBy).toBe("desk");
    const other = visits.find(({ visit }) => visit.providerId !== providerId);
    const stranger = context(now, ofProvider(other?.visit.providerId ?? v7()));
    await expect(acknowledge(stranger, row?.id ?? "", "provider")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a missed visit", () => {
  it("whose reason is given is owed, its place in the month is free again, and the ladder is over", async () => {
    const one = await nextVisit();
    await runDay(context(at(one, 60)));
    await expect(explainMissed(context(at(one, 70)), one.visit.visitNo, "RC-TEAM-VISIT")).rejects.toMatchObject({
      code: "missed-reason-unknown",
    });
    expect(await explainMissed(context(at(one, 70)), one.visit.visitNo, "RC-WORKER-NO-SHOW")).toBe(true);
    expect(await stateOf(one)).toMatchObject({ missedSide: "worker", missedReason: "RC-WORKER-NO-SHOW" });
    const debts = rowsOf<{ reason: string; state: string }>(
      await inTransaction(testContext(database), (unit) =>
        unit.orm.execute(sql`select reason, state from visit_debt where elder_id = ${one.visit.elderId}`),
      ),
    );
    expect(debts).toContainEqual({ reason: "visit_missed", state: "open" });
    expect((await told(one)).filter((said) => said.startsWith("presumed_missed"))).toEqual([
      "presumed_missed>provider reason",
      "presumed_missed>street reason",
      "presumed_missed>worker reason",
    ]);
    await expect(explainMissed(context(at(one, 71)), one.visit.visitNo, "RC-NO-ANSWER")).rejects.toMatchObject({
      code: "missed-already-explained",
    });
    expect(await isAnythingToTell(context(at(one, 72)))).toBe(false);
  });

  it("at a door that nobody opened is on the elder's side, and provider and street are told to look after the elder", async () => {
    const one = await nextVisit();
    for (const [minutes, step] of [
      [0, "knock"],
      [2, "call_elder"],
      [12, "call_family"],
    ] as const)
      await record(database, one, at(one, minutes), [{ kind: "door_step", step }]);
    await record(database, one, at(one, 13), [{ kind: "no_answer" }]);
    await runDay(context(at(one, 14)));
    expect(await stateOf(one)).toMatchObject({ deliveryState: "missed", missedSide: "elder" });
    const { events } = await showVisit(context(at(one, 14)), one.visit.visitNo);
    expect(events.flatMap(({ doorStep }) => doorStep ?? [])).toContain("knock");
    const said = await told(one);
    expect(said.filter((row) => row.startsWith("no_answer"))).toEqual(["no_answer>provider", "no_answer>street"]);
    expect(await isAnythingToTell(context(at(one, 90)))).toBe(false);
  });
});

describe("a replacement", () => {
  it("during the day tells both, counts as another worker than planned, and is refused once the hour is over", async () => {
    const one = await nextVisit();
    const provider = ofProvider(one.visit.providerId);
    const { candidates } = await inTransaction(context(at(one, -60), provider), async (unit) => {
      return (await loadStaffing(unit, one.visit)) ?? { candidates: [] };
    });
    const able = candidates.find(({ worker, against }) => against.length === 0 && worker.id !== one.workerId);
    if (!able) throw new Error("nobody can replace");
    const wish = { visitNo: one.visit.visitNo, workerNos: [able.worker.key] };
    await expect(assignWorkers(context(instant(one.visit.plannedEnd), provider), wish)).rejects.toMatchObject({
      code: "visit-already-started",
    });
    const offered = async (minutes: number) =>
      (await showProviderVisit(context(at(one, minutes), provider), one.visit.visitNo)).candidates.length;
    expect(await offered(21)).toBeGreaterThan(0);
    expect(await offered(600)).toBe(0);
    await assignWorkers(context(at(one, 21), provider), wish);
    expect(await told(one)).toEqual(expect.arrayContaining(["taken_off>worker", "put_on>worker"]));
    const replaced = { ...one, workerId: able.worker.id };
    expect((await showWorkerNotices(context(at(one, 22), ofWorker(replaced)))).map(({ kind }) => kind)).toContain(
      "put_on",
    );
    expect((await showWorkerNotices(context(at(one, 22), ofWorker(one)))).map(({ kind }) => kind)).toContain(
      "taken_off",
    );
    await deliver(database, replaced, { metres: 20, from: 30, minutes: 61 });
    expect((await findingsOf(database, one.visit)).get("R-WORKER-REPLACED")?.state).toBe("open");
  });
});

describe("a visit that nobody had planned", () => {
  const wish = (one: AcceptedVisit, elderNo: string, changed: object = {}) => ({
    elderNo,
    reason: "RC-ELDER-ASKED-TIME",
    note: "",
    workerId: one.workerId,
    deviceId: "web",
    checkIn: { eventId: v7(), deviceMs: null, body: { kind: "check_in", position: { failure: "timeout" } } },
    ...changed,
  });
  const elderNoOf = async (one: AcceptedVisit) =>
    (await inTransaction(testContext(database), (unit) => listEldersById(unit, [one.visit.elderId])))[0];

  it("is recorded at the door though the hour is planned otherwise, judged as unplanned, and justified once", async () => {
    const one = await nextVisit();
    const elder = await elderNoOf(one);
    const now = at(one, 10);
    const worker = context(now, ofWorker(one));
    expect(await findForUnscheduled(worker, elder?.name ?? "")).toHaveLength(1);
    expect(await findForUnscheduled(worker, "查无此人")).toEqual([]);
    const given = wish(one, elder?.elderNo ?? "");
    const visitNo = await recordUnscheduled(worker, given);
    expect(visitNo).toMatch(/-5$/);
    expect(await recordUnscheduled(worker, given)).toBe(visitNo);
    const [made] = await inTransaction(testContext(database), (unit) => listVisitsById(unit, [given.checkIn.eventId]));
    expect(made).toMatchObject({ origin: "fact", deliveryState: "in_progress", providerId: one.visit.providerId });
    const own = { ...one, visit: made ?? one.visit };
    await record(database, own, plusMinutes(now, 61), [
      { kind: "task_done", subtype: made?.subtypes[0] },
      { kind: "check_out", position: { failure: "timeout" } },
    ]);
    expect((await findingsOf(database, own.visit)).get("R-UNSCHEDULED")?.state).toBe("open");
    const desk = { ...context(plusMinutes(now, 90), ofProvider(one.visit.providerId)), actor: "user:desk" };
    expect((await showDay(desk, "provider")).unjustified.map((row) => row.visitNo)).toContain(visitNo);
    await justifyUnscheduled(desk, { visitNo, text: "老人临时要求", agreedBy: "family" });
    expect(await showUnscheduled(desk, visitNo)).toMatchObject({
      justification: { text: "老人临时要求", agreedBy: "family", by: "desk" },
    });
    await expect(justifyUnscheduled(desk, { visitNo, text: "再说一次", agreedBy: "elder" })).rejects.toMatchObject({
      code: "unscheduled-justified",
    });
    expect((await showDay(desk, "provider")).unjustified.map((row) => row.visitNo)).not.toContain(visitNo);
  });

  it("needs a reason, some of them a few words, and an elder of the own provider", async () => {
    const one = await nextVisit();
    const elder = await elderNoOf(one);
    const worker = context(at(one, 10), ofWorker(one));
    const ask = (changed: object, elderNo = elder?.elderNo ?? "") =>
      recordUnscheduled(worker, wish(one, elderNo, changed));
    await expect(ask({ reason: "RC-SPLIT" })).rejects.toMatchObject({ code: "unscheduled-reason-unknown" });
    await expect(ask({ reason: "RC-EMERGENCY" })).rejects.toMatchObject({ code: "unscheduled-needs-note" });
    const stranger = rowsOf<{ elder_no: string }>(
      await inTransaction(testContext(database), (unit) =>
        unit.orm
          .execute(sql`select elder_no from elder e where not exists (select 1 from visit v where v.elder_id = e.id and v.provider_id = ${one.visit.providerId})
          and not exists (select 1 from allocation a where a.elder_id = e.id and a.provider_id = ${one.visit.providerId}) limit 1`),
      ),
    );
    await expect(ask({}, stranger[0]?.elder_no ?? "E999999")).rejects.toMatchObject({ code: "not-found" });
  });
});
