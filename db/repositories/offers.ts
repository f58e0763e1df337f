/** Offers of an elder's visits and what moves with them: the visits still to come. */
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { allocation } from "../schema/planning.ts";
import { offer, visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import type { AllocationRow } from "./plans.ts";
import { visitInScope, type OfferRow, type VisitRow } from "./visits.ts";

/** Visits of an elder in a month that nobody has begun and that start later than now, locked, in the order of their start. */
export async function lockVisitsAhead(unit: Unit, elderId: string, month: PlainMonth): Promise<VisitRow[]> {
  return unit.orm
    .select()
    .from(visit)
    .where(
      and(
        eq(visit.elderId, elderId),
        eq(visit.serviceMonth, firstDateOf(month)),
        inArray(visit.deliveryState, ["planned", "offered", "accepted"]),
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
