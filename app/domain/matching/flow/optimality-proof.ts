/**
 * Proof that an assignment costs the least: prices of places whose dual bound equals its cost. The check reads the problem, the
 * assignment and the prices alone and shares no code with the search, so that whoever holds the three can repeat it. Equality is the
 * same as "no cycle of exchanges has a negative cost" (linear programming duality); sums are exact at any size.
 */
import type { FlowNetwork } from "./network.ts";
import { itemCount, OMISSION_COST, ONE_GROUP } from "./network.ts";

export type CostProof = {
  /** Arcs, loads and omissions; OMISSION_COST for each item left out is not counted in. */
  readonly cost: number;
  /** No assignment that leaves out as many costs less than this; null when one might leave out fewer, as far as the prices tell. */
  readonly bound: number | null;
  readonly leftOut: number;
  /** Every capacity is kept, every item lies on an arc, and the cost equals the bound. */
  readonly isLeast: boolean;
};

/**
 * `sinkOf` gives the sink of each item or -1; `prices` lie at `sink * groups + group` and may be any whole numbers: wrong ones only
 * make a lower bound. `sizes` asks for the bound of the problem in which an item may be split into that many units among sinks, with
 * prices, capacities and load costs by the unit.
 */
export function proveLeastCost(
  network: FlowNetwork,
  sinkOf: ArrayLike<number>,
  prices: ArrayLike<number>,
  sizes: ArrayLike<number> | null = null,
): CostProof {
  const view = viewOf(network, sizes);
  const primal = primalOf(view, sinkOf);
  const dual = dualOf(view, prices);
  const omitted = BigInt(OMISSION_COST) * BigInt(primal.leftOut);
  const bound = dual - omitted;
  return {
    cost: Number(primal.cost),
    bound: bound < -BigInt(OMISSION_COST) / 2n ? null : Number(bound),
    leftOut: primal.leftOut,
    isLeast: primal.isAllowed && bound === primal.cost,
  };
}

type View = {
  readonly network: FlowNetwork;
  readonly parents: readonly number[];
  readonly sizeOf: (item: number) => number;
};

function viewOf(network: FlowNetwork, sizes: ArrayLike<number> | null): View {
  return { network, parents: network.groups?.parents ?? ONE_GROUP, sizeOf: (item) => sizes?.[item] ?? 1 };
}

/** Adds whole numbers exactly, in batches that stay below 2^53. */
class WholeSum {
  #total = 0n;
  #batch = 0;

  add(value: number): void {
    if (Math.abs(value) < 2 ** 51 && Math.abs(this.#batch) < 2 ** 51) {
      this.#batch += value;
      return;
    }
    this.#total += BigInt(this.#batch) + BigInt(value);
    this.#batch = 0;
  }

  get total(): bigint {
    return this.#total + BigInt(this.#batch);
  }
}

function primalOf(view: View, sinkOf: ArrayLike<number>) {
  const { network, parents } = view;
  const { arcs, groups, omissionCosts, capacities } = network;
  const loads = new Float64Array(capacities.length * parents.length);
  const cost = new WholeSum();
  let [leftOut, isAllowed] = [0, true];
  for (let item = 0; item < itemCount(network); item += 1) {
    const sink = sinkOf[item] ?? -1;
    if (sink < 0) {
      leftOut += 1;
      cost.add(omissionCosts?.[item] ?? 0);
      continue;
    }
    const own = arcCost(arcs, item, sink);
    if (own === null) isAllowed = false;
    cost.add(own ?? 0);
    for (let group = groups?.ofItem[item] ?? 0; group >= 0; group = parents[group] ?? -1)
      loads[sink * parents.length + group] = (loads[sink * parents.length + group] as number) + view.sizeOf(item);
  }
  for (let sink = 0; sink < capacities.length; sink += 1) {
    const load = loads[sink * parents.length] as number;
    for (let taken = 0; taken < load; taken += 1) cost.add(network.unitCost(sink, taken));
  }
  isAllowed &&= loads.every((load, node) => load <= capacityAt(view, node));
  return { cost: cost.total, leftOut, isAllowed };
}

function arcCost(arcs: FlowNetwork["arcs"], item: number, sink: number): number | null {
  for (let arc = arcs.starts[item] as number; arc < (arcs.starts[item + 1] as number); arc += 1)
    if (arcs.sinks[arc] === sink) return arcs.costs[arc] as number;
  return null;
}

function capacityAt({ network, parents }: View, node: number): number {
  if (node % parents.length === 0) return network.capacities[node / parents.length] ?? 0;
  return network.groups?.capacities[node] ?? Infinity;
}

/** The least that any assignment can cost when places are paid at these prices. */
function dualOf(view: View, prices: ArrayLike<number>): bigint {
  const { network, parents } = view;
  const { arcs, groups, omissionCosts, capacities } = network;
  const sum = new WholeSum();
  for (let item = 0; item < itemCount(network); item += 1) {
    const group = groups?.ofItem[item] ?? 0;
    const size = view.sizeOf(item);
    let least = OMISSION_COST + (omissionCosts?.[item] ?? 0);
    for (let arc = arcs.starts[item] as number; arc < (arcs.starts[item + 1] as number); arc += 1) {
      const price = prices[(arcs.sinks[arc] as number) * parents.length + group] ?? 0;
      least = Math.min(least, (arcs.costs[arc] as number) + size * price);
    }
    sum.add(least);
  }
  let total = sum.total;
  const units = unitsOf(view);
  for (let node = 0; node < capacities.length * parents.length; node += 1) {
    const group = node % parents.length;
    const capacity = Math.min(units, capacityAt(view, node));
    const price = prices[node] ?? 0;
    if (group === 0) total += profit(network, node / parents.length, { capacity, price });
    else total += BigInt(capacity) * BigInt(Math.min(0, (prices[node - group + (parents[group] ?? 0)] ?? 0) - price));
  }
  return total;
}

function unitsOf(view: View): number {
  let units = 0;
  for (let item = 0; item < itemCount(view.network); item += 1) units += view.sizeOf(item);
  return units;
}

/** The least of load cost minus price over all loads that the sink can carry: as many as cost less than they pay. */
function profit(network: FlowNetwork, sink: number, at: { readonly capacity: number; readonly price: number }): bigint {
  const sum = new WholeSum();
  for (let taken = 0; taken < at.capacity; taken += 1) {
    const cost = network.unitCost(sink, taken) - at.price;
    if (cost >= 0) break;
    sum.add(cost);
  }
  return sum.total;
}
