/** How a sample is spread over the strata of a batch: provider by category of finding (visit rules 10.2). */

export type Stratum = {
  readonly key: string;
  /** Lines in the stratum. */
  readonly size: number;
};

/**
 * Largest remainder over the sizes; between equal remainders the earlier key (by code unit order) wins. No stratum gets more than it
 * holds, because a sample is at most the batch.
 * @returns draws by key, in sum `wanted`. RangeError when more is wanted than there is.
 */
export function spreadSample(wanted: number, strata: readonly Stratum[]): Map<string, number> {
  const population = strata.reduce((sum, { size }) => sum + size, 0);
  if (wanted < 0 || wanted > population) throw new RangeError("a sample is at most the batch");
  const shares = strata.map(({ key, size }) => ({
    key,
    whole: population === 0 ? 0 : Math.floor((wanted * size) / population),
    remainder: population === 0 ? 0 : (wanted * size) % population,
  }));
  let rest = wanted - shares.reduce((sum, { whole }) => sum + whole, 0);
  shares.sort((left, right) => right.remainder - left.remainder || (left.key < right.key ? -1 : 1));
  return new Map(
    shares.map(({ key, whole }) => {
      const extra = rest > 0 ? 1 : 0;
      rest -= extra;
      return [key, whole + extra];
    }),
  );
}

/** Raises each stratum to its floor, on top of the sample; a stratum smaller than its floor is drawn whole. */
export function raiseToFloors(
  spread: ReadonlyMap<string, number>,
  strata: readonly Stratum[],
  floor: number,
): Map<string, number> {
  return new Map(strata.map(({ key, size }) => [key, Math.max(spread.get(key) ?? 0, Math.min(size, floor))]));
}
