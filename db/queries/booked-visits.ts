/** What stands around a new or moved visit: visits of an elder and of care workers in a period, with their homes; and times held at kiosks. */
import { and, eq, exists, gt, inArray, lt, ne, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { elder } from "../schema/elder.ts";
import { slotHold, visit, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

export type BookedVisitRow = {
  readonly id: string;
  readonly elderId: string;
  readonly plannedStart: Date;
  readonly plannedEnd: Date;
  readonly latitude: number;
  readonly longitude: number;
  readonly workerIds: readonly string[];
};

export type BookedVisitsWanted = {
  readonly elderId: string;
  readonly workerIds: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
};

const STANDING = ["planned", "offered", "accepted", "en_route", "in_progress", "done"];

const home = { latitude: elder.latitude, longitude: elder.longitude };

async function workersByVisit(unit: Unit, visitIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const assigned = await unit.orm
    .select({ visitId: visitWorker.visitId, workerId: visitWorker.workerId })
    .from(visitWorker)
    .where(and(inArray(visitWorker.visitId, [...visitIds]), eq(visitWorker.released, false)));
  const byVisit = new Map<string, string[]>();
  for (const { visitId, workerId } of assigned) byVisit.set(visitId, [...(byVisit.get(visitId) ?? []), workerId]);
  return byVisit;
}

/** Visits that stand in the period, of the elder or of one of the care workers. */
export async function listBookedVisits(unit: Unit, wanted: BookedVisitsWanted): Promise<BookedVisitRow[]> {
  const workers = ["00000000-0000-0000-0000-000000000000", ...wanted.workerIds];
  const isTheirs = exists(
    unit.orm
      .select({ one: sql`1` })
      .from(visitWorker)
      .where(
        and(eq(visitWorker.visitId, visit.id), inArray(visitWorker.workerId, workers), eq(visitWorker.released, false)),
      ),
  );
  const rows = await unit.orm
    .select({
      id: visit.id,
      elderId: visit.elderId,
      plannedStart: visit.plannedStart,
      plannedEnd: visit.plannedEnd,
      ...home,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(
      and(
        inArray(visit.deliveryState, STANDING),
        gt(visit.plannedStart, asDate(wanted.from)),
        lt(visit.plannedStart, asDate(wanted.to)),
        or(eq(visit.elderId, wanted.elderId), isTheirs),
      ),
    );
  if (rows.length === 0) return [];
  const byVisit = await workersByVisit(
    unit,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, workerIds: byVisit.get(row.id) ?? [] }));
}

/** Times that other elders are looking at, as if they were booked. */
export async function listHeldTimes(
  unit: Unit,
  elderId: string,
  workerIds: readonly string[],
): Promise<BookedVisitRow[]> {
  if (workerIds.length === 0) return [];
  const rows = await unit.orm
    .select({ hold: slotHold, ...home })
    .from(slotHold)
    .innerJoin(elder, eq(elder.id, slotHold.elderId))
    .where(
      and(
        inArray(slotHold.workerId, [...workerIds]),
        ne(slotHold.elderId, elderId),
        gt(slotHold.heldUntil, asDate(unit.now)),
      ),
    );
  return rows.map(({ hold, latitude, longitude }) => ({
    id: hold.id,
    elderId: hold.elderId,
    plannedStart: hold.plannedStart,
    plannedEnd: hold.plannedEnd,
    latitude,
    longitude,
    workerIds: [hold.workerId],
  }));
}
