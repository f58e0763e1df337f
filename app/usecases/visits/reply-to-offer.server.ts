/**
 * A provider accepts or declines offers; accept all is the same with every open one. Exactly one reply wins: the rows are locked,
 * so of two managers the second finds them answered. An answer that comes at the due time or later finds the offer expired.
 */
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant } from "#app/domain/time/instant.ts";
import { answerOffer, isDeclineCategory, isOfferOverdue, type OfferState } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import {
  listVisitsOfOffers,
  lockOpenOffers,
  updateOffers,
  updateVisits,
  type OfferRow,
} from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { closeExpiredOffers } from "./expire-offers.server.ts";
import { passOn } from "./pass-on-offers.server.ts";

export type OfferReply = {
  readonly offerIds: readonly string[];
  readonly reply: "accept" | "decline";
  /** One of DECLINE_CATEGORIES; needed for a decline. */
  readonly reason: string | null;
};

export type AnsweredOffers = {
  /** Offers that this call answered; those that somebody answered before are not among them. */
  readonly offers: number;
  readonly visits: number;
  readonly plannedFen: bigint;
  /** Offers that were too late, and are expired now. */
  readonly expired: number;
};

async function answer(unit: Unit, context: Context, open: readonly OfferRow[], reply: OfferReply) {
  const ids = open.map((offer) => offer.id);
  const trigger = reply.reply === "accept" ? "accept" : "reject";
  for (const offer of open) answerOffer(offer.state as OfferState, trigger);
  const accepted = reply.reply === "accept";
  await updateOffers(unit, ids, {
    state: accepted ? "accepted" : "rejected",
    repliedAt: asDate(unit.now),
    repliedBy: context.actor,
    declineReason: accepted ? null : reply.reason,
  });
  const visits = (await listVisitsOfOffers(unit, ids)).filter((visit) => visit.deliveryState === "offered");
  await updateVisits(
    unit,
    visits.map((visit) => visit.id),
    { deliveryState: accepted ? "accepted" : "planned" },
  );
  await insertAuditEvent(unit, context.actor, {
    chain: "visits",
    action: `offer.${reply.reply}`,
    subjectType: "offer",
    subjectId: ids[0] ?? "",
    facts: { offers: ids.length, visits: visits.length, reason: reply.reason },
  });
  return { visits: visits.length, plannedFen: visits.reduce((sum, visit) => sum + visit.plannedFen, 0n) };
}

/**
 * Refuses "offer-not-open" when none of them waits any more, "decline-needs-reason", and "offer-expired" when every one of them
 * was due already; the expired ones are then written down as such, and their visits are free for the next provider.
 */
export async function replyToOffers(context: Context, reply: OfferReply): Promise<AnsweredOffers> {
  if (reply.reply === "decline" && !(reply.reason !== null && isDeclineCategory(reply.reason)))
    throw new Refusal("decline-needs-reason");
  const answered = await inTransaction(context, async (unit) => {
    const open = await lockOpenOffers(unit, reply.offerIds);
    if (open.length === 0) throw new Refusal("offer-not-open");
    const late = open.filter((offer) => isOfferOverdue(offer.state as OfferState, instant(offer.replyBy), unit.now));
    const inTime = open.filter((offer) => !late.includes(offer));
    if (late.length > 0) await closeExpiredOffers(unit, context.actor, late);
    const nothing = { visits: 0, plannedFen: 0n };
    return {
      offers: inTime.length,
      ...(inTime.length === 0 ? nothing : await answer(unit, context, inTime, reply)),
      expired: late.length,
      passOn: reply.reply === "decline" ? open : late,
    };
  });
  await passOn(context, answered.passOn);
  if (answered.offers === 0) throw new Refusal("offer-expired");
  const { passOn: _passedOn, ...counts } = answered;
  return counts;
}
