/** Items of a running flow: their arcs, group and present sink, in arrays that grow when items are added or get other arcs. */
import type { FlowNetwork } from "./network.ts";
import { itemCount, largestExactCost, OMISSION_COST } from "./network.ts";

/** Not in the flow: not inserted yet, or removed. */
export const ABSENT = -1;

export class ItemStore {
  count = 0;
  /** Sink of each item; the number of sinks stands for "left out", ABSENT for an item that is not in the flow. */
  sinkOf: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
  groupOf: Int32Array;
  /** Cost of leaving an item out, OMISSION_COST included. */
  omissions: Float64Array;
  /** 1 once the arcs of an item were replaced: moves noted before may carry an old cost. */
  replaced: Uint8Array;
  arcSinks: Int32Array;
  arcCosts: Float64Array;
  readonly sinks: number;
  #arcEnd: number;
  readonly #limit: number;

  constructor(network: FlowNetwork) {
    const items = itemCount(network);
    this.sinks = network.capacities.length;
    this.#limit = largestExactCost(this.sinks);
    this.count = items;
    this.sinkOf = new Int32Array(items).fill(ABSENT);
    this.starts = network.arcs.starts.slice(0, items);
    this.ends = network.arcs.starts.slice(1);
    this.arcSinks = network.arcs.sinks;
    this.arcCosts = network.arcs.costs;
    this.#arcEnd = this.arcSinks.length;
    this.groupOf = new Int32Array(items);
    this.omissions = new Float64Array(items).fill(OMISSION_COST);
    this.replaced = new Uint8Array(items);
    const { groups, omissionCosts } = network;
    if (groups) for (let item = 0; item < items; item += 1) this.groupOf[item] = groups.ofItem[item] ?? 0;
    if (omissionCosts)
      for (let item = 0; item < items; item += 1) this.#omit(item, this.#checked(omissionCosts[item] ?? 0));
    for (const cost of this.arcCosts) this.#checked(cost);
  }

  /** A new item, not yet in the flow; returns its number. */
  add(arcs: readonly (readonly [sink: number, cost: number])[], group: number, omissionCost: number): number {
    const item = this.count;
    this.count += 1;
    if (item >= this.sinkOf.length) this.#growItems();
    this.sinkOf[item] = ABSENT;
    this.groupOf[item] = group;
    this.#omit(item, this.#checked(omissionCost));
    this.#write(item, arcs);
    return item;
  }

  /** Gives an item that is not in the flow other arcs. */
  replace(item: number, arcs: readonly (readonly [sink: number, cost: number])[], omissionCost: number): void {
    this.replaced[item] = 1;
    this.#omit(item, this.#checked(omissionCost));
    this.#write(item, arcs);
  }

  /** Cost of an item at a sink, or of leaving it out; Infinity where it has no arc. */
  costAt(item: number, sink: number): number {
    if (sink === this.sinks) return this.omissions[item] as number;
    const end = this.ends[item] as number;
    for (let arc = this.starts[item] as number; arc < end; arc += 1)
      if (this.arcSinks[arc] === sink) return this.arcCosts[arc] as number;
    return Infinity;
  }

  #omit(item: number, cost: number): void {
    this.omissions[item] = OMISSION_COST + cost;
  }

  #write(item: number, arcs: readonly (readonly [sink: number, cost: number])[]): void {
    if (this.#arcEnd + arcs.length > this.arcSinks.length) this.#growArcs(arcs.length);
    this.starts[item] = this.#arcEnd;
    for (const [sink, cost] of arcs) {
      this.arcSinks[this.#arcEnd] = sink;
      this.arcCosts[this.#arcEnd] = this.#checked(cost);
      this.#arcEnd += 1;
    }
    this.ends[item] = this.#arcEnd;
  }

  #checked(cost: number): number {
    if (!(Math.abs(cost) <= this.#limit)) throw new RangeError("a cost is too large to be added exactly");
    return cost;
  }

  #growItems(): void {
    const size = 2 * this.sinkOf.length + 16;
    const ints = (from: Int32Array) => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    this.sinkOf = ints(this.sinkOf);
    this.starts = ints(this.starts);
    this.ends = ints(this.ends);
    this.groupOf = ints(this.groupOf);
    const omissions = new Float64Array(size);
    omissions.set(this.omissions);
    this.omissions = omissions;
    const replaced = new Uint8Array(size);
    replaced.set(this.replaced);
    this.replaced = replaced;
  }

  #growArcs(more: number): void {
    const size = 2 * this.arcSinks.length + more + 16;
    const sinks = new Int32Array(size);
    sinks.set(this.arcSinks);
    this.arcSinks = sinks;
    const costs = new Float64Array(size);
    costs.set(this.arcCosts);
    this.arcCosts = costs;
  }
}
