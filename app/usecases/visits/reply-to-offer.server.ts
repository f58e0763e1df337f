/** A provider accepts or declines offers; accept all is the same with every open one. Exactly one reply wins: the row is locked. */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listVisitsOfOffers, lockOpenOffers, updateOffers, updateVisits } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export const DECLINE_REASONS = [
  "too_far",
  "time_conflict",
  "no_capacity",
  "skill_missing",
  "elder_unknown_risk",
  "personal",
  "other",
] as const;

export type OfferReply = {
  readonly offerIds: readonly string[];
  readonly reply: "accept" | "decline";
  /** One of DECLINE_REASONS; needed for a decline. */
  readonly reason: string | null;
};

/**
 * @returns how many offers were answered by this call
 * Refuses "offer-not-open" when none of them waits any more, "decline-needs-reason" and "offer-expired".
 */
export async function replyToOffers(context: Context, { offerIds, reply, reason }: OfferReply): Promise<number> {
  if (reply === "decline" && !DECLINE_REASONS.some((known) => known === reason))
    throw new Refusal("decline-needs-reason");
  return inTransaction(context, async (unit) => {
    const open = await lockOpenOffers(unit, offerIds);
    if (open.length === 0) throw new Refusal("offer-not-open");
    const late = open.filter((offer) => offer.replyBy.getTime() < unit.now);
    if (late.length === open.length) throw new Refusal("offer-expired");
    const answered = open.filter((offer) => !late.includes(offer)).map((offer) => offer.id);
    await updateOffers(unit, answered, {
      state: reply === "accept" ? "accepted" : "rejected",
      repliedAt: asDate(unit.now),
      repliedBy: context.actor,
      declineReason: reply === "accept" ? null : reason,
    });
    const visits = await listVisitsOfOffers(unit, answered);
    const offered = visits.filter((visit) => visit.deliveryState === "offered").map((visit) => visit.id);
    await updateVisits(unit, offered, { deliveryState: reply === "accept" ? "accepted" : "planned" });
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: `offer.${reply}`,
      subjectType: "offer",
      subjectId: answered[0] ?? "",
      facts: { offers: answered.length, visits: offered.length, reason },
    });
    return answered.length;
  });
}
