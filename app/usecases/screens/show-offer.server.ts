/** One open offer at the provider's desk: its visits one by one, and why this provider was asked, in its own numbers. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { allocationWeightsOf } from "#app/domain/matching/allocation-input.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listInboxOffers } from "#db/queries/provider-inbox.ts";
import { inTransaction, insideScope, type Context, type Unit } from "#db/transaction.ts";
import { loadOrder } from "../visits/published-order.server.ts";
import { openBundles } from "./offer-cards.server.ts";

/** The provider's place in the published order; the others' numbers are the office's and theirs. */
async function ownPlace(unit: Unit, offer: Awaited<ReturnType<typeof listInboxOffers>>[number]["offer"]) {
  const month = monthOf(plainDate(offer.month));
  const found = await loadOrder(insideScope(unit, WHOLE_DISTRICT), offer.elderId, month);
  const place = found?.order.findIndex(({ considered }) => considered.providerId === offer.providerId) ?? -1;
  const own = found?.order[place];
  if (!found || !own || own.considered.cost === null) return null;
  const { parameters } = policyInForce(await listPolicyVersions(unit), plainDate(offer.month));
  return {
    place: place + 1,
    of: found.order.length,
    cost: own.considered.cost,
    ticket: own.ticket,
    seed: found.draw.seed,
    month,
    weights: allocationWeightsOf(parameters),
  };
}

/** Refuses "not-found" for an offer that is not open at this desk. */
export async function showOffer(context: Context, crypto: CryptoProvider, offerId: string) {
  return inTransaction(context, async (unit) => {
    const [row] = await listInboxOffers(unit, offerId);
    const [bundle] = await openBundles(unit, crypto, offerId);
    const card = bundle?.offers[0];
    if (!row || !bundle || !card) throw new Refusal("not-found");
    return {
      requestKey: bundle.requestKey,
      offer: card,
      month: monthOf(plainDate(row.offer.month)),
      place: await ownPlace(unit, row.offer),
    };
  });
}
