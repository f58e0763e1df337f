/** What auditors found of drawn visits, and the lines that took the place of others. Rows are only added; they bind the whole district. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { ReviewTurn, Verdict } from "#app/domain/sampling/reviews.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { settlementLine } from "../schema/claim.ts";
import { sampleBatch, sampleReplacement, sampleReview } from "../schema/sample.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";

export type StoredReview = {
  readonly visitNo: string;
  readonly turn: ReviewTurn;
  readonly verdict: Verdict;
  readonly wrongFen: Fen | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly by: string;
  readonly at: Date;
};

/** By visit and turn. */
export async function listReviews(unit: Unit, batchId: string): Promise<StoredReview[]> {
  const rows = await unit.orm
    .select({ review: sampleReview, visitNo: visit.visitNo })
    .from(sampleReview)
    .innerJoin(visit, eq(visit.id, sampleReview.visitId))
    .where(eq(sampleReview.batchId, batchId))
    .orderBy(asc(visit.visitNo), asc(sampleReview.turn));
  return rows.map(({ review, visitNo }) => ({
    visitNo,
    turn: review.turn as ReviewTurn,
    verdict: review.verdict as Verdict,
    wrongFen: review.wrongFen === null ? null : fen(review.wrongFen),
    reason: review.reasonCode,
    note: review.note,
    by: review.reviewedBy,
    at: review.reviewedAt,
  }));
}

/** Holds the batch for the rest of the unit, so that two reviews do not take the same turn or the same replacement. */
export async function lockBatch(unit: Unit, batchId: string): Promise<void> {
  await unit.orm.select({ id: sampleBatch.id }).from(sampleBatch).where(eq(sampleBatch.id, batchId)).for("update");
}

export async function insertReview(unit: Unit, row: typeof sampleReview.$inferInsert): Promise<void> {
  await unit.orm.insert(sampleReview).values(row);
}

/** The next replacement of the batch; the caller holds the batch. */
export async function insertReplacement(
  unit: Unit,
  row: Omit<typeof sampleReplacement.$inferInsert, "position">,
): Promise<void> {
  const [last] = await unit.orm
    .select({ position: sql<number>`coalesce(max(${sampleReplacement.position}), 0)::int` })
    .from(sampleReplacement)
    .where(eq(sampleReplacement.batchId, row.batchId));
  await unit.orm.insert(sampleReplacement).values({ ...row, position: (last?.position ?? 0) + 1 });
}

/** What a run approved of a visit; null while the run is not closed. */
export async function findSettledFen(unit: Unit, runId: string, visitId: string): Promise<Fen | null> {
  const [row] = await unit.orm
    .select({ approvedFen: settlementLine.approvedFen })
    .from(settlementLine)
    .where(and(eq(settlementLine.runId, runId), eq(settlementLine.visitId, visitId)));
  return row ? fen(row.approvedFen) : null;
}
