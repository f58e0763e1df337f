/**
 * The order of a day: one linked route per caregiver, and a key per operation. Keys are one global order of all operations: each
 * route runs through rising keys, the two operations of a simultaneous visit share a key, and those of a sequential visit share it
 * ("joint") or the first has the smaller one ("split"). Whatever waits for something waits for a smaller key, so no order can
 * deadlock. A change is a trial until it is kept; undoing it restores every link and key.
 */
import type { DailyModel } from "./daily-model.ts";
import { SINGLE } from "./daily-model.ts";

export type RoutesSnapshot = {
  readonly next: Int32Array;
  readonly prev: Int32Array;
  readonly who: Int32Array;
  readonly key: Float64Array;
  /** One number: ticks on the road. */
  readonly travel: Int32Array;
};

export class DailyRoutes {
  readonly model: DailyModel;
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** Caregiver of each node. */
  readonly who: Int32Array;
  readonly key: Float64Array;
  /** Ticks on the road, of the trial if there is one. */
  travelTicks = 0;
  /** Nodes whose predecessor the trial has changed; some stand in it twice. */
  protected readonly touched: Int32Array;
  protected touchedCount = 0;
  readonly #links: Int32Array;
  #linkCount = 0;
  readonly #moved: Int32Array;
  readonly #movedFrom: Int32Array;
  readonly #movedKey: Float64Array;
  #movedCount = 0;
  #keptTravel = 0;

  constructor(model: DailyModel) {
    const { nodes, firstStart, firstEnd, caregivers } = model;
    this.model = model;
    this.next = new Int32Array(nodes).fill(-1);
    this.prev = new Int32Array(nodes).fill(-1);
    this.who = new Int32Array(nodes).fill(-1);
    this.key = new Float64Array(nodes);
    // A trial touches a few visits and one tail of two routes; both ends of each link are noted.
    this.touched = new Int32Array(8 * nodes + 64);
    this.#links = new Int32Array(32 * nodes + 256);
    this.#moved = new Int32Array(4 * nodes + 64);
    this.#movedFrom = new Int32Array(4 * nodes + 64);
    this.#movedKey = new Float64Array(4 * nodes + 64);
    for (let caregiver = 0; caregiver < caregivers; caregiver += 1) {
      const [start, end] = [firstStart + caregiver, firstEnd + caregiver];
      this.who[start] = this.who[end] = caregiver;
      this.key[start] = -Infinity;
      this.key[end] = Infinity;
      this.next[start] = end;
      this.prev[end] = start;
      this.travelTicks += this.between(start, end);
    }
    this.#keptTravel = this.travelTicks;
  }

  /** Ticks from one node's place to another's. */
  between(from: number, to: number): number {
    const { travel, row, column } = this.model;
    return travel[(row[from] as number) + (column[to] as number)] as number;
  }

  /** Takes an operation out of its route. The other operation of its patient may have been held back for it: it is timed again. */
  take(node: number): void {
    const before = this.prev[node] as number;
    const after = this.next[node] as number;
    this.travelTicks += this.between(before, after) - this.between(before, node) - this.between(node, after);
    this.#note(node);
    this.#join(before, after);
    this.touched[this.touchedCount++] = after;
    if ((this.model.form[node >> 1] as number) !== SINGLE) this.touched[this.touchedCount++] = node ^ 1;
  }

  /** Puts an operation that was taken, or never placed, behind a node; the key must lie between its neighbours' keys. */
  put(node: number, before: number, key: number): void {
    const after = this.next[before] as number;
    this.travelTicks += this.between(before, node) + this.between(node, after) - this.between(before, after);
    this.who[node] = this.who[before] as number;
    this.key[node] = key;
    this.#join(before, node);
    this.#join(node, after);
    this.touched[this.touchedCount++] = node;
    this.touched[this.touchedCount++] = after;
  }

  /** For a node never placed: there is nothing to restore but its being nowhere. */
  place(node: number, before: number, key: number): void {
    this.#note(node);
    this.put(node, before, key);
  }

  /**
   * Exchanges what lies between `a` and `aEnd` in one route with what lies between `b` and `bEnd` in another; either may be empty.
   * Keys stay, so the caller has to check that both orders still rise.
   */
  exchange(a: number, aEnd: number, b: number, bEnd: number): void {
    const [aFirst, aLast] = [this.next[a] as number, this.prev[aEnd] as number];
    const [bFirst, bLast] = [this.next[b] as number, this.prev[bEnd] as number];
    const [aEmpty, bEmpty] = [aFirst === aEnd, bFirst === bEnd];
    this.#hand(aFirst, aEnd, this.who[b] as number);
    this.#hand(bFirst, bEnd, this.who[a] as number);
    this.travelTicks -= this.#ways(a, aEnd, aFirst, aLast) + this.#ways(b, bEnd, bFirst, bLast);
    this.#bridge(a, aEnd, bEmpty ? -1 : bFirst, bLast);
    this.#bridge(b, bEnd, aEmpty ? -1 : aFirst, aLast);
    this.travelTicks += this.#ways(a, aEnd, this.next[a] as number, this.prev[aEnd] as number);
    this.travelTicks += this.#ways(b, bEnd, this.next[b] as number, this.prev[bEnd] as number);
  }

  /** Last node of a caregiver's route with a key of at most this. */
  lastByKey(caregiver: number, key: number): number {
    let node = this.model.firstStart + caregiver;
    for (let next = this.next[node] as number; (this.key[next] as number) <= key; next = this.next[next] as number)
      node = next;
    return node;
  }

  /** The operation whose decoding decides this one's start: the first of a joint pair, else itself. */
  eventOf(node: number): number {
    return (node & 1) === 1 && node < this.model.firstStart && this.key[node] === this.key[node - 1] ? node - 1 : node;
  }

  protected saveRoutes(snapshot: RoutesSnapshot): void {
    snapshot.next.set(this.next);
    snapshot.prev.set(this.prev);
    snapshot.who.set(this.who);
    snapshot.key.set(this.key);
    snapshot.travel[0] = this.travelTicks;
  }

  protected restoreRoutes(snapshot: RoutesSnapshot): void {
    this.next.set(snapshot.next);
    this.prev.set(snapshot.prev);
    this.who.set(snapshot.who);
    this.key.set(snapshot.key);
    this.travelTicks = this.#keptTravel = snapshot.travel[0] as number;
  }

  protected keepRoutes(): void {
    this.#linkCount = this.#movedCount = this.touchedCount = 0;
    this.#keptTravel = this.travelTicks;
  }

  protected undoRoutes(): void {
    const { next, prev } = this;
    const links = this.#links;
    for (let at = this.#linkCount - 4; at >= 0; at -= 4) {
      next[links[at] as number] = links[at + 1] as number;
      prev[links[at + 2] as number] = links[at + 3] as number;
    }
    for (let at = this.#movedCount - 1; at >= 0; at -= 1) {
      const node = this.#moved[at] as number;
      this.who[node] = this.#movedFrom[at] as number;
      this.key[node] = this.#movedKey[at] as number;
    }
    this.#linkCount = this.#movedCount = this.touchedCount = 0;
    this.travelTicks = this.#keptTravel;
  }

  #join(before: number, after: number): void {
    const { next, prev } = this;
    const links = this.#links;
    const at = this.#linkCount;
    links[at] = before;
    links[at + 1] = next[before] as number;
    links[at + 2] = after;
    links[at + 3] = prev[after] as number;
    this.#linkCount = at + 4;
    next[before] = after;
    prev[after] = before;
  }

  #note(node: number): void {
    const at = this.#movedCount++;
    this.#moved[at] = node;
    this.#movedFrom[at] = this.who[node] as number;
    this.#movedKey[at] = this.key[node] as number;
  }

  #hand(first: number, end: number, caregiver: number): void {
    for (let node = first; node !== end; node = this.next[node] as number) {
      this.#note(node);
      this.who[node] = caregiver;
    }
  }

  #bridge(before: number, end: number, first: number, last: number): void {
    if (first >= 0) {
      this.#join(before, first);
      this.#join(last, end);
      this.touched[this.touchedCount++] = first;
    } else this.#join(before, end);
    this.touched[this.touchedCount++] = end;
  }

  /** Ways at the two seams of a stretch, or the one way past an empty stretch. */
  #ways(before: number, end: number, first: number, last: number): number {
    if (first === end) return this.between(before, end);
    return this.between(before, first) + this.between(last, end);
  }
}
