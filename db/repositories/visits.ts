/** Visits, their workers, events and findings, in the scope of the unit: street, provider and, for a care worker, own visits only. */
import { and, asc, eq, exists, inArray, lte, sql, type SQL } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { offer, visit, visitDebt, visitWorker } from "../schema/visit.ts";
import { visitEvent } from "../schema/visit-event.ts";
import type { Unit } from "../transaction.ts";
import { IDS_AT_ONCE, isOneOf, piecesOf } from "./batches.ts";
import { announceDesks } from "./desk-notices.ts";
import { goesOrCame, placeReached } from "./scope-conditions.ts";

export type VisitRow = typeof visit.$inferSelect;
export type NewVisitRow = typeof visit.$inferInsert;
export type VisitWorkerRow = typeof visitWorker.$inferSelect;
export type VisitEventRow = typeof visitEvent.$inferSelect;
export type NewVisitEventRow = typeof visitEvent.$inferInsert;
export type OfferRow = typeof offer.$inferSelect;

/** Which visits the scope reaches; for a care worker the own ones, also those to which he or she came after having been taken off. */
export function visitInScope(unit: Unit): SQL {
  const { streets, provider, worker } = unit.scope;
  const conditions = [
    streets === "all" ? sql`true` : inArray(visit.streetId, [-1, ...streets]),
    provider === "all" ? sql`true` : eq(visit.providerId, provider),
    worker === "all"
      ? sql`true`
      : exists(
          unit.orm
            .select({ one: sql`1` })
            .from(visitWorker)
            .where(and(eq(visitWorker.visitId, visit.id), eq(visitWorker.workerId, worker), goesOrCame(visitWorker))),
        ),
  ];
  return and(...conditions) ?? sql`true`;
}

export async function insertVisits(
  unit: Unit,
  rows: readonly NewVisitRow[],
  workers: readonly (typeof visitWorker.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(visit).values(piece);
  for (const piece of piecesOf(workers, 1000)) await unit.orm.insert(visitWorker).values(piece);
}

export async function listVisitsOfMonth(unit: Unit, month: PlainMonth): Promise<VisitRow[]> {
  return unit.orm
    .select()
    .from(visit)
    .where(and(eq(visit.serviceMonth, firstDateOf(month)), visitInScope(unit)))
    .orderBy(asc(visit.visitNo));
}

/** These visits, whatever the scope: the caller has asked it. */
export async function listVisitsById(unit: Unit, ids: readonly string[]): Promise<VisitRow[]> {
  if (ids.length === 0) return [];
  return unit.orm
    .select()
    .from(visit)
    .where(inArray(visit.id, [...ids]))
    .orderBy(asc(visit.visitNo));
}

/** One visit of the scope; null when there is none that the scope reaches. */
export async function findVisit(unit: Unit, visitNo: string): Promise<VisitRow | null> {
  const [row] = await unit.orm
    .select()
    .from(visit)
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)));
  return row ?? null;
}

/** One visit of the scope, locked for the rest of the unit; null when there is none that the scope reaches. */
export async function lockVisit(unit: Unit, visitNo: string): Promise<VisitRow | null> {
  const [row] = await unit.orm
    .select()
    .from(visit)
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)))
    .for("update");
  return row ?? null;
}

/** All visits of the series that holds a visit, in the order of their numbers, locked; empty when the visit is in none or out of reach. */
export async function lockSeriesOfVisit(unit: Unit, visitNo: string): Promise<VisitRow[]> {
  const [named] = await unit.orm
    .select({ seriesId: visit.seriesId })
    .from(visit)
    .where(and(eq(visit.visitNo, visitNo), visitInScope(unit)));
  if (!named?.seriesId) return [];
  return unit.orm
    .select()
    .from(visit)
    .where(and(eq(visit.seriesId, named.seriesId), visitInScope(unit)))
    .orderBy(asc(visit.visitNo))
    .for("update");
}

export async function listWorkersOfVisits(unit: Unit, visitIds: readonly string[]): Promise<VisitWorkerRow[]> {
  const found: VisitWorkerRow[] = [];
  for (const piece of piecesOf(visitIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(visitWorker)
        .where(and(isOneOf(visitWorker.visitId, piece), eq(visitWorker.released, false)))
        .orderBy(asc(visitWorker.workerId))),
    );
  return found;
}

/** Sets columns of many visits that share the new values. */
export async function updateVisits(unit: Unit, ids: readonly string[], values: Partial<NewVisitRow>): Promise<void> {
  for (const piece of piecesOf(ids, IDS_AT_ONCE))
    await unit.orm
      .update(visit)
      .set({ ...values, version: sql`${visit.version} + 1` })
      .where(and(isOneOf(visit.id, piece), visitInScope(unit)));
}

export async function listEventsOfVisits(unit: Unit, visitIds: readonly string[]): Promise<VisitEventRow[]> {
  const found: VisitEventRow[] = [];
  for (const piece of piecesOf(visitIds, 2000))
    found.push(...(await unit.orm.select().from(visitEvent).where(isOneOf(visitEvent.visitId, piece))));
  return found;
}

/** The columns of an event that say what happened; the others are its signature and how it travelled. */
export const SAID = {
  eventId: visitEvent.eventId,
  visitId: visitEvent.visitId,
  workerId: visitEvent.workerId,
  deviceId: visitEvent.deviceId,
  deviceSeq: visitEvent.deviceSeq,
  deviceTime: visitEvent.deviceTime,
  receivedAt: visitEvent.receivedAt,
  serverOffsetMs: visitEvent.serverOffsetMs,
  skewMs: visitEvent.skewMs,
  runtimeId: visitEvent.runtimeId,
  monotonicMs: visitEvent.monotonicMs,
  body: visitEvent.body,
};

export type SaidEventRow = Pick<VisitEventRow, keyof typeof SAID>;

/** What was said about these visits, without the signatures: half the bytes of the whole rows. */
export async function listSaidOfVisits(unit: Unit, visitIds: readonly string[]): Promise<SaidEventRow[]> {
  const found: SaidEventRow[] = [];
  for (const piece of piecesOf(visitIds, IDS_AT_ONCE))
    found.push(...(await unit.orm.select(SAID).from(visitEvent).where(isOneOf(visitEvent.visitId, piece))));
  return found;
}

/** What verification writes about one visit. */
export type VerdictRow = Pick<
  VisitRow,
  | "id"
  | "approvalState"
  | "effectiveIn"
  | "effectiveOut"
  | "minutes"
  | "proofs"
  | "strength"
  | "ruleVersion"
  | "evidenceDigest"
  | "verifiedAt"
>;

/** Writes the results of verification, a thousand visits a statement: one statement a visit takes as long as the judging. */
export async function saveVerdicts(unit: Unit, rows: readonly VerdictRow[]): Promise<void> {
  for (const piece of piecesOf(rows, 1000))
    await unit.orm.execute(sql`
      update ${visit} set
        approval_state = given."approvalState", effective_in = given."effectiveIn", effective_out = given."effectiveOut",
        minutes = given.minutes, proofs = given.proofs, strength = given.strength, rule_version = given."ruleVersion",
        evidence_digest = given."evidenceDigest", verified_at = given."verifiedAt"
      from jsonb_to_recordset(${JSON.stringify(piece)}::text::jsonb) as given (
        id uuid, "approvalState" text, "effectiveIn" timestamptz, "effectiveOut" timestamptz, minutes integer, proofs jsonb,
        strength text, "ruleVersion" text, "evidenceDigest" text, "verifiedAt" timestamptz)
      where visit.id = given.id`);
}

export async function insertOffers(unit: Unit, rows: readonly (typeof offer.$inferInsert)[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(offer).values(piece);
  await announceDesks(
    unit,
    rows.map((row) => row.providerId),
  );
}

function openOfferInScope(unit: Unit): SQL {
  const { streets, provider } = unit.scope;
  const conditions = [
    inArray(offer.state, ["sent", "viewed"]),
    streets === "all" ? sql`true` : inArray(offer.streetId, [-1, ...streets]),
    provider === "all" ? sql`true` : eq(offer.providerId, provider),
  ];
  return and(...conditions) ?? sql`true`;
}

/** Offers of the scope that still wait for a reply, locked. */
export async function lockOpenOffers(unit: Unit, ids: readonly string[]): Promise<OfferRow[]> {
  const found: OfferRow[] = [];
  for (const piece of piecesOf([...ids].sort(), 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(offer)
        .where(and(inArray(offer.id, piece), openOfferInScope(unit)))
        .orderBy(asc(offer.id))
        .for("update")),
    );
  return found;
}

/** Offers of the scope whose answer was due at the time or before, locked. */
export async function lockOverdueOffers(unit: Unit, asOf: Instant): Promise<OfferRow[]> {
  return unit.orm
    .select()
    .from(offer)
    .where(and(lte(offer.replyBy, asDate(asOf)), openOfferInScope(unit)))
    .orderBy(asc(offer.id))
    .for("update");
}

/** Offers of a month that wait for a reply, in the scope. */
export async function listOpenOffers(unit: Unit, month: PlainMonth): Promise<OfferRow[]> {
  return unit.orm
    .select()
    .from(offer)
    .where(and(eq(offer.month, firstDateOf(month)), openOfferInScope(unit)))
    .orderBy(asc(offer.id));
}

/** Sets columns of many offers that share the new values, and tells their providers' desks. */
export async function updateOffers(unit: Unit, ids: readonly string[], values: Partial<OfferRow>): Promise<void> {
  for (const piece of piecesOf(ids, 2000)) {
    const changed = await unit.orm
      .update(offer)
      .set({ ...values, version: sql`${offer.version} + 1` })
      .where(inArray(offer.id, piece))
      .returning({ providerId: offer.providerId });
    await announceDesks(
      unit,
      changed.map((row) => row.providerId),
    );
  }
}

export async function listVisitsOfOffers(unit: Unit, offerIds: readonly string[]): Promise<VisitRow[]> {
  const found: VisitRow[] = [];
  for (const piece of piecesOf(offerIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(visit)
        .where(and(inArray(visit.offerId, piece), visitInScope(unit)))
        .orderBy(asc(visit.plannedStart))),
    );
  return found;
}

export async function insertDebts(unit: Unit, rows: readonly (typeof visitDebt.$inferInsert)[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(visitDebt).values(piece);
}

export async function listDebtsOfMonth(unit: Unit, month: PlainMonth): Promise<(typeof visitDebt.$inferSelect)[]> {
  return unit.orm
    .select()
    .from(visitDebt)
    .where(and(eq(visitDebt.month, firstDateOf(month)), placeReached(unit, visitDebt)));
}
