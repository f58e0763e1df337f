/**
 * An auditor's verdict on a drawn visit: after its evidence was on the auditor's screen, by nobody who decided the line. A line that nobody
 * can judge is replaced at once by the next of its stratum.
 */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { replacementFor } from "#app/domain/sampling/replacements.ts";
import {
  requireReview,
  SUBCONTRACTED,
  turnOf,
  type GivenReview,
  type ReviewTurn,
} from "#app/domain/sampling/reviews.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertToJudge } from "#db/repositories/received-events.ts";
import { wasShown } from "#db/repositories/line-decisions.ts";
import { findSettledFen, insertReplacement, insertReview, lockBatch } from "#db/repositories/sample-reviews.ts";
import { findVisitIds } from "#db/repositories/samples.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadAudited, type AuditedVisit } from "../claims/audit-evidence.server.ts";
import { questionLines } from "../claims/question-lines.server.ts";
import { findMonthBatch, loadReviewedBatch, type ReviewedBatch, type ReviewLine } from "./sample-reviews.server.ts";

export type ReviewRequest = GivenReview & {
  readonly month: PlainMonth;
  readonly visitNo: string;
  readonly note: string | null;
};

/** What a verdict can be about: what is paid of the line, or what was asked of a refused one. */
export async function atStakeFen(
  unit: Unit,
  { row }: AuditedVisit,
  place: { readonly line: Pick<ReviewLine, "line">["line"]; readonly runId: string },
): Promise<Fen> {
  if (place.line.group === "refused") return fen(row.line.askedFen);
  return (await findSettledFen(unit, place.runId, row.visit.id)) ?? fen(row.line.proposedFen);
}

type Judging = { readonly found: ReviewedBatch; readonly request: ReviewRequest };

/** The next of the stratum takes the place; a stratum that is used up has none left. @returns its number */
async function replace(unit: Unit, { found, request }: Judging): Promise<string | null> {
  const { seed, lines, judged, batch } = found;
  const taken = new Set(judged.keys());
  const visitNo = replacementFor(request.visitNo, { seed, lines, taken }, sha256Hex);
  if (visitNo === null) return null;
  const ids = await findVisitIds(unit, [visitNo, request.visitNo]);
  await insertReplacement(unit, {
    batchId: batch.id,
    visitId: ids.get(visitNo) ?? "",
    replacesVisitId: ids.get(request.visitNo) ?? "",
  });
  return visitNo;
}

/** Another firm came: the visit is judged again, its open line held, and what a closed month paid of it proposed as a clawback. */
async function questionVisit(unit: Unit, actor: string, { row: { visit } }: AuditedVisit): Promise<void> {
  await insertToJudge(unit, [visit.id]);
  await questionLines(unit, actor, [visit], { ruleCode: SUBCONTRACTED, by: "audit" });
}

async function store(unit: Unit, actor: string, judging: Judging & { audited: AuditedVisit; turn: ReviewTurn }) {
  const { found, request, audited, turn } = judging;
  const { verdict, wrongFen, reason, note, month, visitNo } = request;
  await insertReview(unit, {
    id: unit.newId(),
    batchId: found.batch.id,
    visitId: audited.row.visit.id,
    ...{ turn, verdict, note },
    wrongFen: verdict === "wrong" ? wrongFen : null,
    reasonCode: verdict === "right" ? null : reason,
    evidenceDigest: audited.digest,
    reviewedBy: actor,
    reviewedAt: asDate(unit.now),
  });
  if (verdict === "wrong" && reason === SUBCONTRACTED) await questionVisit(unit, actor, audited);
  const replacement = verdict === "unjudgeable" && turn === "first" ? await replace(unit, judging) : null;
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "sample.review",
    subjectType: "month",
    subjectId: month,
    facts: { visitNo, turn, verdict, wrongFen: wrongFen?.toString() ?? null, replacement },
  });
}

/**
 * Refuses "whole-district-only", "not-found", "evidence-not-shown", and what `turnOf` and `requireReview` refuse.
 * @returns whose turn it was
 */
export async function reviewLine(context: Context, request: ReviewRequest): Promise<ReviewTurn> {
  return inTransaction(context, async (unit) => {
    assertWholeDistrict(unit);
    const batch = await findMonthBatch(unit, request.month);
    if (batch === null) throw new Refusal("not-found");
    await lockBatch(unit, batch.id);
    const found = await loadReviewedBatch(unit, request.month, batch);
    const audited = await loadAudited(unit, request.visitNo);
    const line = found.judged.get(request.visitNo);
    const atStake =
      line === undefined ? fen(0n) : await atStakeFen(unit, audited, { line: line.line, runId: batch.runId });
    const turn = turnOf(
      {
        isDrawn: line !== undefined,
        decidedBy: audited.row.line.decidedBy,
        atStakeFen: atStake,
        isTwice: line?.isTwice ?? false,
        reviews: line?.reviews ?? [],
      },
      context.actor,
    );
    requireReview(request, atStake);
    const seen = {
      lineId: audited.row.line.id,
      person: context.actor,
      digest: audited.digest,
      shownAs: "line",
    } as const;
    if (!(await wasShown(unit, seen))) throw new Refusal("evidence-not-shown");
    await store(unit, context.actor, { found, request, audited, turn });
    return turn;
  });
}
