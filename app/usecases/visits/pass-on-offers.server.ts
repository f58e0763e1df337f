/**
 * What nobody took goes on: offers that came to their due time without an answer expire, and visits whose offer was declined or
 * expired are offered to the next provider of the published order. Asked again it finds what an interruption left.
 */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { listUntakenMonths, type ElderMonth } from "#db/repositories/offers.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { expireOffers } from "./expire-offers.server.ts";
import { offerToNextProvider } from "./offer-to-next-provider.server.ts";

/** Offers these elders' visits to the next provider. The one who answered may not see who that is, so the system asks. */
export async function passOn(context: Context, months: readonly ElderMonth[]): Promise<void> {
  const system = { ...context, scope: WHOLE_DISTRICT, actor: "system:offers" };
  const once = new Map(months.map((one) => [`${one.elderId} ${one.month}`, one]));
  for (const { elderId, month } of once.values())
    await offerToNextProvider(system, { elderId, month: monthOf(plainDate(month)) }).catch((thrown: unknown) => {
      if (!isRefusal(thrown, "no-visits-to-offer")) throw thrown;
    });
}

/** @returns how many offers expired now, and for how many elders somebody else was asked or nobody is left */
export async function passOnOffers(context: Context): Promise<{ expired: number; passedOn: number }> {
  const expired = await expireOffers(context);
  const untaken = await inReading(context, listUntakenMonths);
  await passOn(context, untaken);
  return { expired, passedOn: untaken.length };
}
