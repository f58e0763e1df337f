/** One drawn visit as an auditor judges it: its evidence, why it was drawn, and whose turn it is. A first verdict is not shown before a second. */
import { Refusal, isRefusal } from "#app/domain/refusal.ts";
import { REVIEW_REASONS, turnOf } from "#app/domain/sampling/reviews.ts";
import { instant, isoText } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inReading, type Context } from "#db/transaction.ts";
import { loadAudited } from "../claims/audit-evidence.server.ts";
import { showAuditItem } from "../claims/show-audit.server.ts";
import { atStakeFen } from "./review-line.server.ts";
import { findMonthBatch, loadReviewedBatch, openVerdict, type ReviewLine } from "./sample-reviews.server.ts";

function shownVerdict(line: ReviewLine) {
  const known = openVerdict(line);
  if (known === "none" || known === "hidden") return null;
  return line.reviews.map(({ turn, verdict, wrongFen, reason, note, by, at }) => ({
    ...{ turn, verdict, wrongFen, reason, note, by, at: isoText(instant(at)) },
  }));
}

/** Refuses "whole-district-only", and "not-found" for a visit that was not drawn. */
export async function showReview(context: Context, month: PlainMonth, visitNo: string) {
  const found = await inReading(context, async (unit) => {
    assertWholeDistrict(unit);
    const batch = await findMonthBatch(unit, month);
    const reviewed = batch === null ? null : await loadReviewedBatch(unit, month, batch);
    const line = reviewed?.judged.get(visitNo);
    if (batch === null || line === undefined) throw new Refusal("not-found");
    const audited = await loadAudited(unit, visitNo);
    const place = { line: line.line, runId: batch.runId };
    return { line, decidedBy: audited.row.line.decidedBy, atStakeFen: await atStakeFen(unit, audited, place) };
  });
  const { line, decidedBy } = found;
  let turn: ReturnType<typeof turnOf> | null = null;
  let barred: string | null = null;
  try {
    turn = turnOf({ ...line, isDrawn: true, decidedBy, atStakeFen: found.atStakeFen }, context.actor);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    barred = thrown.code;
  }
  return {
    month,
    item: await showAuditItem(context, visitNo),
    position: line.line.drawnAs,
    reasons: line.line.reasons,
    replaces: line.replaces,
    group: line.line.group,
    ...{ turn, barred, atStakeFen: found.atStakeFen, verdicts: shownVerdict(line) },
    choices: REVIEW_REASONS,
  };
}
