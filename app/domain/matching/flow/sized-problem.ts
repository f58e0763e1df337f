/** A matching of items of several sizes: elders who take more or fewer visits a month. Loads and capacities count units (visits). */
import type { FlowNetwork, ItemArcs } from "./network.ts";
import { itemCount, ONE_GROUP } from "./network.ts";

export type SizedProblem = {
  readonly arcs: ItemArcs;
  /** Units of each item: whole and above 0. */
  readonly sizes: ArrayLike<number>;
  readonly capacities: ArrayLike<number>;
  /** Cost of a sink's whole load; convex in the load. */
  readonly loadCost: (sink: number, load: number) => number;
  readonly omissionCosts?: ArrayLike<number>;
  /** Capacities in units. */
  readonly groups?: NonNullable<FlowNetwork["groups"]>;
};

/** Items of one size among those of a problem. */
export type SizeClass = { readonly size: number; readonly items: Int32Array };

/** The sizes of a problem, the largest first. */
export function sizeClasses(problem: SizedProblem): SizeClass[] {
  const bySize = new Map<number, number[]>();
  for (let item = 0; item < itemCount(problem); item += 1) {
    const size = problem.sizes[item] ?? 0;
    if (!Number.isInteger(size) || size <= 0) throw new RangeError("an item takes a whole number of units above 0");
    const list = bySize.get(size);
    if (list) list.push(item);
    else bySize.set(size, [item]);
  }
  return [...bySize]
    .sort(([left], [right]) => right - left)
    .map(([size, items]) => ({ size, items: Int32Array.from(items) }));
}

export function groupParents(problem: SizedProblem): readonly number[] {
  return problem.groups?.parents ?? ONE_GROUP;
}

/** The cap of a group of a sink, at `sink * groups + group`, in units. */
export function capacityAt(problem: SizedProblem, node: number): number {
  const groups = groupParents(problem).length;
  if (node % groups === 0) return problem.capacities[node / groups] ?? 0;
  return problem.groups?.capacities[node] ?? Infinity;
}

/** Units in each group of each sink; `skipped` is a size that is not counted. */
export function unitLoads(problem: SizedProblem, sinkOf: ArrayLike<number>, skipped = 0): Float64Array {
  const parents = groupParents(problem);
  const loads = new Float64Array(problem.capacities.length * parents.length);
  for (let item = 0; item < itemCount(problem); item += 1) {
    const [sink, size] = [sinkOf[item] ?? -1, problem.sizes[item] ?? 0];
    if (sink < 0 || size === skipped) continue;
    for (let group = problem.groups?.ofItem[item] ?? 0; group >= 0; group = parents[group] ?? -1)
      loads[sink * parents.length + group] = (loads[sink * parents.length + group] as number) + size;
  }
  return loads;
}

/** Items of one size on top of loads that stay as they are: a network of that size, which is solved exactly. */
export function classNetwork(problem: SizedProblem, { size, items }: SizeClass, loads: Float64Array): FlowNetwork {
  const parents = groupParents(problem);
  const { groups, omissionCosts, loadCost } = problem;
  const room = Array.from(loads, (load, node) => Math.max(0, Math.floor((capacityAt(problem, node) - load) / size)));
  const baseOf = (sink: number) => loads[sink * parents.length] as number;
  return {
    arcs: arcsOfItems(problem.arcs, items),
    capacities: Array.from(problem.capacities, (_, sink) => room[sink * parents.length] ?? 0),
    unitCost: (sink, taken) => {
      const before = baseOf(sink) + taken * size;
      return loadCost(sink, before + size) - loadCost(sink, before);
    },
    ...(omissionCosts ? { omissionCosts: Array.from(items, (item) => omissionCosts[item] ?? 0) } : {}),
    ...(groups
      ? { groups: { parents, ofItem: Array.from(items, (item) => groups.ofItem[item] ?? 0), capacities: room } }
      : {}),
  };
}

function arcsOfItems(arcs: ItemArcs, items: Int32Array): ItemArcs {
  if (items.length === arcs.starts.length - 1) return arcs;
  const starts = new Int32Array(items.length + 1);
  for (const [index, item] of items.entries())
    starts[index + 1] = (starts[index] as number) + (arcs.starts[item + 1] as number) - (arcs.starts[item] as number);
  const total = starts[items.length] as number;
  const [sinks, costs] = [new Int32Array(total), new Float64Array(total)];
  for (const [index, item] of items.entries()) {
    const [from, to] = [arcs.starts[item] as number, arcs.starts[item + 1] as number];
    sinks.set(arcs.sinks.subarray(from, to), starts[index]);
    costs.set(arcs.costs.subarray(from, to), starts[index]);
  }
  return { starts, sinks, costs };
}
