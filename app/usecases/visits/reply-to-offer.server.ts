/**
 * A provider accepts or declines offers: one visit, one elder's month, a bundle, or all that stand on the page. Exactly one reply wins: the
 * rows are locked, so of two managers the second finds them answered and is told how; behind that stands the database's own rule
 * that a visit is held by one offer. The same request key gives the same answer, so a second press of one button changes nothing.
 */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { instant } from "#app/domain/time/instant.ts";
import { isDeclineCategory, isOfferOverdue, lateAnswer, type OfferState } from "#app/domain/visits/offers.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";
import { findOfferEnd, type ElderMonth } from "#db/repositories/offers.ts";
import { keepAnswer, takeRequestKey, type RequestKey } from "#db/repositories/request-keys.ts";
import { listVisitsOfOffers, lockOpenOffers, type OfferRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { closeOffers } from "./close-offers.server.ts";
import { passOn } from "./pass-on-offers.server.ts";
import { offerOfOne, takeOffers } from "./take-offers.server.ts";

export type OfferReply = {
  readonly offerIds: readonly string[];
  readonly reply: "accept" | "decline";
  /** One of DECLINE_CATEGORIES; needed for a decline. */
  readonly reason: string | null;
  /** Answers this visit of the one offer only; the rest goes on waiting. */
  readonly visitNo?: string | null;
  /** Made by the page that asks, the same for every press of one button. */
  readonly requestKey?: string | null;
};

export type AnsweredOffers = {
  /** Offers that this call answered; those that somebody answered before are not among them. */
  readonly offers: number;
  readonly visits: number;
  readonly plannedFen: bigint;
  /** Offers that were too late, and are expired now. */
  readonly expired: number;
};

/** What is kept under the request's key; the refusal too, so that a second press hears the same. */
type Outcome = {
  readonly offers: number;
  readonly visits: number;
  readonly plannedFen: string;
  readonly expired: number;
  readonly refused: { readonly code: string; readonly facts: Refusal["facts"] } | null;
};

const refusedWith = ({ code, facts }: Refusal): Outcome => ({
  offers: 0,
  visits: 0,
  plannedFen: "0",
  expired: 0,
  refused: { code, facts },
});

function requestKeyOf(context: Context, { requestKey, ...asked }: OfferReply): RequestKey | null {
  if (!requestKey) return null;
  const facts = { ...asked, visitNo: asked.visitNo ?? null, offerIds: [...asked.offerIds].sort() };
  return {
    scope: `offer.reply ${context.actor}`,
    key: requestKey,
    digest: sha256Bytes(canonicalJson(facts)),
  };
}

/** The offers to answer; for one visit of several an offer of its own. Refuses "visit-not-in-offer". */
async function partsToAnswer(unit: Unit, inTime: readonly OfferRow[], visitNo: string | null): Promise<OfferRow[]> {
  const [offer] = inTime;
  if (visitNo === null || !offer) return [...inTime];
  const visits = await listVisitsOfOffers(unit, [offer.id]);
  const visit = visits.find((one) => one.visitNo === visitNo && one.deliveryState === "offered");
  if (!visit) throw new Refusal("visit-not-in-offer");
  return [await offerOfOne(unit, offer, visit)];
}

async function answer(unit: Unit, actor: string, reply: OfferReply, parts: readonly OfferRow[]) {
  if (reply.reply === "accept") return takeOffers(unit, actor, parts, actor);
  return closeOffers(unit, actor, parts, { trigger: "reject", reason: reply.reason ?? "" });
}

type Decided = { readonly outcome: Outcome; readonly passOn: readonly ElderMonth[] };

async function decide(unit: Unit, { actor }: Context, reply: OfferReply): Promise<Decided> {
  const open = await lockOpenOffers(unit, reply.offerIds);
  if (open.length === 0)
    return { outcome: refusedWith(lateAnswer(await findOfferEnd(unit, reply.offerIds[0] ?? ""))), passOn: [] };
  const late = open.filter((offer) => isOfferOverdue(offer.state as OfferState, instant(offer.replyBy), unit.now));
  const inTime = open.filter((offer) => !late.includes(offer));
  if (late.length > 0) await closeOffers(unit, actor, late, { trigger: "expire" });
  const visitNo = reply.offerIds.length === 1 ? (reply.visitNo ?? null) : null;
  const parts = await partsToAnswer(unit, inTime, visitNo);
  const visits = parts.length === 0 ? [] : await answer(unit, actor, reply, parts);
  const plannedFen = visits.reduce((sum, visit) => sum + visit.plannedFen, 0n);
  return {
    outcome: {
      offers: parts.length,
      visits: visits.length,
      plannedFen: String(plannedFen),
      expired: late.length,
      refused:
        parts.length > 0 ? null : { code: "offer-expired", facts: { at: late[0]?.replyBy.toISOString() ?? null } },
    },
    passOn: reply.reply === "decline" ? open : late,
  };
}

async function decideOnce(unit: Unit, context: Context, reply: OfferReply): Promise<Decided> {
  const key = requestKeyOf(context, reply);
  const known = key === null ? null : await takeRequestKey(unit, key);
  if (known !== null) return { outcome: known.answer as Outcome, passOn: [] };
  const decided = await decide(unit, context, reply);
  if (key !== null) await keepAnswer(unit, key, decided.outcome);
  return decided;
}

/**
 * Refuses "decline-needs-reason", "visit-not-in-offer", "request-key-reused", and, when none of the offers waits any more, with what became of
 * the first: "offer-already-accepted", "offer-already-declined", "offer-taken", "offer-expired", "offer-withdrawn", each with the
 * fact `at`, or "offer-not-open". An answer at the due time or later finds the offer expired; its visits are free for the next provider.
 */
export async function replyToOffers(context: Context, reply: OfferReply): Promise<AnsweredOffers> {
  if (reply.reply === "decline" && !(reply.reason !== null && isDeclineCategory(reply.reason)))
    throw new Refusal("decline-needs-reason");
  const decided = await inTransaction(context, (unit) => decideOnce(unit, context, reply)).catch((thrown: unknown) => {
    // Another offer has one of the visits: the database's rule, should the locks ever fail.
    throw isRefusal(thrown, "already-exists") ? new Refusal("offer-taken", { at: null }) : thrown;
  });
  await passOn(context, decided.passOn);
  const { refused, plannedFen, ...counts } = decided.outcome;
  if (refused !== null) throw new Refusal(refused.code, refused.facts);
  return { ...counts, plannedFen: BigInt(plannedFen) };
}
