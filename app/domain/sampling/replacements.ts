/**
 * Who takes the place of a drawn line that cannot be judged (visit rules 10.3): the next of its stratum in the order of the draw, so
 * that no auditor picks. A replacement that cannot be judged either is replaced in the same way.
 */
import type { SampleLine } from "./draw-sample.ts";
import { stratumOf } from "./draw-sample.ts";
import type { Sha256Hex } from "./seeded-draw.ts";
import { orderOfDraw } from "./seeded-draw.ts";

/** Parts of a whole; counts of lines are no money. */
const PER_CENT = 100;

type Placed = Pick<SampleLine, "visitNo" | "group" | "providerCode" | "category">;

export type ReplacementFacts = {
  readonly seed: string;
  readonly lines: readonly Placed[];
  /** Drawn or replacing already. */
  readonly taken: ReadonlySet<string>;
};

/** The visit number of the replacement; null when the stratum has no line left. */
export function replacementFor(
  visitNo: string,
  { seed, lines, taken }: ReplacementFacts,
  sha256: Sha256Hex,
): string | null {
  const line = lines.find((one) => one.visitNo === visitNo);
  if (!line) throw new RangeError(`not a line of the batch: ${visitNo}`);
  const alike = lines.filter((one) => stratumOf(one) === stratumOf(line) && !taken.has(one.visitNo));
  return (
    orderOfDraw(
      seed,
      alike.map((one) => one.visitNo),
      sha256,
    )[0] ?? null
  );
}

/**
 * Which of the drawn lines are judged a second time by somebody who does not see the first verdict: a share of them, at least one, by
 * keys of their own, so that nobody knows at the draw which they will be without drawing again.
 */
export function secondReviews(
  seed: string,
  drawn: readonly string[],
  percent: number,
  sha256: Sha256Hex,
): ReadonlySet<string> {
  const count = Math.min(drawn.length, Math.ceil((drawn.length * percent) / PER_CENT));
  return new Set(orderOfDraw(sha256(`${seed}\nblind`), drawn, sha256).slice(0, count));
}
