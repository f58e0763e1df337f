/** A drawn batch with its reviews: what each line was drawn for, who judged it, what stands in for what. Shown and written from here. */
import { secondReviews } from "#app/domain/sampling/replacements.ts";
import type { StoredLine } from "#app/domain/sampling/redraw.ts";
import type { JudgedLine } from "#app/domain/sampling/reviews.ts";
import type { PolicyParameters } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { findLiveRun } from "#db/repositories/claims.ts";
import { findPeriod } from "#db/repositories/ledger.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { listReviews, type StoredReview } from "#db/repositories/sample-reviews.ts";
import { findSampleBatch, findSampleSeed, type SampleBatchRow } from "#db/repositories/samples.ts";
import type { Unit } from "#db/transaction.ts";
import { loadStoredDraw } from "./stored-draw.server.ts";

/** A line that is judged: drawn, or in the place of one that was. */
export type ReviewLine = {
  readonly line: StoredLine;
  /** The visit whose place it took; null for a drawn one. */
  readonly replaces: string | null;
  readonly isTwice: boolean;
  readonly isBySize: boolean;
  readonly reviews: readonly StoredReview[];
};

export type ReviewedBatch = {
  readonly batch: SampleBatchRow;
  readonly parameters: PolicyParameters;
  readonly seed: string;
  readonly lines: readonly StoredLine[];
  /** By visit number, drawn lines in the order of the draw and then their replacements. */
  readonly judged: ReadonlyMap<string, ReviewLine>;
};

/** Drawn by size, or standing for such a line through any number of replacements. */
function bySize(
  visitNo: string,
  lines: ReadonlyMap<string, StoredLine>,
  replaces: ReadonlyMap<string, string>,
): boolean {
  const before = replaces.get(visitNo);
  return before === undefined
    ? (lines.get(visitNo)?.reasons.includes("size") ?? false)
    : bySize(before, lines, replaces);
}

/** The batch of the month's live run; null when nothing was drawn. */
export async function findMonthBatch(unit: Unit, month: PlainMonth): Promise<SampleBatchRow | null> {
  const period = await findPeriod(unit, month);
  const run = period === null || period.state === "open" ? null : await findLiveRun(unit, period.id);
  return run === null ? null : findSampleBatch(unit, run.id);
}

export async function loadReviewedBatch(unit: Unit, month: PlainMonth, batch: SampleBatchRow): Promise<ReviewedBatch> {
  const seed = await findSampleSeed(unit, month);
  const policy = (await listPolicyVersions(unit)).find((version) => version.id === batch.policyVersion);
  if (!policy) throw new Refusal("no-policy-in-force", { on: month });
  const { lines, replacements } = await loadStoredDraw(unit, batch, seed?.revealedValue ?? "");
  const reviews = await listReviews(unit, batch.id);
  const byNo = new Map(lines.map((line) => [line.visitNo, line]));
  const replaces = new Map(replacements.map((one) => [one.visitNo, one.replaces]));
  const drawn = lines.filter((line) => line.drawnAs !== null);
  drawn.sort((left, right) => (left.drawnAs ?? 0) - (right.drawnAs ?? 0));
  const numbers = drawn.map((line) => line.visitNo);
  const twice = secondReviews(batch.seed, numbers, policy.parameters.audit_blind_double_pct, sha256Hex);
  const judged = [...drawn, ...replacements.flatMap((one) => byNo.get(one.visitNo) ?? [])].map(
    (line): [string, ReviewLine] => [
      line.visitNo,
      {
        line,
        replaces: replaces.get(line.visitNo) ?? null,
        isTwice: twice.has(line.visitNo),
        isBySize: bySize(line.visitNo, byNo, replaces),
        reviews: reviews.filter((review) => review.visitNo === line.visitNo),
      },
    ],
  );
  return { batch, parameters: policy.parameters, seed: batch.seed, lines, judged: new Map(judged) };
}

/** The lines with a verdict, as the rates read them. */
export function judgedLines({ judged }: Pick<ReviewedBatch, "judged">): JudgedLine[] {
  return [...judged.values()].flatMap(({ line, isBySize, reviews }) => {
    const first = reviews.find((review) => review.turn === "first");
    const second = reviews.find((review) => review.turn === "second");
    if (!first) return [];
    const { providerCode, group } = line;
    const { verdict, wrongFen } = first;
    return [{ providerCode, group, isBySize, verdict, wrongFen, second: second?.verdict ?? null }];
  });
}

/** What everybody may know of a line's reviews: a first verdict stays unseen while a second one is still to come. */
export function openVerdict({ isTwice, reviews }: ReviewLine): "none" | "hidden" | StoredReview {
  const first = reviews.find((review) => review.turn === "first");
  if (!first) return "none";
  return isTwice && reviews.length < 2 ? "hidden" : first;
}
