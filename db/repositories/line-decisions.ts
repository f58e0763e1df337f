/** What auditors were shown, what they decided and how each decision ended, in the scope of the unit. Rows are only added. */
import { and, asc, desc, eq, gte, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { ShownAs } from "#app/domain/claims/workbench-decision.ts";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { claim, claimLine } from "../schema/claim.ts";
import { evidenceShown, lineDecision, lineDecisionEnd } from "../schema/line-decision.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { claimInScope } from "./claims.ts";

export type LineDecisionRow = typeof lineDecision.$inferSelect;
export type LineDecisionEndRow = typeof lineDecisionEnd.$inferSelect;

/** A decision that has not ended, with its visit and with who prepared and who handed in its claim. */
export type OpenDecision = LineDecisionRow & {
  readonly visitNo: string;
  readonly visitId: string;
  readonly preparedBy: string;
  readonly submittedBy: string | null;
};

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

/** What one person decided in bulk: of one rule, since an instant, whatever the months of the claims. */
export type BulkSpan = { readonly person: string; readonly rule: string; readonly from: Instant };

/** Lets the steps in bulk of one person come one after the other, so that each finds what the others came to. */
export async function lockBulkOf(unit: Unit, person: string): Promise<void> {
  await unit.orm.execute(sql`select pg_advisory_xact_lock(hashtext(${`bulk ${person}`}), hashtext(current_schema()))`);
}

/**
 * Fen that the lines asked for, by decision, without what was taken back or lapsed, and without what only a second person's signature makes
 * final: that person answers for it already.
 */
export async function sumBulkDecisions(unit: Unit, span: BulkSpan): Promise<ReadonlyMap<string, bigint>> {
  const rows = await unit.orm
    .select({ decision: lineDecision.decision, askedFen: sql<string>`sum(${claimLine.askedFen})` })
    .from(lineDecision)
    .innerJoin(claimLine, eq(claimLine.id, lineDecision.claimLineId))
    .innerJoin(claim, eq(claim.id, claimLine.claimId))
    .leftJoin(lineDecisionEnd, eq(lineDecisionEnd.decisionId, lineDecision.id))
    .where(
      and(
        isNotNull(lineDecision.bulkId),
        isNull(lineDecision.secondFor),
        eq(lineDecision.bulkRule, span.rule),
        eq(lineDecision.decidedBy, span.person),
        gte(lineDecision.decidedAt, asDate(span.from)),
        or(isNull(lineDecisionEnd.step), eq(lineDecisionEnd.step, "final")),
        claimInScope(unit),
      ),
    )
    .groupBy(lineDecision.decision);
  return new Map(rows.map((row) => [row.decision, BigInt(row.askedFen)]));
}

function selectOpen(unit: Unit) {
  return unit.orm
    .select({
      decision: lineDecision,
      visitNo: visit.visitNo,
      visitId: visit.id,
      preparedBy: claim.preparedBy,
      submittedBy: claim.submittedBy,
    })
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
  return rows.map(({ decision, ...of }) => ({ ...decision, ...of }));
}

/** Decisions whose half minute is over and that wait for no second person, the oldest first. */
export async function listDueDecisions(unit: Unit, limit: number): Promise<OpenDecision[]> {
  const rows = await selectOpen(unit)
    .where(
      and(isOpen, isNull(lineDecision.secondFor), lte(lineDecision.finalAfter, asDate(unit.now)), claimInScope(unit)),
    )
    .orderBy(asc(lineDecision.decidedAt), asc(lineDecision.id))
    .limit(limit);
  return rows.map(({ decision, ...of }) => ({ ...decision, ...of }));
}

/** The decision of a line that has not ended; null without one. */
export async function findOpenDecision(unit: Unit, lineId: string): Promise<LineDecisionRow | null> {
  const [row] = await selectOpen(unit).where(and(isOpen, eq(lineDecision.claimLineId, lineId), claimInScope(unit)));
  return row?.decision ?? null;
}
