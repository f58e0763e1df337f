/** What ends an offer without its provider's yes: the visits it asked for are free again, and times proposed within it lapse. */
import { asDate } from "#app/domain/time/instant.ts";
import { answerOffer, type OfferState } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lapseProposals } from "#db/repositories/offer-proposals.ts";
import { letVisitsGo } from "#db/repositories/offers.ts";
import {
  listVisitsOfOffers,
  updateOffers,
  updateVisits,
  type OfferRow,
  type VisitRow,
} from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

export type OfferEnding =
  | { readonly trigger: "reject"; readonly reason: string }
  | { readonly trigger: "expire" }
  | { readonly trigger: "withdraw" };

/**
 * Ends offers that the caller has locked; their visits go back to "planned" for the next provider. Refuses `offer-cannot-<trigger>`.
 * @returns the visits that are free now
 */
export async function closeOffers(
  unit: Unit,
  actor: string,
  offers: readonly OfferRow[],
  ending: OfferEnding,
): Promise<VisitRow[]> {
  const ids = offers.map((offer) => offer.id);
  const states = new Set(offers.map((offer) => answerOffer(offer.state as OfferState, ending.trigger)));
  const answered = { repliedAt: asDate(unit.now), repliedBy: actor };
  const values =
    ending.trigger === "reject"
      ? { ...answered, declineReason: ending.reason }
      : { closedAt: asDate(unit.now), closedBy: actor };
  for (const state of states) await updateOffers(unit, ids, { ...values, state });
  const freed = (await listVisitsOfOffers(unit, ids)).filter((visit) => visit.deliveryState === "offered");
  const freedIds = freed.map((visit) => visit.id);
  await updateVisits(unit, freedIds, { deliveryState: "planned" });
  await letVisitsGo(unit, freedIds);
  await lapseProposals(unit, ids, actor);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: ending.trigger === "reject" ? "offer.decline" : `offer.${ending.trigger}`,
    subjectType: "offer",
    subjectId: ids[0] ?? "",
    facts: {
      offers: ids.length,
      visits: freed.length,
      ...(ending.trigger === "reject" && { reason: ending.reason }),
    },
  });
  return freed;
}
