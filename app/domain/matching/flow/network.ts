/**
 * The transport network of a matching: items (elders) are sent to sinks (contracts) along arcs with a cost; each sink has a capacity
 * and a convex cost of its load. Items have one size here; `assign-by-size.ts` handles several.
 */

/** Arcs in compressed rows: those of item i are the places `starts[i]` to `starts[i + 1] - 1` of `sinks` and `costs`. */
export type ItemArcs = {
  readonly starts: Int32Array;
  readonly sinks: Int32Array;
  readonly costs: Float64Array;
};

/**
 * Caps on groups of items inside a sink, such as nursing visits inside a contract. Groups are laminar: a tree whose root, group 0, is
 * the whole sink. Each item lies in one group and counts in that group and all groups above it.
 */
export type FlowGroups = {
  /** Parent of each group; -1 for the root, which comes first. A parent has a smaller number than its children. */
  readonly parents: readonly number[];
  readonly ofItem: ArrayLike<number>;
  /** At `sink * parents.length + group`, in items; the entries of the root are not read. */
  readonly capacities: ArrayLike<number>;
};

export type FlowNetwork = {
  readonly arcs: ItemArcs;
  /** Items that each sink may take. */
  readonly capacities: ArrayLike<number>;
  /** Cost of one more item at a sink that holds `taken`; must not fall as `taken` grows, or the result is not the least. */
  readonly unitCost: (sink: number, taken: number) => number;
  /** What an item costs when it is left out, on top of OMISSION_COST; it decides only whom to leave out when places are short. */
  readonly omissionCosts?: ArrayLike<number>;
  readonly groups?: FlowGroups;
};

/**
 * Leaving an item out costs more than any chain of exchanges can, so that the most items are placed first and the cost counts second.
 * Costs are whole numbers and sums along a path stay below 2^53, where every whole number is exact.
 */
export const OMISSION_COST = 2 ** 51;

/** Groups of a network in which only the whole sink is capped. */
export const ONE_GROUP: readonly number[] = [-1];

/** The largest size of an arc's cost with which a network of so many sinks is computed exactly. */
export function largestExactCost(sinks: number): number {
  return Math.floor(OMISSION_COST / (2 * (sinks + 3)));
}

/** Rows of [sink, cost] pairs as arcs. */
export function arcsOf(rows: readonly (readonly (readonly [sink: number, cost: number])[])[]): ItemArcs {
  const starts = new Int32Array(rows.length + 1);
  for (const [item, row] of rows.entries()) starts[item + 1] = (starts[item] as number) + row.length;
  const all = rows.flat();
  return {
    starts,
    sinks: Int32Array.from(all, ([sink]) => sink),
    costs: Float64Array.from(all, ([, cost]) => cost),
  };
}

export function itemCount(network: Pick<FlowNetwork, "arcs">): number {
  return network.arcs.starts.length - 1;
}
