/** The street takes an offer back, or asks the next provider for visits that nobody has. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { lateAnswer } from "#app/domain/visits/offers.ts";
import { findOfferEnd } from "#db/repositories/offers.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { lockOpenOffers } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context } from "#db/transaction.ts";
import { closeOffers } from "./close-offers.server.ts";
import { offerToNextProvider } from "./offer-to-next-provider.server.ts";

/**
 * The visits are "planned" then, and the street decides whom to ask. @returns how many visits are free. Refuses "not-found" outside
 * the scope, and what `lateAnswer` says when the offer was answered or ended first.
 */
export async function withdrawOffer(context: Context, offerId: string): Promise<number> {
  return inTransaction(context, async (unit) => {
    const open = await lockOpenOffers(unit, [offerId]);
    if (open.length === 0) {
      const end = await findOfferEnd(unit, offerId);
      throw end === null ? new Refusal("not-found") : lateAnswer(end);
    }
    const freed = await closeOffers(unit, context.actor, open, { trigger: "withdraw" });
    return freed.length;
  });
}

/**
 * Asks the next provider of the published order about the elder's visits that nobody has. The order reaches over the whole district,
 * whoever asks. @returns whether somebody was left to ask. Refuses "not-found" outside the scope and "no-visits-to-offer".
 */
export async function askNextProvider(context: Context, elderId: string, month: PlainMonth): Promise<boolean> {
  const [elder] = await inReading(context, (unit) => listEldersById(unit, [elderId]));
  if (!elder) throw new Refusal("not-found");
  return (await offerToNextProvider({ ...context, scope: WHOLE_DISTRICT }, { elderId, month })) !== null;
}
