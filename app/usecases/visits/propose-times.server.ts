/**
 * A provider that cannot come at the time proposes one or two others. The elder's side is asked; until it answers the visit stands where
 * it stood, in an offer of its own, so that the rest of the bundle goes on being answered by its own time.
 */
import { conflictsOfMove } from "#app/domain/matching/visit-conflicts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, instantAt, localTimeOf, type LocalTime } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { assertAlternatives, proposalAnswerBy } from "#app/domain/visits/offer-proposal.ts";
import { isOfferOverdue, offerHoursOf, offerTimes, type OfferState } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertProposal, listProposalsOfOffers } from "#db/repositories/offer-proposals.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { lockOpenOffers, lockVisit, updateOffers, type OfferRow, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadSurroundings } from "../scheduling/visit-surroundings.server.ts";
import { offerOfOne } from "./take-offers.server.ts";

export type TimeProposal = {
  readonly offerId: string;
  readonly visitNo: string;
  /** One or two, the preferred one first. */
  readonly alternatives: readonly LocalTime[];
  readonly note: string | null;
};

export type ProposalOutcome =
  | { readonly state: "proposed"; readonly proposalId: string }
  /** Every conflict of every proposed time, in codes with words (`conflictReason`). */
  | { readonly state: "refused"; readonly conflicts: readonly { readonly at: LocalTime; readonly code: string }[] };

async function conflictsAt(unit: Unit, visit: VisitRow, alternatives: readonly LocalTime[]) {
  const { surroundings, team } = await loadSurroundings(unit, visit);
  return alternatives.flatMap((at) =>
    conflictsOfMove({ date: at.date, startMinute: at.minute, workers: team }, surroundings).map(({ code }) => ({
      at,
      code,
    })),
  );
}

async function answerBy(unit: Unit, visit: VisitRow, alternatives: readonly LocalTime[]) {
  const month = monthOf(plainDate(visit.serviceMonth));
  const { parameters } = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const planned = instant(visit.plannedStart);
  const { replyBy } = offerTimes(unit.now, planned, offerHoursOf(parameters));
  return proposalAnswerBy(
    replyBy,
    alternatives.map(({ date, minute }) => instantAt(date, minute)),
  );
}

async function lockAsked(unit: Unit, { offerId, visitNo }: TimeProposal): Promise<[OfferRow, VisitRow]> {
  const [offer] = await lockOpenOffers(unit, [offerId]);
  if (!offer) throw new Refusal("offer-not-open");
  if (isOfferOverdue(offer.state as OfferState, instant(offer.replyBy), unit.now)) throw new Refusal("offer-expired");
  const visit = await lockVisit(unit, visitNo);
  if (visit?.offerId !== offer.id || visit.deliveryState !== "offered") throw new Refusal("visit-not-in-offer");
  const before = (await listProposalsOfOffers(unit, [offer.id])).filter((one) => one.visitId === visit.id);
  if (before.length > 0) throw new Refusal("proposal-once");
  return [offer, visit];
}

/**
 * Proposes the times, or says everything that stands against them and changes nothing. Refuses "offer-not-open", "offer-expired",
 * "visit-not-in-offer", "proposal-once" (times were proposed for this visit before) and what `assertAlternatives` refuses.
 */
export async function proposeTimes(context: Context, proposal: TimeProposal): Promise<ProposalOutcome> {
  return inTransaction(context, async (unit) => {
    const [offer, visit] = await lockAsked(unit, proposal);
    const { alternatives } = proposal;
    assertAlternatives({
      planned: localTimeOf(instant(visit.plannedStart)),
      month: monthOf(plainDate(visit.serviceMonth)),
      alternatives,
      now: unit.now,
    });
    const conflicts = await conflictsAt(unit, visit, alternatives);
    if (conflicts.length > 0) return { state: "refused", conflicts };
    const own = await offerOfOne(unit, offer, visit);
    const due = asDate(await answerBy(unit, visit, alternatives));
    await updateOffers(unit, [own.id], { state: "viewed", replyBy: due });
    const proposalId = unit.newId();
    await insertProposal(unit, {
      id: proposalId,
      offerId: own.id,
      visitId: visit.id,
      alternatives: alternatives.map(({ date, minute }) => asDate(instantAt(date, minute))),
      note: proposal.note,
      state: "open",
      proposedBy: context.actor,
      proposedAt: asDate(unit.now),
      answerBy: due,
    });
    await insertAuditEvent(unit, context.actor, {
      chain: `street:${visit.streetId}`,
      action: "offer.propose",
      subjectType: "visit",
      subjectId: visit.visitNo,
      facts: { alternatives: alternatives.map(({ date, minute }) => `${date} ${minute}`).join(", ") },
    });
    return { state: "proposed", proposalId };
  });
}
