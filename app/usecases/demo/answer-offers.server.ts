/** The demonstration's providers answer what they were offered, by the same use case as a person at the provider's desk. */
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listOpenOffers } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { replyToOffers } from "../visits/reply-to-offer.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

/** Every provider, but for one that still thinks, accepts all open offers of the month. @returns how many offers were accepted */
export async function acceptMonthOffers(context: Context, month: PlainMonth, without?: string): Promise<number> {
  const open = groupBy(await inTransaction(context, (unit) => listOpenOffers(unit, month)), (row) => row.providerId);
  let accepted = 0;
  for (const [providerId, offers] of open) {
    if (providerId === without) continue;
    const provider = {
      ...context,
      actor: "demo:provider",
      scope: { ...context.scope, provider: identify<ProviderId>(providerId) },
    };
    const answered = await replyToOffers(provider, {
      offerIds: offers.map((offer) => offer.id),
      reply: "accept",
      reason: null,
    });
    accepted += answered.offers;
  }
  return accepted;
}
