/** Offers whose answer is overdue: they expire, and their visits go back to "planned" for the next provider. */
import type { Instant } from "#app/domain/time/instant.ts";
import { lockOverdueOffers } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { closeOffers } from "./close-offers.server.ts";

/** @returns how many offers of the scope had been due at `asOf` or before and are expired now */
export async function expireOffers(context: Context, asOf: Instant = context.now): Promise<number> {
  return inTransaction(context, async (unit) => {
    const overdue = await lockOverdueOffers(unit, asOf);
    if (overdue.length > 0) await closeOffers(unit, context.actor, overdue, { trigger: "expire" });
    return overdue.length;
  });
}
