/** Other times that providers propose for offered visits, within the scope of the visit's offer. */
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { offerProposal } from "../schema/offer.ts";
import { offer, visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { placeReached } from "./scope-conditions.ts";

export type ProposalRow = typeof offerProposal.$inferSelect;
export type NewProposalRow = typeof offerProposal.$inferInsert;

/** Refuses "already-exists" when times were proposed for this visit of the offer before. */
export async function insertProposal(unit: Unit, row: NewProposalRow): Promise<void> {
  await unit.orm.insert(offerProposal).values(row);
}

/** Which visit and offer a proposal is about; null when the scope reaches none of this id. Locks nothing. */
export async function findProposal(unit: Unit, id: string) {
  const [row] = await unit.orm
    .select({ proposal: offerProposal, offer, visit })
    .from(offerProposal)
    .innerJoin(offer, eq(offer.id, offerProposal.offerId))
    .innerJoin(visit, eq(visit.id, offerProposal.visitId))
    .where(and(eq(offerProposal.id, id), placeReached(unit, offer)));
  return row ?? null;
}

/** The proposals that an elder may answer now, soonest to lapse first. */
export async function listOpenProposalsOfElder(unit: Unit, elderId: string) {
  return unit.orm
    .select({ proposal: offerProposal, visit })
    .from(offerProposal)
    .innerJoin(visit, eq(visit.id, offerProposal.visitId))
    .where(
      and(eq(visit.elderId, elderId), eq(offerProposal.state, "open"), gt(offerProposal.answerBy, asDate(unit.now))),
    )
    .orderBy(asc(offerProposal.answerBy), asc(offerProposal.id));
}

/** The proposal itself, locked. The caller has locked its offer and asked the scope. */
export async function lockProposal(unit: Unit, id: string): Promise<ProposalRow | null> {
  const [row] = await unit.orm.select().from(offerProposal).where(eq(offerProposal.id, id)).for("update");
  return row ?? null;
}

export async function updateProposal(unit: Unit, id: string, values: Partial<NewProposalRow>): Promise<void> {
  await unit.orm.update(offerProposal).set(values).where(eq(offerProposal.id, id));
}

/** Proposals of offers that ended otherwise lapse with them. */
export async function lapseProposals(unit: Unit, offerIds: readonly string[], by: string): Promise<void> {
  for (const piece of piecesOf(offerIds, 2000))
    await unit.orm
      .update(offerProposal)
      .set({ state: "lapsed", answeredBy: by, answeredAt: asDate(unit.now) })
      .where(and(inArray(offerProposal.offerId, piece), eq(offerProposal.state, "open")));
}

/** Every proposal made within these offers, oldest first. */
export async function listProposalsOfOffers(unit: Unit, offerIds: readonly string[]): Promise<ProposalRow[]> {
  const found: ProposalRow[] = [];
  for (const piece of piecesOf(offerIds, 2000))
    found.push(
      ...(await unit.orm
        .select()
        .from(offerProposal)
        .where(inArray(offerProposal.offerId, piece))
        .orderBy(asc(offerProposal.proposedAt), asc(offerProposal.id))),
    );
  return found;
}
