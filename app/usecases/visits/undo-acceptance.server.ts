/** A provider takes back what it has accepted seconds ago by a slip: the offers wait for an answer again, as if nothing had been said. */
import { Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { deliver, type DeliveryState } from "#app/domain/visits/delivery-state.ts";
import { answerOffer, mayUndoAcceptance, type OfferState } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { askAgainFor, lockAcceptedOffers } from "#db/repositories/offers.ts";
import { listVisitsOfOffers, updateOffers, updateVisits } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/**
 * @returns how many offers wait again. Refuses "undo-acceptance-too-late" when too much time has passed, somebody else accepted, the reply
 * time is over, or a visit has moved on.
 */
export async function undoAcceptance(context: Context, offerIds: readonly string[]): Promise<number> {
  return inTransaction(context, async (unit) => {
    const offers = await lockAcceptedOffers(unit, offerIds);
    const tooLate = offers.some(
      (offer) =>
        offer.repliedAt === null ||
        offer.repliedBy !== context.actor ||
        !mayUndoAcceptance(instant(offer.repliedAt), unit.now) ||
        offer.replyBy.getTime() <= unit.now,
    );
    const ids = offers.map((offer) => offer.id);
    const visits = (await listVisitsOfOffers(unit, ids)).filter((visit) => visit.deliveryState !== "cancelled");
    if (offers.length === 0 || tooLate || visits.some((visit) => visit.deliveryState !== "accepted"))
      throw new Refusal("undo-acceptance-too-late");
    for (const offer of offers) answerOffer(offer.state as OfferState, "undo");
    await updateOffers(unit, ids, { state: "viewed", repliedAt: null, repliedBy: null });
    for (const visit of visits) deliver(visit.deliveryState as DeliveryState, "undo-accept");
    const visitIds = visits.map((visit) => visit.id);
    await updateVisits(unit, visitIds, { deliveryState: "offered" });
    await askAgainFor(unit, visitIds);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "offer.undo-accept",
      subjectType: "offer",
      subjectId: ids[0] ?? "",
      facts: { offers: ids.length, visits: visits.length },
    });
    return ids.length;
  });
}
