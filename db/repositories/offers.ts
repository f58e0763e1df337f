/** Offers of an elder's visits and what moves with them: the visits still to come. */
import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import { asDate, instant, type Instant } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { OfferEnd, OfferState } from "#app/domain/visits/offers.ts";
import { offerVisit } from "../schema/offer.ts";
import { allocation, planningRun } from "../schema/planning.ts";
import { offer, visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import type { AllocationRow } from "./plans.ts";
import { placeReached } from "./scope-conditions.ts";
import { visitInScope, type OfferRow, type VisitRow } from "./visits.ts";

export type HeldVisit = typeof offerVisit.$inferInsert;

/** Visits that offers hold from now on. Refuses "already-exists" for a visit that another offer holds. */
export async function holdVisits(unit: Unit, rows: readonly HeldVisit[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(offerVisit).values(piece);
}

/** The offers that ask for these visits have them now. Refuses "already-exists" when another offer has one of them. */
export async function acceptHeldVisits(unit: Unit, visitIds: readonly string[]): Promise<void> {
  for (const piece of piecesOf(visitIds, 2000))
    await unit.orm
      .update(offerVisit)
      .set({ state: "accepted" })
      .where(and(inArray(offerVisit.visitId, piece), eq(offerVisit.state, "asked")));
}

/** The offers that have these visits ask for them again: an acceptance was taken back. */
export async function askAgainFor(unit: Unit, visitIds: readonly string[]): Promise<void> {
  for (const piece of piecesOf(visitIds, 2000))
    await unit.orm
      .update(offerVisit)
      .set({ state: "asked" })
      .where(and(inArray(offerVisit.visitId, piece), eq(offerVisit.state, "accepted")));
}

/** Accepted offers of the scope, locked. */
export async function lockAcceptedOffers(unit: Unit, ids: readonly string[]): Promise<OfferRow[]> {
  if (ids.length === 0) return [];
  return unit.orm
    .select()
    .from(offer)
    .where(and(inArray(offer.id, [...ids]), eq(offer.state, "accepted"), placeReached(unit, offer)))
    .orderBy(asc(offer.id))
    .for("update");
}

/** Whichever offer holds these visits lets them go; that it held them stays written. */
export async function letVisitsGo(unit: Unit, visitIds: readonly string[]): Promise<void> {
  for (const piece of piecesOf(visitIds, 2000))
    await unit.orm
      .update(offerVisit)
      .set({ state: "let_go" })
      .where(and(inArray(offerVisit.visitId, piece), ne(offerVisit.state, "let_go")));
}

/** What offers asked for, or still do, whoever has the visits now; the scope is the offer's, which the caller has asked. */
export async function listHeldVisits(unit: Unit, offerIds: readonly string[]): Promise<Required<HeldVisit>[]> {
  const found: Required<HeldVisit>[] = [];
  for (const piece of piecesOf(offerIds, 2000))
    found.push(...(await unit.orm.select().from(offerVisit).where(inArray(offerVisit.offerId, piece))));
  return found;
}

/** How an offer of the scope ended, or that it is open; null when the scope reaches none of this id. */
export async function findOfferEnd(unit: Unit, offerId: string): Promise<OfferEnd | null> {
  const [row] = await unit.orm
    .select()
    .from(offer)
    .where(and(eq(offer.id, offerId), placeReached(unit, offer)));
  if (!row) return null;
  const mine = unit.orm.select({ id: offerVisit.visitId }).from(offerVisit).where(eq(offerVisit.offerId, offerId));
  const [taken] = await unit.orm
    .select({ at: offer.repliedAt })
    .from(offerVisit)
    .innerJoin(offer, eq(offer.id, offerVisit.offerId))
    .where(
      and(
        inArray(offerVisit.visitId, mine),
        eq(offerVisit.state, "accepted"),
        ne(offer.id, offerId),
        ne(offer.providerId, row.providerId),
      ),
    )
    .orderBy(asc(offer.repliedAt))
    .limit(1);
  const at = (date: Date | null | undefined): Instant | null => (date ? instant(date) : null);
  return { state: row.state as OfferState, endedAt: at(row.repliedAt ?? row.closedAt), takenAt: at(taken?.at) };
}

export type AheadChoice = {
  readonly elderId: string;
  readonly month: PlainMonth;
  /** False: only those that nobody has taken and nobody is asked about. */
  readonly withTaken: boolean;
};

/**
 * Visits of an elder in a month that nobody has begun and that start later than now, locked, in the order of their start. The open offers
 * are locked first, as those who answer them do, so that the two never wait for each other.
 */
export async function lockVisitsAhead(unit: Unit, { elderId, month, withTaken }: AheadChoice): Promise<VisitRow[]> {
  await unit.orm
    .select({ id: offer.id })
    .from(offer)
    .where(
      and(
        eq(offer.elderId, elderId),
        eq(offer.month, firstDateOf(month)),
        inArray(offer.state, ["sent", "viewed"]),
        placeReached(unit, offer),
      ),
    )
    .orderBy(asc(offer.id))
    .for("update");
  return unit.orm
    .select()
    .from(visit)
    .where(
      and(
        eq(visit.elderId, elderId),
        eq(visit.serviceMonth, firstDateOf(month)),
        inArray(visit.deliveryState, withTaken ? ["planned", "offered", "accepted"] : ["planned"]),
        gt(visit.plannedStart, asDate(unit.now)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.plannedStart))
    .for("update");
}

export type ElderMonth = { readonly elderId: string; readonly month: string };

/** Elders and months with visits ahead that stand as planned because their offer was declined or expired. */
export async function listUntakenMonths(unit: Unit): Promise<ElderMonth[]> {
  return unit.orm
    .selectDistinct({ elderId: visit.elderId, month: visit.serviceMonth })
    .from(visit)
    .innerJoin(offer, eq(offer.id, visit.offerId))
    .where(
      and(
        eq(visit.deliveryState, "planned"),
        inArray(offer.state, ["rejected", "expired"]),
        gt(visit.plannedStart, asDate(unit.now)),
        visitInScope(unit),
      ),
    )
    .orderBy(asc(visit.elderId), asc(visit.serviceMonth));
}

/** Every offer made for an elder's visits of a month, oldest first. */
export async function listOffersOfElder(unit: Unit, elderId: string, month: PlainMonth): Promise<OfferRow[]> {
  return unit.orm
    .select()
    .from(offer)
    .where(and(eq(offer.elderId, elderId), eq(offer.month, firstDateOf(month))))
    .orderBy(asc(offer.sentAt));
}

/** What became of an offer; null when there is none of this id. */
export async function findOfferState(unit: Unit, offerId: string): Promise<string | null> {
  const [row] = await unit.orm.select({ state: offer.state }).from(offer).where(eq(offer.id, offerId));
  return row?.state ?? null;
}

export async function findAllocation(unit: Unit, elderId: string, month: PlainMonth): Promise<AllocationRow | null> {
  const [row] = await unit.orm
    .select()
    .from(allocation)
    .where(and(eq(allocation.elderId, elderId), eq(allocation.month, firstDateOf(month))));
  return row ?? null;
}

/** The seed of the allocation run that an elder's row comes from; the published lottery is drawn from it. */
export async function findAllocationSeed(unit: Unit, runId: string): Promise<string | null> {
  const [row] = await unit.orm.select({ seed: planningRun.seed }).from(planningRun).where(eq(planningRun.id, runId));
  return row?.seed ?? null;
}

/** Marks offers as seen by their provider, once. Looking changes nothing for the desk, so the version stays and nobody is told. */
export async function markOffersViewed(unit: Unit, ids: readonly string[]): Promise<void> {
  for (const piece of piecesOf(ids, 2000))
    await unit.orm
      .update(offer)
      .set({ state: "viewed" })
      .where(and(inArray(offer.id, piece), eq(offer.state, "sent"), placeReached(unit, offer)));
}
