/** An elder at a kiosk, or a member of the family whom the elder lets book, answers the other times that the provider proposed for one of the own visits. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, localTimeOf } from "#app/domain/time/instant.ts";
import type { AgreeingParty } from "#app/domain/visits/offer-proposal.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { listOpenProposalsOfElder } from "#db/repositories/offer-proposals.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { answerProposal, type AnswerOutcome } from "../visits/answer-proposal.server.ts";

async function openProposal(unit: Unit, elderId: string, visitNo: string) {
  const found = (await listOpenProposalsOfElder(unit, elderId)).find(({ visit }) => visit.visitNo === visitNo);
  if (!found) throw new Refusal("not-found");
  return found;
}

const atKiosk = (at: Date) => {
  const { date, minute } = localTimeOf(instant(at));
  return { date, startMinute: minute };
};

/** The visit as it stands and the times that were proposed. Refuses "not-found" when nothing is asked of this elder about it. */
export async function showOwnProposal(context: Context, elderId: string, visitNo: string) {
  return inReading(context, async (unit) => {
    const { proposal, visit } = await openProposal(unit, elderId, visitNo);
    const [elder] = await listEldersById(unit, [elderId]);
    return {
      name: maskName(elder?.name ?? ""),
      planned: atKiosk(visit.plannedStart),
      alternatives: proposal.alternatives.map(atKiosk),
    };
  });
}

export type OwnAnswer = {
  readonly elderId: string;
  readonly visitNo: string;
  /** Place among the proposed times, from 0; null keeps the time as it is. */
  readonly choice: number | null;
  /** Who answers; the elder when left out. */
  readonly agreedBy?: AgreeingParty;
};

/** Refuses "not-found" when nothing is asked of this elder about the visit, and whatever answering a proposal refuses. */
export async function answerOwnProposal(context: Context, answer: OwnAnswer): Promise<AnswerOutcome["state"]> {
  const { elderId, visitNo, choice, agreedBy = "elder" } = answer;
  const { proposal } = await inReading(context, (unit) => openProposal(unit, elderId, visitNo));
  const outcome = await answerProposal(context, { proposalId: proposal.id, choice, agreedBy });
  return outcome.state;
}
