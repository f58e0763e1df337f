/** A provider's proposal of other times, for whoever asks the elder's side. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { findProposal } from "#db/repositories/offer-proposals.ts";
import { findStreetOffer } from "#db/queries/street-offers.ts";
import { inReading, type Context } from "#db/transaction.ts";

/** Refuses "not-found" outside the scope. */
export async function showProposal(context: Context, proposalId: string) {
  return inReading(context, async (unit) => {
    const found = await findProposal(unit, proposalId);
    const asked = found === null ? null : await findStreetOffer(unit, found.offer.id);
    if (found === null || asked === null) throw new Refusal("not-found");
    const { proposal, visit } = found;
    return {
      elderNo: asked.elderNo,
      elderName: maskName(asked.elderName),
      streetZh: asked.streetZh,
      streetEn: asked.streetEn,
      provider: asked.provider,
      visitNo: visit.visitNo,
      plannedStart: isoText(instant(visit.plannedStart)),
      minutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
      alternatives: proposal.alternatives.map((start) => isoText(instant(start))),
      note: proposal.note,
      answerBy: isoText(instant(proposal.answerBy)),
      isOpen: proposal.state === "open" && proposal.answerBy.getTime() > unit.now,
    };
  });
}
