/** How an elder's month was offered, for the street and the auditor: who was asked when, and the published order with every number. */
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { allocationWeightsOf } from "#app/domain/matching/allocation-input.ts";
import { nextProvider } from "#app/domain/matching/next-provider.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { isOfferOverdue, type OfferState } from "#app/domain/visits/offers.ts";
import { listHeldVisits, listOffersOfElder } from "#db/repositories/offers.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listVisitsOfOffers, type OfferRow } from "#db/repositories/visits.ts";
import { listProviderNames } from "#db/queries/allocation-overview.ts";
import { findStreetOffer } from "#db/queries/street-offers.ts";
import { inReading, insideScope, type Context, type Unit } from "#db/transaction.ts";
import { loadOrder } from "../visits/published-order.server.ts";

async function orderRows(unit: Unit, offers: readonly OfferRow[], offer: OfferRow, nameOf: (id: string) => string) {
  const month = monthOf(plainDate(offer.month));
  const found = await loadOrder(insideScope(unit, WHOLE_DISTRICT), offer.elderId, month);
  if (found === null) return null;
  const asked = new Set(offers.map((one) => one.providerId));
  const next = nextProvider(found.order, [...asked])?.considered.providerId;
  const { parameters } = policyInForce(await listPolicyVersions(unit), plainDate(offer.month));
  const rows = found.order.flatMap(({ considered, ticket }, at) => {
    const { cost, providerId } = considered;
    if (cost === null) return [];
    const mark =
      providerId === offer.providerId
        ? ("present" as const)
        : asked.has(providerId)
          ? ("asked" as const)
          : providerId === next
            ? ("next" as const)
            : null;
    return [{ place: at + 1, provider: nameOf(providerId), cost, ticket, mark }];
  });
  return { rows, seed: found.draw.seed, month, weights: allocationWeightsOf(parameters) };
}

/** Refuses "not-found" outside the scope. */
export async function showStreetOffer(context: Context, offerId: string) {
  return inReading(context, async (unit) => {
    const found = await findStreetOffer(unit, offerId);
    if (found === null) throw new Refusal("not-found");
    const { offer } = found;
    const names = new Map((await listProviderNames(unit)).map((one) => [one.id, one.name]));
    const nameOf = (id: string) => names.get(id) ?? "";
    const offers = await listOffersOfElder(unit, offer.elderId, monthOf(plainDate(offer.month)));
    const held = await listHeldVisits(
      unit,
      offers.map((one) => one.id),
    );
    const isOverdue = isOfferOverdue(offer.state as OfferState, instant(offer.replyBy), unit.now);
    const visits = (await listVisitsOfOffers(unit, [offer.id])).filter((one) => one.deliveryState !== "cancelled");
    return {
      offerId: offer.id,
      elderId: offer.elderId,
      elderNo: found.elderNo,
      elderName: maskName(found.elderName),
      streetZh: found.streetZh,
      streetEn: found.streetEn,
      month: monthOf(plainDate(offer.month)),
      provider: found.provider,
      state: isOverdue ? "expired" : offer.state,
      isOpen: !isOverdue && (offer.state === "sent" || offer.state === "viewed"),
      isFree: visits.some((one) => one.deliveryState === "planned"),
      replyBy: isoText(instant(offer.replyBy)),
      fillBy: isoText(instant(offer.fillBy)),
      visits: visits.map((one) => ({
        visitNo: one.visitNo,
        start: isoText(instant(one.plannedStart)),
        deliveryState: one.deliveryState,
      })),
      history: offers.map((one) => ({
        offerId: one.id,
        provider: nameOf(one.providerId),
        state: one.state,
        reason: one.declineReason,
        visits: held.filter((row) => row.offerId === one.id).length,
        sentAt: isoText(instant(one.sentAt)),
        endedAt: (one.repliedAt ?? one.closedAt) ? isoText(instant(one.repliedAt ?? one.closedAt ?? one.sentAt)) : null,
      })),
      order: await orderRows(unit, offers, offer, nameOf),
    };
  });
}
