/**
 * The elder's side answers a provider's proposal of other times; the office that has asked writes it down. A yes moves the visit by the
 * rules of every move, and the provider, who proposed the time, has the visit. A no leaves it, and the provider may still take it.
 */
import { maskName } from "#app/domain/access/masking.ts";
import { conflictsOfMove } from "#app/domain/matching/visit-conflicts.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, instant, localTimeOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { assertProposalOpen, isAgreeingParty } from "#app/domain/visits/offer-proposal.ts";
import { offerHoursOf, offerTimes } from "#app/domain/visits/offers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findProposal, lockProposal, updateProposal, type ProposalRow } from "#db/repositories/offer-proposals.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { lockOpenOffers, lockVisit, updateOffers, type OfferRow, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadSurroundings } from "../scheduling/visit-surroundings.server.ts";
import { writeMove } from "../scheduling/write-move.server.ts";
import { takeOffers } from "./take-offers.server.ts";

export type ProposalAnswer = {
  readonly proposalId: string;
  /** Place among the proposed times, from 0; null refuses them all. */
  readonly choice: number | null;
  /** Who of the elder's side agreed, one of AGREEING_PARTIES; needed for a yes. */
  readonly agreedBy: string | null;
};

export type AnswerOutcome =
  | { readonly state: "accepted" | "refused" }
  /** What stands against the time by now; nothing was changed. `worker` is a masked name. */
  | {
      readonly state: "impossible";
      readonly conflicts: readonly { readonly code: string; readonly worker: string | null }[];
    };

type Asked = { readonly proposal: ProposalRow; readonly offer: OfferRow; readonly visit: VisitRow };

/** Locks in the order of everybody: the offer, the visit, the proposal. */
async function lockProposed(unit: Unit, proposalId: string): Promise<Asked> {
  const found = await findProposal(unit, proposalId);
  if (found === null) throw new Refusal("not-found");
  const [offer] = await lockOpenOffers(unit, [found.offer.id]);
  const visit = await lockVisit(unit, found.visit.visitNo);
  const proposal = await lockProposal(unit, proposalId);
  if (!proposal || !visit) throw new Refusal("not-found");
  assertProposalOpen(proposal.state, instant(proposal.answerBy), unit.now);
  if (!offer || visit.offerId !== offer.id || visit.deliveryState !== "offered")
    throw new Refusal("proposal-not-open", { state: proposal.state });
  return { proposal, offer, visit };
}

async function refuse(unit: Unit, context: Context, { proposal, offer, visit }: Asked): Promise<void> {
  const { parameters } = policyInForce(await listPolicyVersions(unit), plainDate(visit.serviceMonth));
  const { replyBy } = offerTimes(unit.now, instant(visit.plannedStart), offerHoursOf(parameters));
  await updateOffers(unit, [offer.id], { replyBy: asDate(replyBy) });
  await updateProposal(unit, proposal.id, {
    state: "refused",
    answeredBy: context.actor,
    answeredAt: asDate(unit.now),
  });
}

async function accept(unit: Unit, context: Context, asked: Asked, answer: ProposalAnswer): Promise<AnswerOutcome> {
  const { proposal, offer, visit } = asked;
  const start = proposal.alternatives[answer.choice ?? -1];
  if (!start) throw new Refusal("proposal-unknown-time");
  if (answer.agreedBy === null || !isAgreeingParty(answer.agreedBy)) throw new Refusal("proposal-needs-consent");
  const to = localTimeOf(instant(start));
  const { surroundings, team, workerNames } = await loadSurroundings(unit, visit);
  const conflicts = conflictsOfMove({ date: to.date, startMinute: to.minute, workers: team }, surroundings);
  if (conflicts.length > 0)
    return {
      state: "impossible",
      conflicts: conflicts.map(({ code, workerId }) => ({
        code,
        worker: workerId === null ? null : maskName(workerNames.get(workerId) ?? ""),
      })),
    };
  await writeMove(unit, context.actor, {
    visit,
    to,
    durationMinutes: surroundings.basket.durationMinutes,
    workerIds: team.map(({ id }) => id),
  });
  await updateProposal(unit, proposal.id, {
    state: "accepted",
    chosenStart: start,
    agreedBy: answer.agreedBy,
    answeredBy: context.actor,
    answeredAt: asDate(unit.now),
  });
  await takeOffers(unit, context.actor, [offer], proposal.proposedBy);
  return { state: "accepted" };
}

/**
 * Refuses "not-found" outside the scope, "proposal-not-open" when it was answered, has lapsed or the offer has ended, and for a yes
 * "proposal-unknown-time" and "proposal-needs-consent".
 */
export async function answerProposal(context: Context, answer: ProposalAnswer): Promise<AnswerOutcome> {
  return inTransaction(context, async (unit) => {
    const asked = await lockProposed(unit, answer.proposalId);
    const outcome: AnswerOutcome =
      answer.choice === null ? { state: "refused" } : await accept(unit, context, asked, answer);
    if (outcome.state === "impossible") return outcome;
    if (outcome.state === "refused") await refuse(unit, context, asked);
    await insertAuditEvent(unit, context.actor, {
      chain: `street:${asked.visit.streetId}`,
      action: `offer.proposal-${outcome.state}`,
      subjectType: "visit",
      subjectId: asked.visit.visitNo,
      facts: { choice: answer.choice, agreedBy: answer.agreedBy },
    });
    return outcome;
  });
}
