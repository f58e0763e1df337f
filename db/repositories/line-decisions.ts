/** What auditors were shown, what they decided and how each decision ended, in the scope of the unit. Rows are only added. */
import { and, asc, desc, eq, isNull, lte, sql } from "drizzle-orm";
import type { ShownAs } from "#app/domain/claims/workbench-decision.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { claim, claimLine } from "../schema/claim.ts";
import { evidenceShown, lineDecision, lineDecisionEnd } from "../schema/line-decision.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { claimInScope } from "./claims.ts";

export type LineDecisionRow = typeof lineDecision.$inferSelect;
export type LineDecisionEndRow = typeof lineDecisionEnd.$inferSelect;

/** A decision that has not ended, with the number of its visit and the month of its claim. */
export type OpenDecision = LineDecisionRow & { readonly visitNo: string };

export async function insertEvidenceShown(
  unit: Unit,
  rows: readonly (typeof evidenceShown.$inferInsert & { readonly shownAs: ShownAs })[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(evidenceShown).values(piece);
}

/** One version of a line's evidence on one person's screen. */
export type Seen = {
  readonly lineId: string;
  readonly person: string;
  readonly digest: string;
  readonly shownAs: ShownAs;
};

/** Whether this person had this version of the line on the screen in this way: a row of a list is not the line's own evidence. */
export async function wasShown(unit: Unit, seen: Seen): Promise<boolean> {
  const [found] = await unit.orm
    .select({ one: sql<number>`1` })
    .from(evidenceShown)
    .where(
      and(
        eq(evidenceShown.claimLineId, seen.lineId),
        eq(evidenceShown.shownTo, seen.person),
        eq(evidenceShown.shownAs, seen.shownAs),
        eq(evidenceShown.evidenceDigest, seen.digest),
      ),
    )
    .limit(1);
  return found !== undefined;
}

export async function insertLineDecisions(
  unit: Unit,
  rows: readonly (typeof lineDecision.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(lineDecision).values(piece);
}

export async function insertDecisionEnds(
  unit: Unit,
  rows: readonly (typeof lineDecisionEnd.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(lineDecisionEnd).values(piece);
}

function selectOpen(unit: Unit) {
  return unit.orm
    .select({ decision: lineDecision, visitNo: visit.visitNo })
    .from(lineDecision)
    .innerJoin(claimLine, eq(claimLine.id, lineDecision.claimLineId))
    .innerJoin(claim, eq(claim.id, claimLine.claimId))
    .innerJoin(visit, eq(visit.id, claimLine.visitId))
    .leftJoin(lineDecisionEnd, eq(lineDecisionEnd.decisionId, lineDecision.id));
}

const isOpen = isNull(lineDecisionEnd.decisionId);

/** Decisions of the scope that have not ended, the newest first. */
export async function listOpenDecisions(unit: Unit): Promise<OpenDecision[]> {
  const rows = await selectOpen(unit)
    .where(and(isOpen, claimInScope(unit)))
    .orderBy(desc(lineDecision.decidedAt), asc(lineDecision.id));
  return rows.map((row) => ({ ...row.decision, visitNo: row.visitNo }));
}

/** Decisions whose half minute is over and that wait for no second person, the oldest first. */
export async function listDueDecisions(unit: Unit, limit: number): Promise<OpenDecision[]> {
  const rows = await selectOpen(unit)
    .where(
      and(isOpen, isNull(lineDecision.secondFor), lte(lineDecision.finalAfter, asDate(unit.now)), claimInScope(unit)),
    )
    .orderBy(asc(lineDecision.decidedAt), asc(lineDecision.id))
    .limit(limit);
  return rows.map((row) => ({ ...row.decision, visitNo: row.visitNo }));
}

/** The decision of a line that has not ended; null without one. */
export async function findOpenDecision(unit: Unit, lineId: string): Promise<LineDecisionRow | null> {
  const [row] = await selectOpen(unit).where(and(isOpen, eq(lineDecision.claimLineId, lineId), claimInScope(unit)));
  return row?.decision ?? null;
}
