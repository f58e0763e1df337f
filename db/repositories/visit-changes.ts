/** What changing one planned visit writes and must look at. The caller holds the visit's lock and has asked the scope. */
import { and, asc, eq, gte, inArray, lt, notInArray, or, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { elder } from "../schema/elder.ts";
import { seriesException, visitSeries } from "../schema/planning.ts";
import { visit, visitDebt, visitWorker } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { visitInScope, type VisitRow } from "./visits.ts";

export type Around = {
  /** The visits that are being changed, left out. */
  readonly visitIds: readonly string[];
  readonly elderIds: readonly string[];
  readonly workerIds: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
};

/**
 * Standing visits of the elders and of the workers in a span, of every street: a person is in one place whoever may look. Nothing of
 * them leaves the use case but that a time is taken.
 */
export async function listVisitsAround(unit: Unit, around: Around) {
  const rows = await unit.orm
    .select({
      id: visit.id,
      elderId: visit.elderId,
      plannedStart: visit.plannedStart,
      plannedEnd: visit.plannedEnd,
      latitude: elder.latitude,
      longitude: elder.longitude,
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .where(
      and(
        notInArray(visit.id, [...around.visitIds]),
        gte(visit.plannedStart, asDate(around.from)),
        lt(visit.plannedStart, asDate(around.to)),
        notInArray(visit.deliveryState, ["cancelled", "missed"]),
        or(
          inArray(visit.elderId, [...around.elderIds]),
          sql`exists (select 1 from ${visitWorker} where ${visitWorker.visitId} = ${visit.id} and not ${visitWorker.released}
            and ${inArray(visitWorker.workerId, [...around.workerIds])})`,
        ),
      ),
    )
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
  const ids = rows.map((row) => row.id);
  const workers =
    ids.length === 0
      ? []
      : await unit.orm
          .select({ visitId: visitWorker.visitId, workerId: visitWorker.workerId })
          .from(visitWorker)
          .where(and(inArray(visitWorker.visitId, ids), eq(visitWorker.released, false)));
  return rows.map((row) => ({
    ...row,
    workerIds: workers.filter((one) => one.visitId === row.id).map((one) => one.workerId),
  }));
}

export type ProviderSpan = { readonly providerId: string; readonly from: Instant; readonly to: Instant };

/** Visits of a provider in a span that are neither called off nor missed, in the order of their numbers, in the scope; locked when asked. */
export async function listStandingVisits(unit: Unit, span: ProviderSpan, lock: boolean): Promise<VisitRow[]> {
  const wanted = unit.orm
    .select()
    .from(visit)
    .where(
      and(
        eq(visit.providerId, span.providerId),
        gte(visit.plannedStart, asDate(span.from)),
        lt(visit.plannedStart, asDate(span.to)),
        notInArray(visit.deliveryState, ["cancelled", "missed"]),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.visitNo));
  return lock ? wanted.for("update") : wanted;
}

/** Nobody goes to these visits any more; their hours are free, and the rows stay as a record. */
export async function releaseWorkers(unit: Unit, visitIds: readonly string[]): Promise<void> {
  if (visitIds.length === 0) return;
  await unit.orm
    .update(visitWorker)
    .set({ released: true })
    .where(and(inArray(visitWorker.visitId, [...visitIds]), eq(visitWorker.released, false)));
}

/**
 * These workers, who had been released, go to the visit again: they came. One who is planned elsewhere in that hour by now stays
 * released, because nobody is in two places; what he or she recorded counts all the same.
 */
export async function returnWorkers(unit: Unit, visitId: string, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return;
  const elsewhere = sql`select 1 from ${visitWorker} other where other.worker_id = ${visitWorker.workerId} and not other.released
    and other.visit_id <> ${visitWorker.visitId} and other.group_id <> ${visitWorker.groupId}
    and other.planned_start < ${visitWorker.plannedEnd} and ${visitWorker.plannedStart} < other.planned_end`;
  await unit.orm
    .update(visitWorker)
    .set({ released: false })
    .where(
      and(
        eq(visitWorker.visitId, visitId),
        inArray(visitWorker.workerId, [...workerIds]),
        sql`not exists (${elsewhere})`,
      ),
    );
}

/** Those who went to a visit last before nobody did: the newest assignment of all. Empty when nobody ever did. */
export async function listLastTeam(unit: Unit, visitId: string): Promise<string[]> {
  const rows = await unit.orm.select().from(visitWorker).where(eq(visitWorker.visitId, visitId));
  const newest = Math.max(...rows.map((row) => row.assignedAt.getTime()));
  return rows
    .filter((row) => row.assignedAt.getTime() === newest)
    .map((row) => row.workerId)
    .sort();
}

/** A place in an elder's month: its first day, and which of the four. */
export type MonthPlace = { readonly elderId: string; readonly month: string; readonly sequence: number };

async function closeDebt(
  unit: Unit,
  { elderId, month, sequence }: MonthPlace,
  values: Partial<typeof visitDebt.$inferInsert>,
): Promise<boolean> {
  const rows = await unit.orm
    .update(visitDebt)
    .set(values)
    .where(
      and(
        eq(visitDebt.elderId, elderId),
        eq(visitDebt.month, month),
        eq(visitDebt.sequence, sequence),
        eq(visitDebt.state, "open"),
      ),
    )
    .returning({ id: visitDebt.id });
  return rows.length > 0;
}

/** Nothing is owed for this place of the month any more: the visit itself takes place after all. True when something was owed. */
export async function settleDebt(unit: Unit, place: MonthPlace, visitId: string): Promise<boolean> {
  return closeDebt(unit, place, { state: "replaced", replacedBy: visitId });
}

/** Nothing is owed for this place of the month any more, because the elder is no longer entitled to it. */
export async function lapseDebt(unit: Unit, place: MonthPlace): Promise<boolean> {
  return closeDebt(unit, place, { state: "lapsed" });
}

/**
 * Makes these workers the ones who go to a visit; others are released. The caller holds the visit's lock; a worker who stands
 * elsewhere at that time is refused by the constraint "worker_is_in_one_place".
 */
export async function assignWorkersToVisit(
  unit: Unit,
  { id, plannedStart, plannedEnd }: Pick<typeof visit.$inferSelect, "id" | "plannedStart" | "plannedEnd">,
  workerIds: readonly string[],
  assignedBy: string,
): Promise<void> {
  await releaseWorkers(unit, [id]);
  const values = { groupId: id, plannedStart, plannedEnd, released: false, assignedBy, assignedAt: asDate(unit.now) };
  for (const workerId of workerIds)
    await unit.orm
      .insert(visitWorker)
      .values({ visitId: id, workerId, ...values })
      .onConflictDoUpdate({ target: [visitWorker.visitId, visitWorker.workerId], set: values });
}

/** Writes the exception of one date of a series, in place of the one it may have, and counts the series' change. */
export async function saveSeriesException(unit: Unit, row: typeof seriesException.$inferInsert): Promise<void> {
  const { seriesId, originalOn: _date, ...values } = row;
  await unit.orm
    .insert(seriesException)
    .values(row)
    .onConflictDoUpdate({ target: [seriesException.seriesId, seriesException.originalOn], set: values });
  await unit.orm
    .update(visitSeries)
    .set({ sequence: sql`${visitSeries.sequence} + 1` })
    .where(eq(visitSeries.id, seriesId));
}

/** Owes a visit of the month, or owes it again when its replacement fell away too. */
export async function oweVisit(unit: Unit, row: typeof visitDebt.$inferInsert): Promise<void> {
  const { reason, facts, originalOn = null } = row;
  await unit.orm
    .insert(visitDebt)
    .values(row)
    .onConflictDoUpdate({
      target: [visitDebt.elderId, visitDebt.month, visitDebt.sequence],
      set: { state: "open", replacedBy: null, reason, facts, originalOn },
    });
}
