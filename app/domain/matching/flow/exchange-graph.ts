/**
 * The residual graph of a flow, reduced to the sinks. A node is a group inside a place (a sink, or "left out"); the last node, the
 * top, is what all loads flow into. From node to node lead moves of items (the cheapest item of each pair) and, inside a sink, the
 * tree of groups: up to the parent while the cap leaves room, down while there is load that can give way.
 *
 * Prices turn every arc's cost non-negative (cost + price at its end - price at its start), so that Dijkstra's search finds shortest
 * exchanges, and they prove afterwards that no cheaper exchange exists. The price of a sink is what one more place there is worth.
 */
import type { MoveHeaps } from "./move-heaps.ts";
import type { FlowNetwork } from "./network.ts";
import { ONE_GROUP } from "./network.ts";

export type Exchange = {
  /** In the order in which the path passes them. */
  readonly moves: readonly { readonly item: number; readonly to: number }[];
  /** Nodes whose load rises or falls by one. */
  readonly up: readonly number[];
  readonly down: readonly number[];
};

export class ExchangeGraph {
  readonly places: number;
  readonly groups: number;
  /** The node that all loads flow into. */
  readonly top: number;
  readonly prices: Float64Array;
  readonly loads: Int32Array;
  readonly capacities: Float64Array;
  readonly parents: Int32Array;
  /** Cost of one more unit from a node to its parent, Infinity at the cap; of one unit less, Infinity without load. */
  readonly upCosts: Float64Array;
  readonly downCosts: Float64Array;
  readonly distances: Float64Array;
  readonly #previous: Int32Array;
  readonly #done: Uint8Array;
  readonly #heaps: MoveHeaps;
  readonly #network: FlowNetwork;
  readonly #groupParents: readonly number[];

  constructor(network: FlowNetwork, heaps: MoveHeaps) {
    this.#network = network;
    this.#heaps = heaps;
    this.#groupParents = network.groups?.parents ?? ONE_GROUP;
    this.places = heaps.places;
    this.groups = this.#groupParents.length;
    this.top = this.places * this.groups;
    this.prices = new Float64Array(this.top + 1);
    this.loads = new Int32Array(this.top);
    this.capacities = new Float64Array(this.top).fill(Infinity);
    this.parents = new Int32Array(this.top + 1).fill(-2);
    this.upCosts = new Float64Array(this.top);
    this.downCosts = new Float64Array(this.top).fill(Infinity);
    this.distances = new Float64Array(this.top + 1);
    this.#previous = new Int32Array(this.top + 1);
    this.#done = new Uint8Array(this.top + 1);
    this.#build();
  }

  node(place: number, group: number): number {
    return place * this.groups + group;
  }

  placeOf(node: number): number {
    return Math.floor(node / this.groups);
  }

  /** Computes again what a node's tree arc costs after its load or cap changed. */
  refresh(node: number): void {
    const load = this.loads[node] as number;
    const place = this.placeOf(node);
    const costs = node === place * this.groups && place < this.places - 1;
    const unitCost = this.#network.unitCost;
    this.upCosts[node] = load >= (this.capacities[node] as number) ? Infinity : costs ? unitCost(place, load) : 0;
    this.downCosts[node] = load <= 0 ? Infinity : costs ? -unitCost(place, load - 1) : 0;
  }

  /** Forgets the last search; then come `label` for each start and `search`. */
  reset(): void {
    this.distances.fill(Infinity);
    this.#previous.fill(-1);
    this.#done.fill(0);
  }

  label(node: number, distance: number): void {
    if (distance < (this.distances[node] as number)) this.distances[node] = distance;
  }

  /** Dijkstra over the arcs at reduced cost; stops at the target. Infinity when it cannot be reached. */
  search(target: number): number {
    const { distances, top } = this;
    const done = this.#done;
    for (;;) {
      let [node, least] = [-1, Infinity];
      if ((distances[target] as number) < least) [node, least] = [target, distances[target] as number];
      for (let other = 0; other <= top; other += 1) {
        if (done[other] === 1 || (distances[other] as number) >= least) continue;
        least = distances[other] as number;
        node = other;
      }
      if (node < 0 || node === target) return least;
      done[node] = 1;
      if (node === top) this.#relaxTop();
      else this.#relax(node);
    }
  }

  /** Raises or lowers prices by the last search, as far as `limit`, so that its shortest path costs nothing and no arc less. */
  reprice(limit: number): void {
    const { prices, distances, top } = this;
    const shift = Math.min(distances[top] as number, limit);
    for (let node = 0; node < top; node += 1) {
      prices[node] = (prices[node] as number) + (shift - Math.min(distances[node] as number, limit));
      if (this.loads[node] === 0) this.#lift(node);
    }
  }

  /** The highest price that `reprice` would give. */
  highestPrice(limit: number): number {
    const { prices, distances, top } = this;
    const shift = Math.min(distances[top] as number, limit);
    let highest = -Infinity;
    for (let node = 0; node < top; node += 1)
      highest = Math.max(highest, (prices[node] as number) + (shift - Math.min(distances[node] as number, limit)));
    return highest;
  }

  /** What happens along the path that the last search found. */
  exchangeTo(target: number): Exchange & { readonly start: number } {
    const moves: { readonly item: number; readonly to: number }[] = [];
    const [up, down]: [number[], number[]] = [[], []];
    let node = target;
    for (;;) {
      const from = this.#previous[node] as number;
      if (from < 0) break;
      if (this.parents[from] === node) up.push(from);
      else if (this.parents[node] === from) down.push(node);
      else {
        const to = this.placeOf(node);
        moves.push({ item: this.#heaps.items[from * this.places + to] as number, to });
      }
      node = from;
    }
    return { start: node, moves: moves.reverse(), up, down };
  }

  #build(): void {
    const { groups: given, capacities } = this.#network;
    for (let node = 0; node < this.top; node += 1) {
      const place = this.placeOf(node);
      const group = node % this.groups;
      const above = this.#groupParents[group] ?? -1;
      this.parents[node] = above < 0 ? this.top : this.node(place, above);
      if (place < this.places - 1)
        this.capacities[node] = (group === 0 ? capacities[place] : given?.capacities[node]) ?? Infinity;
      this.refresh(node);
      // No price may lie above what the next unit really costs.
      if (place < this.places - 1 && group === 0) this.prices[node] = Math.min(0, this.upCosts[node] as number);
      if (group > 0) this.prices[node] = this.prices[this.parents[node] as number] as number;
    }
  }

  /** Nothing bounds the price of an empty node from below: it is kept from drifting to where sums are no longer exact. */
  #lift(node: number): void {
    const floor = Math.min(0, (this.upCosts[node] as number) + (this.prices[this.parents[node] as number] as number));
    if ((this.prices[node] as number) < floor) this.prices[node] = floor;
  }

  #relax(node: number): void {
    const { prices, places, groups, parents } = this;
    const { costs } = this.#heaps;
    const base = (this.distances[node] as number) - (prices[node] as number);
    const group = node % groups;
    const row = node * places;
    for (let place = 0; place < places; place += 1) {
      const cost = costs[row + place] as number;
      if (cost === Infinity) continue;
      const other = place * groups + group;
      this.#reach(other, base + cost + (prices[other] as number), node);
    }
    const above = parents[node] as number;
    this.#reach(above, base + (this.upCosts[node] as number) + (prices[above] as number), node);
    for (let child = 1; child < groups; child += 1) {
      const below = node - group + child;
      if (parents[below] === node)
        this.#reach(below, base + (this.downCosts[below] as number) + (prices[below] as number), node);
    }
  }

  #relaxTop(): void {
    const base = this.distances[this.top] as number;
    for (let place = 0; place < this.places; place += 1) {
      const node = place * this.groups;
      this.#reach(node, base + (this.downCosts[node] as number) + (this.prices[node] as number), this.top);
    }
  }

  #reach(node: number, distance: number, from: number): void {
    if (distance >= (this.distances[node] as number)) return;
    this.distances[node] = distance;
    this.#previous[node] = from;
  }
}
