/** Offers whose answer is overdue: they expire, and their visits go back to "planned" for the next provider. */
import type { Instant } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  listVisitsOfOffers,
  lockOverdueOffers,
  updateOffers,
  updateVisits,
  type OfferRow,
} from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

/** Writes locked, overdue offers down as expired. */
export async function closeExpiredOffers(unit: Unit, actor: string, overdue: readonly OfferRow[]): Promise<void> {
  const ids = overdue.map((offer) => offer.id);
  await updateOffers(unit, ids, { state: "expired" });
  const offered = (await listVisitsOfOffers(unit, ids)).filter((visit) => visit.deliveryState === "offered");
  await updateVisits(
    unit,
    offered.map((visit) => visit.id),
    { deliveryState: "planned" },
  );
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "offer.expire",
    subjectType: "offer",
    subjectId: ids[0] ?? "",
    facts: { offers: ids.length, visits: offered.length },
  });
}

/** @returns how many offers of the scope had been due at `asOf` or before and are expired now */
export async function expireOffers(context: Context, asOf: Instant = context.now): Promise<number> {
  return inTransaction(context, async (unit) => {
    const overdue = await lockOverdueOffers(unit, asOf);
    if (overdue.length > 0) await closeExpiredOffers(unit, context.actor, overdue);
    return overdue.length;
  });
}
