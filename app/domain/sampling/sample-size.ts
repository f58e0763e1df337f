/** How many lines of a batch are drawn for audit (visit rules 10.1). */
import { twoSidedZ } from "./normal-quantile.ts";

export type SampleSizeRule = {
  /** Share, such as 0.95; policy `audit_confidence`. */
  readonly confidence: number;
  /** Half the width of the interval, as a share; policy `audit_margin`. */
  readonly margin: number;
  /** At least 1: for those who cannot be reached; policy `audit_reserve`. */
  readonly reserve: number;
};

/**
 * `t = z² x 0.25 / e²`, `n = min(N, ceil(reserve x N t / (t + N)))`; nothing of nothing.
 * @param population lines of the batch, a whole number of at least 0
 */
export function sampleSize(population: number, { confidence, margin, reserve }: SampleSizeRule): number {
  if (!Number.isSafeInteger(population) || population < 0) throw new RangeError("a population is a whole number");
  if (!(margin > 0 && margin < 1) || !(reserve >= 1)) throw new RangeError("no margin or reserve");
  if (population === 0) return 0;
  const z = twoSidedZ(confidence);
  const unbounded = (z * z * 0.25) / (margin * margin);
  return Math.min(population, Math.ceil((reserve * population * unbounded) / (unbounded + population)));
}
