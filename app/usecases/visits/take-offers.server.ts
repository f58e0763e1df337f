/** What a provider's yes writes, and how a part of an offer is answered by itself. */
import { asDate } from "#app/domain/time/instant.ts";
import { answerOffer, type OfferState } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lapseProposals } from "#db/repositories/offer-proposals.ts";
import { acceptHeldVisits, holdVisits, letVisitsGo } from "#db/repositories/offers.ts";
import {
  insertOffers,
  listVisitsOfOffers,
  updateOffers,
  updateVisits,
  type OfferRow,
  type VisitRow,
} from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/**
 * Offers that the caller has locked are the provider's now.
 * @param repliedBy who said yes; not always who writes it down
 * @returns the visits that were taken
 */
export async function takeOffers(
  unit: Unit,
  actor: string,
  offers: readonly OfferRow[],
  repliedBy: string,
): Promise<VisitRow[]> {
  const ids = offers.map((offer) => offer.id);
  for (const offer of offers) answerOffer(offer.state as OfferState, "accept");
  await updateOffers(unit, ids, { state: "accepted", repliedAt: asDate(unit.now), repliedBy, declineReason: null });
  const taken = (await listVisitsOfOffers(unit, ids)).filter((visit) => visit.deliveryState === "offered");
  const takenIds = taken.map((visit) => visit.id);
  await updateVisits(unit, takenIds, { deliveryState: "accepted" });
  await acceptHeldVisits(unit, takenIds);
  await lapseProposals(unit, ids, actor);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "offer.accept",
    subjectType: "offer",
    subjectId: ids[0] ?? "",
    facts: { offers: ids.length, visits: taken.length, repliedBy },
  });
  return taken;
}

/**
 * Gives one visit of a locked offer an offer of its own, so that it is answered by itself; the rest keeps its reply time.
 * @returns the offer that holds only this visit: the given one when there is no other visit to answer
 */
export async function offerOfOne(unit: Unit, offer: OfferRow, visit: VisitRow): Promise<OfferRow> {
  const held = (await listVisitsOfOffers(unit, [offer.id])).filter((one) => one.deliveryState === "offered");
  if (held.every((one) => one.id === visit.id)) return offer;
  // The time to fill it is as far before this visit as that of the whole was before the first of them.
  const first = Math.min(...held.map((one) => one.plannedStart.getTime()));
  const fillBy = new Date(visit.plannedStart.getTime() - (first - offer.fillBy.getTime()));
  const own: OfferRow = { ...offer, id: unit.newId(), fillBy, version: 1 };
  await insertOffers(unit, [own]);
  await letVisitsGo(unit, [visit.id]);
  await holdVisits(unit, [{ offerId: own.id, visitId: visit.id, state: "asked" }]);
  await updateVisits(unit, [visit.id], { offerId: own.id });
  return own;
}
