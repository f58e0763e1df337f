/** What the published wish for even loads costs the elders: distance, continuity and choice given up for it. */
import type { AllocationCase } from "./allocation-problem.ts";
import { matchingProblem } from "./allocation-problem.ts";
import type { OwnPoints, PriceOfFairness } from "./allocation-result.ts";
import { assignBySize } from "./flow/assign-by-size.ts";
import { costOf } from "./preferences.ts";

/** Matches the month a second time without load costs and compares the elders' own points; both place as many elders as can be. */
export function priceOfFairness(given: AllocationCase, sinkOf: ArrayLike<number>): PriceOfFairness {
  const withLoad = ownPoints(given, sinkOf);
  const isWeighed = given.input.weights.load > 0;
  const withoutLoad = isWeighed ? ownPoints(given, assignBySize(matchingProblem(given, 0)).sinkOf) : withLoad;
  return { withLoad, withoutLoad, points: withLoad.total - withoutLoad.total };
}

function ownPoints({ candidates }: AllocationCase, sinkOf: ArrayLike<number>): OwnPoints {
  const sums = { choice: 0, continuity: 0, travel: 0, failure: 0, partOfMonth: 0 };
  for (const [index, row] of candidates.entries()) {
    const parts = row.find(({ sink, parts: own }) => own !== null && sink === sinkOf[index])?.parts;
    if (!parts) continue;
    sums.choice += parts.choice;
    sums.continuity += parts.continuity;
    sums.travel += parts.travel;
    sums.failure += parts.failure;
    sums.partOfMonth += parts.partOfMonth;
  }
  return { ...sums, total: costOf(sums) };
}
