/**
 * Exact matching at least cost by successive shortest exchanges. An item that comes in enters some sink; where that is full or dear, an
 * item of it moves on, and so along the cheapest path to where there is room. After every call the flow is a least-cost one for the
 * items in it: as many placed as can be, at the least cost among those, counting arcs, load costs and whom it leaves out.
 *
 * Exact: items of one size, whole costs, convex load costs, capacities, laminar groups, and every change made later (an item more or
 * less, other arcs, another capacity), each by one shortest path, or one for each unit of capacity. Not here: items of several sizes.
 *
 * Time for n items with k arcs each and m sinks: O(n (m * reached + k log n)), where `reached` is the number of sinks a search settles
 * (at most m, and few in practice, because prices let it stop early); memory O(n k + m^2).
 */
import { ExchangeGraph } from "./exchange-graph.ts";
import type { Exchange } from "./exchange-graph.ts";
import { ABSENT, ItemStore } from "./item-store.ts";
import { MoveHeaps } from "./move-heaps.ts";
import type { FlowNetwork } from "./network.ts";
import { itemCount, OMISSION_COST } from "./network.ts";

export type NewArcs = readonly (readonly [sink: number, cost: number])[];

/** What happens when an item is put somewhere else: what it costs all together, and who has to move where. */
export type ForcedExchange = {
  readonly cost: number;
  readonly moves: Exchange["moves"];
};

export class ExchangeFlow {
  readonly #network: FlowNetwork;
  readonly #store: ItemStore;
  readonly #heaps: MoveHeaps;
  readonly #graph: ExchangeGraph;
  readonly #outside: number;

  /** An empty flow over the network; no item is in it yet. */
  constructor(network: FlowNetwork) {
    this.#network = network;
    this.#store = new ItemStore(network);
    this.#heaps = new MoveHeaps(this.#store, network.groups?.parents.length ?? 1);
    this.#graph = new ExchangeGraph(network, this.#heaps);
    this.#outside = network.capacities.length;
  }

  /** A flow of all items of the network, put in in their order. */
  static of(network: FlowNetwork): ExchangeFlow {
    const flow = new ExchangeFlow(network);
    for (let item = 0; item < itemCount(network); item += 1) flow.insert(item);
    return flow;
  }

  /** Sink of an item; -1 when it is left out or not in the flow. */
  sinkOf(item: number): number {
    const place = this.#store.sinkOf[item] ?? ABSENT;
    return place === this.#outside ? -1 : place;
  }

  /** Sinks of all items, -1 for those without one. */
  sinks(): Int32Array {
    return Int32Array.from({ length: this.#store.count }, (_, item) => this.sinkOf(item));
  }

  /** Items in a sink, or in one group of it. */
  load(sink: number, group = 0): number {
    return this.#graph.loads[this.#graph.node(sink, group)] ?? 0;
  }

  leftOut(): number {
    return this.#graph.loads[this.#graph.node(this.#outside, 0)] ?? 0;
  }

  /** At `sink * groups + group`: what one more place there is worth. With `proveLeastCost` they prove the flow. */
  prices(): Float64Array {
    return this.#graph.prices.slice(0, this.#outside * this.#graph.groups);
  }

  /** Puts an item in; it is left out only if no exchange makes room, or another item is cheaper to leave out and makes room for it. */
  insert(item: number): void {
    const store = this.#store;
    if (store.sinkOf[item] !== ABSENT) throw new RangeError("the item is in the flow already");
    const graph = this.#graph;
    for (;;) {
      graph.reset();
      const group = store.groupOf[item] as number;
      const end = store.ends[item] as number;
      for (let arc = store.starts[item] as number; arc < end; arc += 1) {
        const node = graph.node(store.arcSinks[arc] as number, group);
        graph.label(node, (store.arcCosts[arc] as number) + (graph.prices[node] as number));
      }
      const outside = graph.node(this.#outside, group);
      graph.label(outside, (store.omissions[item] as number) + (graph.prices[outside] as number));
      const distance = graph.search(graph.top);
      if (this.#mustOpenOutside(distance)) continue;
      graph.reprice(distance);
      const exchange = graph.exchangeTo(graph.top);
      this.#apply(exchange);
      this.#heaps.enter(item, graph.placeOf(exchange.start));
      return;
    }
  }

  /** Takes an item out; its place goes to whoever gains most by it, along a path of exchanges. */
  remove(item: number): void {
    const place = this.#store.sinkOf[item] ?? ABSENT;
    if (place === ABSENT) throw new RangeError("the item is not in the flow");
    this.#heaps.leave(item, ABSENT);
    const node = this.#graph.node(place, this.#store.groupOf[item] as number);
    this.#shortest(this.#graph.top, node);
  }

  /** Adds an item that the network did not have and puts it in; returns its number. */
  add(arcs: NewArcs, options: { readonly group?: number; readonly omissionCost?: number } = {}): number {
    const item = this.#store.add(arcs, options.group ?? 0, options.omissionCost ?? 0);
    this.insert(item);
    return item;
  }

  /** Gives an item other arcs, such as another choice, and finds its best place. */
  changeArcs(item: number, arcs: NewArcs, omissionCost = 0): void {
    if (this.#store.sinkOf[item] !== ABSENT) this.remove(item);
    this.#store.replace(item, arcs, omissionCost);
    this.insert(item);
  }

  /** Changes how many items a sink, or a group of it, may take; one path for each item that has to leave or can come in. */
  changeCapacity(sink: number, capacity: number, group = 0): void {
    const graph = this.#graph;
    const node = graph.node(sink, group);
    const above = graph.parents[node] as number;
    graph.capacities[node] = capacity;
    graph.refresh(node);
    if ((graph.loads[node] as number) > capacity) this.#openOutside();
    while ((graph.loads[node] as number) > capacity) {
      this.#shortest(node, above);
      this.#carry(node, -1);
    }
    this.#useArc(node, above);
  }

  /**
   * What it would cost all together to put an item at another sink: the cheapest exchanges that make room for it. Null when there are
   * none. With `morePlace` the sink gets one place more, for the asking: that the item moves there and the best use of the place it
   * leaves; below or at 0, one place more is all it takes. Changes nothing.
   */
  force(item: number, sink: number, { morePlace = false } = {}): ForcedExchange | null {
    const [store, graph] = [this.#store, this.#graph];
    const place = store.sinkOf[item] ?? ABSENT;
    const change = store.costAt(item, sink) - store.costAt(item, place);
    if (place === ABSENT || sink === place || change === Infinity) return null;
    const group = store.groupOf[item] as number;
    const start = morePlace ? graph.top : graph.node(sink, group);
    const target = graph.node(place, group);
    graph.reset();
    graph.label(start, 0);
    const distance = graph.search(target);
    if (distance === Infinity) return null;
    const length = distance + (graph.prices[start] as number) - (graph.prices[target] as number);
    const carried = morePlace ? this.#network.unitCost(sink, graph.loads[graph.node(sink, 0)] as number) : 0;
    return { cost: change + length + carried, moves: graph.exchangeTo(target).moves };
  }

  /** Once a cap leaves room again: brings in, one by one, whoever gains by it, then lowers the price. */
  #useArc(node: number, above: number): void {
    const graph = this.#graph;
    for (;;) {
      const gain = (graph.prices[node] as number) - (graph.upCosts[node] as number) - (graph.prices[above] as number);
      if (!(gain > 0)) return;
      graph.reset();
      graph.label(above, 0);
      const distance = graph.search(node);
      graph.reprice(Math.min(distance, gain));
      if (distance >= gain) return;
      this.#apply(graph.exchangeTo(node));
      this.#carry(node, 1);
    }
  }

  /** Sends one unit along the shortest path from node to node. */
  #shortest(from: number, to: number): void {
    const graph = this.#graph;
    graph.reset();
    graph.label(from, 0);
    const distance = graph.search(to);
    graph.reprice(distance);
    this.#apply(graph.exchangeTo(to));
  }

  #apply({ moves, up, down }: Exchange): void {
    for (const { item, to } of moves) {
      this.#heaps.leave(item, ABSENT);
      this.#heaps.enter(item, to);
    }
    for (const node of up) this.#carry(node, 1);
    for (const node of down) this.#carry(node, -1);
  }

  #carry(node: number, units: number): void {
    this.#graph.loads[node] = (this.#graph.loads[node] as number) + units;
    this.#graph.refresh(node);
  }

  /**
   * Moves out of the flow are noted only once prices come near the cost of an omission: before, none of them can lie on a shortest
   * path. True when the last search has to be repeated with them.
   */
  #mustOpenOutside(distance: number): boolean {
    if (this.#heaps.toOutside || this.#graph.highestPrice(distance) < OMISSION_COST / 2) return false;
    this.#openOutside();
    return true;
  }

  #openOutside(): void {
    this.#heaps.openOutside();
  }
}
