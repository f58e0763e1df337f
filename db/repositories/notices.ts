/** Notices about visits: told once, ended, acknowledged, never deleted. Lists follow the scope of the unit. */
import { and, asc, eq, gt, inArray, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { notice } from "../schema/day.ts";
import { visitEvent } from "../schema/visit-event.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import type { VisitRow } from "./visits.ts";

export type NoticeRow = typeof notice.$inferSelect;
export type NewNoticeRow = typeof notice.$inferInsert;

export type LadderSpan = {
  /** Visits that start later are not looked at yet. */
  readonly until: Instant;
  /** Of visits that stand accepted from before, the oldest that are still looked at. */
  readonly from: Instant;
  /** Of missed visits that nobody has explained. */
  readonly missedFrom: Instant;
};

/** Has a notice that stands open. */
const hasOpenNotice = sql`exists (select 1 from ${notice} n where n.visit_id = ${visit.id} and n.ended_at is null
  and not n.overtaken and n.kind not in ('taken_off', 'put_on', 'called_off', 'all_clear'))`;

/** Ids of the visits about which the ladder may have something to say, of every street: in the order of their start. */
export async function listLadderVisits(unit: Unit, { until, from, missedFrom }: LadderSpan): Promise<string[]> {
  const within = and(gt(visit.plannedStart, asDate(from)), lte(visit.plannedStart, asDate(until)));
  const rows = await unit.orm
    .select({ id: visit.id })
    .from(visit)
    .where(
      or(
        and(within, inArray(visit.deliveryState, ["accepted", "en_route", "in_progress"])),
        and(eq(visit.deliveryState, "missed"), isNull(visit.missedReason), gt(visit.plannedStart, asDate(missedFrom))),
        hasOpenNotice,
      ),
    )
    .orderBy(asc(visit.plannedStart), asc(visit.visitNo));
  return rows.map((row) => row.id);
}

/** What workers said of the door of these visits, by visit. */
export async function listDoorEvents(unit: Unit, visitIds: readonly string[]) {
  const found: { visitId: string; kind: string; deviceTime: Date; receivedAt: Date }[] = [];
  for (const piece of piecesOf(visitIds, 2000))
    found.push(
      ...(await unit.orm
        .select({
          visitId: visitEvent.visitId,
          kind: visitEvent.kind,
          deviceTime: visitEvent.deviceTime,
          receivedAt: visitEvent.receivedAt,
        })
        .from(visitEvent)
        .where(and(inArray(visitEvent.visitId, piece), inArray(visitEvent.kind, ["no_answer", "unsafe"])))),
    );
  return found;
}

export async function listNoticesOfVisits(unit: Unit, visitIds: readonly string[]): Promise<NoticeRow[]> {
  const found: NoticeRow[] = [];
  for (const piece of piecesOf(visitIds, 2000))
    found.push(
      ...(await unit.orm.select().from(notice).where(inArray(notice.visitId, piece)).orderBy(asc(notice.dueAt))),
    );
  return found;
}

/** Adds notices; one that was told already stays as it was. */
export async function insertNotices(unit: Unit, rows: readonly NewNoticeRow[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(notice).values(piece).onConflictDoNothing();
}

/** Tells again what may come more than once about one planned start: who is put on a visit and taken off it. */
export async function tellAnew(unit: Unit, row: NewNoticeRow): Promise<void> {
  const fresh = { madeAt: row.madeAt, dueAt: row.dueAt, acknowledgedAt: null, acknowledgedBy: null };
  await unit.orm
    .insert(notice)
    .values(row)
    .onConflictDoUpdate({
      target: [notice.visitId, notice.kind, notice.audience, notice.recipient, notice.plannedStart],
      set: { ...fresh, endedAt: null, endedFor: null },
    });
}

/** Ends these notices for one reason. */
export async function endNotices(unit: Unit, ids: readonly string[], endedFor: string): Promise<void> {
  for (const piece of piecesOf(ids, 2000))
    await unit.orm
      .update(notice)
      .set({ endedAt: asDate(unit.now), endedFor })
      .where(and(inArray(notice.id, piece), isNull(notice.endedAt)));
}

/** Which notices the scope may see, by whom they are told to. */
function told(unit: Unit, audience: string): SQL {
  const { streets, provider, worker } = unit.scope;
  const conditions = [
    eq(notice.audience, audience),
    streets === "all" ? sql`true` : inArray(notice.streetId, [-1, ...streets]),
    provider === "all" ? sql`true` : eq(notice.providerId, provider),
    worker === "all" ? sql`true` : eq(notice.workerId, worker),
  ];
  return and(...conditions) ?? sql`true`;
}

/** Open notices to a party in the scope; what was told about who goes ends with the visit's day. */
export async function listOpenNotices(unit: Unit, audience: string): Promise<{ notice: NoticeRow; visit: VisitRow }[]> {
  return unit.orm
    .select({ notice, visit })
    .from(notice)
    .innerJoin(visit, eq(visit.id, notice.visitId))
    .where(and(told(unit, audience), isNull(notice.endedAt), eq(notice.overtaken, false)))
    .orderBy(asc(notice.plannedStart), asc(notice.dueAt), asc(notice.id));
}

/** Notes who knows of it, once. @returns false when the scope reaches no such notice */
export async function acknowledgeNotice(unit: Unit, id: string, audience: string, by: string): Promise<boolean> {
  const [row] = await unit.orm
    .update(notice)
    .set({ acknowledgedAt: asDate(unit.now), acknowledgedBy: by })
    .where(and(eq(notice.id, id), told(unit, audience), isNull(notice.acknowledgedAt)))
    .returning({ id: notice.id });
  if (row) return true;
  const [known] = await unit.orm
    .select({ id: notice.id })
    .from(notice)
    .where(and(eq(notice.id, id), told(unit, audience)));
  return known !== undefined;
}
