/** Read model of the street's page of offers: questions of providers, visits that nobody has, offers that wait, and how an elder's went. */
import { and, asc, count, eq, gt, inArray, isNull, lte, min, or } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { placeReached } from "../repositories/scope-conditions.ts";
import { visitInScope } from "../repositories/visits.ts";
import { elder } from "../schema/elder.ts";
import { offerProposal } from "../schema/offer.ts";
import { street } from "../schema/reference.ts";
import { offer, visit } from "../schema/visit.ts";
import { provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

const who = {
  elderId: elder.id,
  elderNo: elder.elderNo,
  elderName: elder.name,
  streetZh: street.nameZh,
  streetEn: street.nameEn,
};

const isOpen = inArray(offer.state, ["sent", "viewed"]);

/** Proposals that the elder's side can still answer, the one due first on top. */
export async function listOpenProposals(unit: Unit) {
  return unit.orm
    .select({ ...who, proposal: offerProposal, plannedStart: visit.plannedStart, provider: provider.name })
    .from(offerProposal)
    .innerJoin(offer, eq(offer.id, offerProposal.offerId))
    .innerJoin(visit, eq(visit.id, offerProposal.visitId))
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .innerJoin(street, eq(street.id, offer.streetId))
    .innerJoin(provider, eq(provider.id, offer.providerId))
    .where(
      and(
        eq(offerProposal.state, "open"),
        gt(offerProposal.answerBy, asDate(unit.now)),
        isOpen,
        placeReached(unit, offer),
      ),
    )
    .orderBy(asc(offerProposal.answerBy), asc(elder.elderNo));
}

/** Nobody is asked about the visit, or somebody is and the time to fill it has come. */
function isUnfilled(unit: Unit) {
  const isDue = or(isNull(offer.fillBy), lte(offer.fillBy, asDate(unit.now)));
  return or(eq(visit.deliveryState, "planned"), and(eq(visit.deliveryState, "offered"), isDue));
}

/**
 * Elders' months with visits ahead that no provider has: nobody is asked any more, or somebody is and the fill-by time has come. The
 * first visit that comes is on top. `offerId` is the one that is open, or the last one.
 */
export async function listUnfilled(unit: Unit) {
  return unit.orm
    .select({
      ...who,
      month: visit.serviceMonth,
      offerId: visit.offerId,
      offerState: offer.state,
      fillBy: offer.fillBy,
      replyBy: offer.replyBy,
      provider: provider.name,
      visits: count(),
      firstStart: min(visit.plannedStart),
    })
    .from(visit)
    .innerJoin(elder, eq(elder.id, visit.elderId))
    .innerJoin(street, eq(street.id, visit.streetId))
    .leftJoin(offer, eq(offer.id, visit.offerId))
    .leftJoin(provider, eq(provider.id, offer.providerId))
    .where(and(gt(visit.plannedStart, asDate(unit.now)), isUnfilled(unit), visitInScope(unit)))
    .groupBy(
      elder.id,
      street.nameZh,
      street.nameEn,
      visit.serviceMonth,
      visit.offerId,
      offer.state,
      offer.fillBy,
      offer.replyBy,
      provider.name,
    )
    .orderBy(asc(min(visit.plannedStart)), asc(elder.elderNo));
}

/** Offers that wait for a provider's reply, the one due first on top, from `skip` on. */
export async function listWaitingOffers(unit: Unit, { skip, most }: { readonly skip: number; readonly most: number }) {
  return unit.orm
    .select({ ...who, offer, provider: provider.name, visits: count(visit.id), firstStart: min(visit.plannedStart) })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .innerJoin(street, eq(street.id, offer.streetId))
    .innerJoin(provider, eq(provider.id, offer.providerId))
    .innerJoin(visit, and(eq(visit.offerId, offer.id), eq(visit.deliveryState, "offered")))
    .where(and(isOpen, gt(offer.replyBy, asDate(unit.now)), placeReached(unit, offer)))
    .groupBy(offer.id, elder.id, street.nameZh, street.nameEn, provider.name)
    .orderBy(asc(offer.replyBy), asc(elder.elderNo))
    .limit(most)
    .offset(skip);
}

export async function countOpenOffers(unit: Unit): Promise<number> {
  const [row] = await unit.orm
    .select({ offers: count() })
    .from(offer)
    .where(and(isOpen, gt(offer.replyBy, asDate(unit.now)), placeReached(unit, offer)));
  return row?.offers ?? 0;
}

/** One offer of the scope with its elder; null when there is none that the scope reaches. */
export async function findStreetOffer(unit: Unit, offerId: string) {
  const [row] = await unit.orm
    .select({ ...who, offer, provider: provider.name })
    .from(offer)
    .innerJoin(elder, eq(elder.id, offer.elderId))
    .innerJoin(street, eq(street.id, offer.streetId))
    .innerJoin(provider, eq(provider.id, offer.providerId))
    .where(and(eq(offer.id, offerId), placeReached(unit, offer)));
  return row ?? null;
}
