/** One elder's visits, offers and debts: what booking, moving and taking back at a kiosk read and write. */
import { and, asc, desc, eq, gt, inArray, lte, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { BOOKED_ORIGINS } from "#app/domain/visits/origin.ts";
import { careWorker } from "../schema/workforce.ts";
import { visit, visitDebt, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { visitInScope, type VisitRow } from "./visits.ts";

const earlier = alias(visitWorker, "earlier_worker");

/** All visits of the month, called off or not, in the order of their numbers. */
export async function listVisitsOfElder(unit: Unit, elderId: string, month: PlainMonth): Promise<VisitRow[]> {
  return unit.orm
    .select()
    .from(visit)
    .where(and(eq(visit.elderId, elderId), eq(visit.serviceMonth, firstDateOf(month)), visitInScope(unit)))
    .orderBy(asc(visit.plannedStart));
}

/** The elder's visits that are still to come and may be called off, locked, the first first. */
export async function listComingVisits(unit: Unit, elderId: string): Promise<VisitRow[]> {
  return unit.orm
    .select()
    .from(visit)
    .where(
      and(
        eq(visit.elderId, elderId),
        inArray(visit.deliveryState, ["planned", "offered", "accepted"]),
        gt(visit.plannedStart, asDate(unit.now)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.plannedStart))
    .for("update");
}

/** The elder's visits that took place since a moment, the newest first. */
export async function listServedVisits(unit: Unit, elderId: string, since: Instant): Promise<VisitRow[]> {
  return unit.orm
    .select()
    .from(visit)
    .where(
      and(
        eq(visit.elderId, elderId),
        eq(visit.deliveryState, "done"),
        gt(visit.plannedStart, asDate(since)),
        visitInScope(unit),
      ),
    )
    .orderBy(desc(visit.plannedStart));
}

/** The newest of the visits that were asked for since a moment, at a kiosk or by telephone, and are still ahead; null without any. */
export async function findBookedSince(unit: Unit, elderId: string, since: Instant): Promise<VisitRow | null> {
  // Workers may be named anew later; the first naming is the booking.
  const namedBefore = unit.orm
    .select({ one: sql`1` })
    .from(earlier)
    .where(and(eq(earlier.visitId, visit.id), lte(earlier.assignedAt, asDate(since))));
  const [row] = await unit.orm
    .select({ visit })
    .from(visit)
    .innerJoin(visitWorker, eq(visitWorker.visitId, visit.id))
    .where(
      and(
        eq(visit.elderId, elderId),
        inArray(visit.origin, [...BOOKED_ORIGINS]),
        inArray(visit.deliveryState, ["planned", "offered", "accepted"]),
        gt(visitWorker.assignedAt, asDate(since)),
        notExists(namedBefore),
        visitInScope(unit),
      ),
    )
    .orderBy(desc(visitWorker.assignedAt))
    .limit(1);
  return row?.visit ?? null;
}

/** The care workers who go on a visit, by their numbers. */
export async function listWorkersOfVisit(unit: Unit, visitId: string): Promise<(typeof careWorker.$inferSelect)[]> {
  const rows = await unit.orm
    .select({ worker: careWorker, at: visitWorker.assignedAt, by: visitWorker.assignedBy })
    .from(visitWorker)
    .innerJoin(careWorker, eq(careWorker.id, visitWorker.workerId))
    .where(and(eq(visitWorker.visitId, visitId), eq(visitWorker.released, false)))
    .orderBy(asc(careWorker.workerNo));
  return rows.map(({ worker }) => worker);
}

/** When the visit's workers were named, and by whom; null without any. */
export async function findAssignment(unit: Unit, visitId: string): Promise<{ at: Date; by: string } | null> {
  const [row] = await unit.orm
    .select({ at: visitWorker.assignedAt, by: visitWorker.assignedBy })
    .from(visitWorker)
    .where(eq(visitWorker.visitId, visitId))
    .orderBy(desc(visitWorker.assignedAt))
    .limit(1);
  return row ?? null;
}

/** The oldest open debt of the month is met by this visit, if there is one. */
export async function closeDebt(unit: Unit, elderId: string, month: PlainMonth, visitId: string): Promise<boolean> {
  const [open] = await unit.orm
    .select({ id: visitDebt.id })
    .from(visitDebt)
    .where(and(eq(visitDebt.elderId, elderId), eq(visitDebt.month, firstDateOf(month)), eq(visitDebt.state, "open")))
    .orderBy(asc(visitDebt.sequence))
    .limit(1);
  if (!open) return false;
  await unit.orm.update(visitDebt).set({ state: "replaced", replacedBy: visitId }).where(eq(visitDebt.id, open.id));
  return true;
}

/** Visits of the month that are owed to the elder and stand nowhere yet. */
export async function listOpenDebtsOfElder(
  unit: Unit,
  elderId: string,
  month: PlainMonth,
): Promise<(typeof visitDebt.$inferSelect)[]> {
  return unit.orm
    .select()
    .from(visitDebt)
    .where(and(eq(visitDebt.elderId, elderId), eq(visitDebt.month, firstDateOf(month)), eq(visitDebt.state, "open")))
    .orderBy(asc(visitDebt.sequence));
}

/** A visit that was taken back leaves its debt open again. */
export async function reopenDebt(unit: Unit, visitId: string): Promise<void> {
  await unit.orm.update(visitDebt).set({ state: "open", replacedBy: null }).where(eq(visitDebt.replacedBy, visitId));
}
