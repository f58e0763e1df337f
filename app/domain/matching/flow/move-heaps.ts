/**
 * The cheapest item to move from one sink to another, for every ordered pair of sinks and every group: a binary heap each, with lazy
 * deletion. An entry counts while its item is where the heap starts; whatever stands on top always counts.
 */
import type { ItemStore } from "./item-store.ts";

/** From this many entries on a heap is cleared of what no longer counts, again each time it has doubled since. */
const FIRST_CLEARING = 1024;

type Heap = { readonly entries: number[]; clearAt: number };

export class MoveHeaps {
  /** At `(from * groups + group) * places + to`: least cost of a move, Infinity without one. Places are the sinks and "left out". */
  readonly costs: Float64Array;
  /** The item of that move. */
  readonly items: Int32Array;
  readonly places: number;
  readonly #groups: number;
  readonly #store: ItemStore;
  readonly #heaps: (Heap | undefined)[];
  #toOutside = false;

  constructor(store: ItemStore, groups: number) {
    this.#store = store;
    this.#groups = groups;
    this.places = store.sinks + 1;
    const slots = this.places * this.places * groups;
    this.costs = new Float64Array(slots).fill(Infinity);
    this.items = new Int32Array(slots).fill(-1);
    this.#heaps = new Array<Heap | undefined>(slots).fill(undefined);
  }

  /** Whether moves out of the flow are kept; they are not until somebody could have to be left out. */
  get toOutside(): boolean {
    return this.#toOutside;
  }

  openOutside(): void {
    if (this.#toOutside) return;
    this.#toOutside = true;
    const { sinkOf, count, sinks } = this.#store;
    for (let item = 0; item < count; item += 1) {
      const place = sinkOf[item] as number;
      if (place >= 0 && place < sinks) this.#addOutside(item, place);
    }
  }

  /** The item comes to a place: notes every move that it could make from there. */
  enter(item: number, place: number): void {
    const { sinkOf, starts, ends, arcSinks, arcCosts, sinks } = this.#store;
    sinkOf[item] = place;
    const here = this.#store.costAt(item, place);
    const row = this.#row(item, place);
    const end = ends[item] as number;
    for (let arc = starts[item] as number; arc < end; arc += 1) {
      const sink = arcSinks[arc] as number;
      if (sink !== place) this.#add(row + sink, (arcCosts[arc] as number) - here, item);
    }
    if (this.#toOutside && place !== sinks) this.#addOutside(item, place);
  }

  /** The item leaves its place; `to` is where it goes, ABSENT when nowhere. */
  leave(item: number, to: number): void {
    const { sinkOf, starts, ends, arcSinks, sinks } = this.#store;
    const place = sinkOf[item] as number;
    sinkOf[item] = to;
    const row = this.#row(item, place);
    const end = ends[item] as number;
    for (let arc = starts[item] as number; arc < end; arc += 1) this.#drop(row + (arcSinks[arc] as number), item);
    if (this.#toOutside) this.#drop(row + sinks, item);
  }

  #row(item: number, place: number): number {
    return (place * this.#groups + (this.#store.groupOf[item] as number)) * this.places;
  }

  #addOutside(item: number, place: number): void {
    const store = this.#store;
    const cost = (store.omissions[item] as number) - store.costAt(item, place);
    this.#add(this.#row(item, place) + store.sinks, cost, item);
  }

  #add(slot: number, cost: number, item: number): void {
    const heap = (this.#heaps[slot] ??= { entries: [], clearAt: FIRST_CLEARING });
    push(heap.entries, cost, item);
    if (heap.entries.length > 2 * heap.clearAt) this.#clear(heap, slot);
    this.#show(slot, heap.entries);
  }

  #drop(slot: number, item: number): void {
    if (this.items[slot] !== item) return;
    const entries = this.#heaps[slot]?.entries;
    if (!entries) return;
    while (entries.length > 0 && !this.#counts(slot, entries[0] as number, entries[1] as number)) pop(entries);
    this.#show(slot, entries);
  }

  #show(slot: number, entries: readonly number[]): void {
    this.costs[slot] = entries.length > 0 ? (entries[0] as number) : Infinity;
    this.items[slot] = entries.length > 0 ? (entries[1] as number) : -1;
  }

  #counts(slot: number, cost: number, item: number): boolean {
    const store = this.#store;
    const from = Math.floor(slot / (this.places * this.#groups));
    if (store.sinkOf[item] !== from) return false;
    return store.replaced[item] === 0 || store.costAt(item, slot % this.places) - store.costAt(item, from) === cost;
  }

  #clear(heap: Heap, slot: number): void {
    const kept = new Map<number, number>();
    const { entries } = heap;
    for (let at = 0; at < entries.length; at += 2) {
      const [cost, item] = [entries[at] as number, entries[at + 1] as number];
      if (this.#counts(slot, cost, item)) kept.set(item, cost);
    }
    // A sorted list is a heap.
    const sorted = [...kept].sort((left, right) => left[1] - right[1] || left[0] - right[0]);
    entries.length = 0;
    for (const [item, cost] of sorted) entries.push(cost, item);
    heap.clearAt = Math.max(FIRST_CLEARING, 2 * sorted.length);
  }
}

/** Entries lie as cost, item, cost, item: one array of numbers, which engines keep flat. */
function push(entries: number[], cost: number, item: number): void {
  let child = entries.length / 2;
  entries.push(cost, item);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const above = entries[2 * parent] as number;
    if (above <= cost) break;
    entries[2 * child] = above;
    entries[2 * child + 1] = entries[2 * parent + 1] as number;
    child = parent;
  }
  entries[2 * child] = cost;
  entries[2 * child + 1] = item;
}

function pop(entries: number[]): void {
  const item = entries.pop() as number;
  const cost = entries.pop() as number;
  const size = entries.length / 2;
  if (size === 0) return;
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= size) break;
    if (child + 1 < size && (entries[2 * child + 2] as number) < (entries[2 * child] as number)) child += 1;
    const below = entries[2 * child] as number;
    if (below >= cost) break;
    entries[2 * parent] = below;
    entries[2 * parent + 1] = entries[2 * child + 1] as number;
    parent = child;
  }
  entries[2 * parent] = cost;
  entries[2 * parent + 1] = item;
}
