/**
 * Assigns items to sinks of limited capacity at least total cost: successive shortest paths on the exchange graph of the sinks. A new
 * item enters some sink; where that is full, one of its items moves on, and so along a path that ends where there is room. The load
 * cost of each sink is convex. With items of one size the result is a least-cost assignment, and nobody is left out who could be
 * placed; with several sizes larger items go first and the same holds for each path.
 */

export type FlowItem = {
  readonly size: number;
  /** Sinks that may take the item, with the cost of each. */
  readonly arcs: ReadonlyMap<number, number>;
};

export type FlowProblem = {
  readonly items: readonly FlowItem[];
  readonly capacities: readonly number[];
  /** Cost of a sink's whole load; convex in the load. */
  readonly loadCost: (sink: number, load: number) => number;
};

export type FlowResult = {
  /** Sink of each item, or -1. */
  readonly sinkOf: readonly number[];
  readonly loads: readonly number[];
};

/** Least-cost assignment; deterministic in the order of the items. */
export function assignAtLeastCost(problem: FlowProblem): FlowResult {
  const flow = new ExchangeFlow(problem);
  const order = problem.items
    .map((item, index) => ({ item, index }))
    .sort((left, right) => right.item.size - left.item.size || left.index - right.index);
  for (const { index } of order) flow.insert(index);
  return { sinkOf: [...flow.sinkOf], loads: [...flow.loads] };
}

/** A cheapest item to move from one sink to another. */
type Move = { readonly item: number; readonly cost: number };

class ExchangeFlow {
  readonly sinkOf: Int32Array;
  readonly loads: number[];
  readonly #problem: FlowProblem;
  readonly #sinks: number;
  readonly #sizes: readonly number[];
  readonly #members: Set<number>[];
  /** By node (sink and size of the leaving item): the cheapest move to every other sink. */
  readonly #moves: Map<number, Move>[];
  readonly #distance: Float64Array;
  readonly #parent: Int32Array;

  constructor(problem: FlowProblem) {
    this.#problem = problem;
    this.#sinks = problem.capacities.length;
    this.#sizes = [...new Set(problem.items.map(({ size }) => size))].sort((left, right) => right - left);
    this.sinkOf = new Int32Array(problem.items.length).fill(-1);
    this.loads = problem.capacities.map(() => 0);
    this.#members = problem.capacities.map(() => new Set());
    const nodes = this.#sinks * this.#sizes.length;
    this.#moves = Array.from({ length: nodes }, () => new Map());
    this.#distance = new Float64Array(nodes);
    this.#parent = new Int32Array(nodes);
  }

  /** Puts an item in at least cost; leaves it out when no path ends where there is room. */
  insert(item: number): void {
    const source = this.#problem.items[item];
    if (!source) return;
    this.#search(source);
    for (const node of this.#endings()) {
      const path = this.#pathTo(node);
      if (path === null) continue;
      this.#shift(item, path);
      return;
    }
  }

  /** Bellman-Ford from the new item over nodes "sink taking in an item of this size". */
  #search(source: FlowItem): void {
    this.#distance.fill(Infinity);
    this.#parent.fill(-1);
    let changed = new Set<number>();
    for (const [sink, cost] of source.arcs) {
      const node = this.#node(sink, this.#sizes.indexOf(source.size));
      this.#distance[node] = cost;
      changed.add(node);
    }
    for (let round = 0; changed.size > 0 && round < this.#distance.length; round += 1) {
      const next = new Set<number>();
      for (const node of changed) this.#relax(node, next);
      changed = next;
    }
  }

  /** One item of some size leaves the sink so that the entering one fits. */
  #relax(node: number, changed: Set<number>): void {
    const sink = Math.floor(node / this.#sizes.length);
    const entering = this.#sizes[node % this.#sizes.length] ?? 0;
    const load = this.loads[sink] ?? 0;
    for (const [place, leaving] of this.#sizes.entries()) {
      const after = load - leaving + entering;
      if (after > (this.#problem.capacities[sink] ?? 0)) continue;
      const change = this.#problem.loadCost(sink, after) - this.#problem.loadCost(sink, load);
      for (const [target, move] of this.#moves[this.#node(sink, place)] ?? []) {
        const next = this.#node(target, place);
        const distance = (this.#distance[node] ?? Infinity) + move.cost + change;
        if (distance >= (this.#distance[next] ?? Infinity)) continue;
        this.#distance[next] = distance;
        this.#parent[next] = node;
        changed.add(next);
      }
    }
  }

  /** Nodes whose sink has room, the cheapest first. */
  #endings(): number[] {
    const endings: { readonly node: number; readonly cost: number }[] = [];
    for (let node = 0; node < this.#distance.length; node += 1) {
      const sink = Math.floor(node / this.#sizes.length);
      const load = this.loads[sink] ?? 0;
      const after = load + (this.#sizes[node % this.#sizes.length] ?? 0);
      const distance = this.#distance[node] ?? Infinity;
      if (distance === Infinity || after > (this.#problem.capacities[sink] ?? 0)) continue;
      const cost = distance + this.#problem.loadCost(sink, after) - this.#problem.loadCost(sink, load);
      endings.push({ node, cost });
    }
    return endings.sort((left, right) => left.cost - right.cost || left.node - right.node).map(({ node }) => node);
  }

  /** Nodes from the first to the given one; null when a sink comes twice, because its load was then counted wrongly. */
  #pathTo(node: number): number[] | null {
    const path: number[] = [];
    const seen = new Set<number>();
    for (let at = node; at >= 0; at = this.#parent[at] ?? -1) {
      const sink = Math.floor(at / this.#sizes.length);
      if (seen.has(sink)) return null;
      seen.add(sink);
      path.unshift(at);
    }
    return path;
  }

  #shift(item: number, path: readonly number[]): void {
    const moved: { readonly item: number; readonly sink: number }[] = [];
    let entering = item;
    for (const [place, node] of path.entries()) {
      const sink = Math.floor(node / this.#sizes.length);
      moved.push({ item: entering, sink });
      const next = path[place + 1];
      if (next === undefined) break;
      const target = Math.floor(next / this.#sizes.length);
      const leaving = this.#moves[this.#node(sink, next % this.#sizes.length)]?.get(target);
      if (!leaving) throw new RangeError("a path follows moves that exist");
      entering = leaving.item;
    }
    for (const { item: one, sink } of moved) this.#settle(one, sink);
    for (const { sink } of moved) this.#findMoves(sink);
  }

  #settle(item: number, sink: number): void {
    const size = this.#problem.items[item]?.size ?? 0;
    const before = this.sinkOf[item] ?? -1;
    if (before >= 0) {
      this.#members[before]?.delete(item);
      this.loads[before] = (this.loads[before] ?? 0) - size;
    }
    this.#members[sink]?.add(item);
    this.loads[sink] = (this.loads[sink] ?? 0) + size;
    this.sinkOf[item] = sink;
  }

  #findMoves(sink: number): void {
    for (const place of this.#sizes.keys()) this.#moves[this.#node(sink, place)]?.clear();
    for (const index of [...(this.#members[sink] ?? [])].sort((left, right) => left - right)) {
      const item = this.#problem.items[index];
      if (!item) continue;
      const moves = this.#moves[this.#node(sink, this.#sizes.indexOf(item.size))];
      const here = item.arcs.get(sink) ?? 0;
      for (const [target, cost] of item.arcs) {
        if (target === sink) continue;
        const known = moves?.get(target);
        if (!known || cost - here < known.cost) moves?.set(target, { item: index, cost: cost - here });
      }
    }
  }

  #node(sink: number, size: number): number {
    return sink * this.#sizes.length + size;
  }
}
