/** A small district with a month of accepted visits, each with one care worker, and phones that record them. */
import { v7 } from "uuid";
import type { Scope } from "#app/domain/access/scope.ts";
import { identify, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import type { SyncDevice } from "#app/domain/visits/sync-message.ts";
import { receiveEvents } from "#app/usecases/visits/receive-events.server.ts";
import { recordVisitEvents } from "#app/usecases/visits/record-visit-events.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listFindingsOfVisits, type FindingRow } from "#db/repositories/findings.ts";
import { listVisitsOfMonth, listWorkersOfVisits, updateVisits, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { seededDatabase, testContext } from "#tests/support/database.ts";
import { loadSmallDistrict, SMALL_DISTRICT_MONTH as month, testCrypto } from "#tests/support/small-district.ts";

export type AcceptedVisit = { readonly visit: VisitRow; readonly workerId: string };

/** Plans the month of so many elders; every visit for which one worker goes, in the order of their numbers. */
export async function acceptedVisits(database: Database, elders: number): Promise<AcceptedVisit[]> {
  await loadSmallDistrict(database, elders);
  const context = testContext(database);
  await judgeMonth(context, month);
  await allocateMonth(context, month, "1");
  await planAndOfferMonth(context, month, "1");
  return acceptAll(database);
}

/** A district of its own with the month of so many elders planned, copied from the one that the first file with as many planned. */
export async function acceptedDistrict(elders: number): Promise<{ database: Database; visits: AcceptedVisit[] }> {
  const database = await seededDatabase(`accepted-${elders}`, async (empty) => {
    await acceptedVisits(empty, elders);
  });
  return { database, visits: await acceptAll(database) };
}

async function acceptAll(database: Database): Promise<AcceptedVisit[]> {
  return inTransaction(testContext(database), async (unit) => {
    const rows = await listVisitsOfMonth(unit, month);
    const ids = rows.map((row) => row.id);
    await updateVisits(unit, ids, { deliveryState: "accepted" });
    const workers = await listWorkersOfVisits(unit, ids);
    return rows.flatMap((visit) => {
      const [first, second] = workers.filter((row) => row.visitId === visit.id);
      return first && !second ? [{ visit, workerId: first.workerId }] : [];
    });
  });
}

/** What the care worker of a visit reaches. */
export function workerScope({ visit, workerId }: AcceptedVisit): Scope {
  const own = { provider: identify<ProviderId>(visit.providerId), worker: identify<WorkerId>(workerId) };
  return { streets: "all", ...own };
}

/** The next visit that no test of the file has used. */
export function takeFrom(visits: AcceptedVisit[]): AcceptedVisit {
  const taken = visits.shift();
  if (!taken) throw new Error("no visit is left");
  return taken;
}

export const minutesAfterStart = ({ visit }: AcceptedVisit, minutes: number): Instant =>
  plusMinutes(instant(visit.plannedStart), minutes);

/** The care worker's own reach, so many minutes after the planned start. */
export const ownContext = (database: Database, one: AcceptedVisit, minutes: number) =>
  testContext(database, { now: minutesAfterStart(one, minutes), scope: workerScope(one) });

/** What a phone with an outbox sends at an instant: events that it signed before, or what is none. */
export async function sendSigned(
  database: Database,
  { workerId }: Pick<AcceptedVisit, "workerId">,
  device: SyncDevice,
  sent: { readonly now: Instant; readonly events: readonly unknown[]; readonly sentAtMs?: number },
) {
  const { now, sentAtMs = now, events } = sent;
  const request = { protocol: 1 as const, device, sentAtMs, events: [...events] };
  return receiveEvents(testContext(database, { now }), testCrypto, { workerId, request });
}

/** What the worker's phone sends at an instant. */
export async function record(database: Database, one: AcceptedVisit, now: Instant, bodies: readonly unknown[]) {
  const { visit, workerId } = one;
  return recordVisitEvents(testContext(database, { now, scope: workerScope(one) }), {
    visitNo: visit.visitNo,
    sender: { workerId, deviceId: `phone-${workerId}` },
    events: bodies.map((body) => ({ eventId: v7(), deviceMs: null, body })),
  });
}

export type Delivery = {
  /** Metres from home at the check-in; accuracy 20 m. */
  readonly metres: number;
  /** Minutes after the planned start; 0 unless said. */
  readonly from?: number;
  readonly minutes?: number;
  /** Left out: the first one planned. */
  readonly services?: readonly string[];
};

/** Checks in that far from home and checks out after that long with no position. */
export async function deliver(database: Database, one: AcceptedVisit, delivery: Delivery): Promise<void> {
  const { metres, from = 0, minutes = 60, services = one.visit.subtypes.slice(0, 1) } = delivery;
  const start = plusMinutes(instant(one.visit.plannedStart), from);
  const [elder] = await inTransaction(testContext(database), (unit) => listEldersById(unit, [one.visit.elderId]));
  if (!elder) throw new Error("no elder");
  const fix = { ...pointAt(elder, metres, 1), accuracyM: 20, ageMs: 0, datum: "WGS-84" };
  await record(database, one, start, [{ kind: "check_in", position: fix }]);
  const done = services.map((subtype) => ({ kind: "task_done", subtype }));
  await record(database, one, plusMinutes(start, minutes - 1), done);
  await record(database, one, plusMinutes(start, minutes), [{ kind: "check_out", position: { failure: "timeout" } }]);
}

/** The findings on file of a visit, by rule code. */
export async function findingsOf(database: Database, visit: Pick<VisitRow, "id">): Promise<Map<string, FindingRow>> {
  const rows = await inTransaction(testContext(database), (unit) => listFindingsOfVisits(unit, [visit.id]));
  return new Map(rows.map((row) => [row.ruleCode, row]));
}
