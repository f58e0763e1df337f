/**
 * A day with its times. A trial is decoded in the order of keys and only as far as times change: an operation whose end stays what
 * it was wakes nobody. Starts are the earliest that the order allows; a joint sequential visit holds its first operation back so
 * that the second keeps the largest gap, a split one does not and is refused when it breaks it.
 */
import { SINGLE, SIMULTANEOUS, ticksOf } from "./daily-model.ts";
import type { DailyModel } from "./daily-model.ts";
import type { RoutesSnapshot } from "./daily-routes.ts";
import { DailyRoutes } from "./daily-routes.ts";

/** A whole plan, to come back to. */
export type DailySnapshot = RoutesSnapshot & {
  readonly done: Int32Array;
  /** Tardiness, largest tardiness, cost. */
  readonly totals: Float64Array;
};

export function emptySnapshot({ nodes }: DailyModel): DailySnapshot {
  const [next, prev, who, done] = [
    new Int32Array(nodes),
    new Int32Array(nodes),
    new Int32Array(nodes),
    new Int32Array(nodes),
  ];
  return {
    next,
    prev,
    who,
    done,
    key: new Float64Array(nodes),
    travel: new Int32Array(1),
    totals: new Float64Array(3),
  };
}

const [IDLE, LATER, UNSURE] = [0, 1, 2];

export class DailyState extends DailyRoutes {
  /** End of work by node, in ticks; for a route's end the return, timed only if the model has shift ends. */
  readonly done: Int32Array;
  /** Weighted ticks of tardiness and the largest one, of the last kept plan; cost in weighted ticks. */
  tardiness = 0;
  worst = 0;
  cost = 0;
  /** Cost of the last trial that `decode` let pass. */
  trialCost = 0;
  readonly #queue: Int32Array;
  #queued = 0;
  readonly #mark: Uint8Array;
  #unsure = 0;
  readonly #log: Int32Array;
  readonly #logDone: Int32Array;
  #logged = 0;
  #late = 0;
  #trialWorst = 0;
  #lostWorst = false;

  constructor(model: DailyModel) {
    super(model);
    this.done = new Int32Array(model.nodes);
    model.problem.caregivers.forEach(({ fromMinute = 0 }, caregiver) => {
      this.done[model.firstStart + caregiver] = ticksOf(fromMinute);
    });
    this.#queue = new Int32Array(model.nodes + 1);
    this.#mark = new Uint8Array(model.nodes);
    this.#log = new Int32Array(model.nodes);
    this.#logDone = new Int32Array(model.nodes);
  }

  /** Copies the kept plan into a snapshot. */
  saveTo(snapshot: DailySnapshot): void {
    this.saveRoutes(snapshot);
    snapshot.done.set(this.done);
    snapshot.totals[0] = this.tardiness;
    snapshot.totals[1] = this.worst;
    snapshot.totals[2] = this.cost;
  }

  /** Goes back to a snapshot; there must be no trial. */
  restore(snapshot: DailySnapshot): void {
    this.restoreRoutes(snapshot);
    this.done.set(snapshot.done);
    this.tardiness = snapshot.totals[0] as number;
    this.worst = snapshot.totals[1] as number;
    this.cost = snapshot.totals[2] as number;
  }

  /** Start of work of an operation, in ticks. */
  startOf(node: number): number {
    return (this.done[node] as number) - (this.model.duration[node] as number);
  }

  /** Last node of a caregiver's route that starts before a time; the route's start if none does. */
  lastBefore(caregiver: number, ticks: number): number {
    const { firstStart } = this.model;
    let node = firstStart + caregiver;
    for (let next = this.next[node] as number; next < firstStart; next = this.next[next] as number) {
      if (this.startOf(next) >= ticks) break;
      node = next;
    }
    return node;
  }

  /**
   * Times the trial. False as soon as its cost must exceed the limit, or a split visit breaks its largest gap: then only `undo` may
   * follow. After true, `trialCost` holds its cost and `keep` or `undo` may follow.
   */
  decode(limit: number): boolean {
    const { travel, tardiness: price, worstTardiness } = this.model.problem.weights;
    const way = travel * this.travelTicks;
    this.#late = this.tardiness;
    this.#trialWorst = 0;
    this.#lostWorst = false;
    // Tardiness is never negative: a trial can be too far to drive before anything is timed.
    if (way > limit) return false;
    this.#wakeTouched();
    while (this.#queued > 0) {
      const event = this.#queue[--this.#queued] as number;
      if (this.#mark[event] === UNSURE) this.#unsure -= 1;
      this.#mark[event] = IDLE;
      if (!this.#time(event)) return false;
      // What still waits can only become later, so the tardiness so far is a lower bound.
      if (this.#unsure === 0 && way + price * this.#late + worstTardiness * this.#trialWorst > limit) return false;
    }
    const known = way + price * this.#late;
    if (known + worstTardiness * this.#trialWorst > limit) return false;
    if (this.#trialWorst < this.worst) this.#trialWorst = this.#lostWorst ? this.#largest() : this.worst;
    this.trialCost = known + worstTardiness * this.#trialWorst;
    return this.trialCost <= limit;
  }

  keep(): void {
    this.tardiness = this.#late;
    this.worst = this.#trialWorst;
    this.cost = this.trialCost;
    this.#logged = 0;
    this.keepRoutes();
  }

  undo(): void {
    const { done } = this;
    for (let at = 0; at < this.#logged; at += 1) done[this.#log[at] as number] = this.#logDone[at] as number;
    this.#logged = 0;
    for (let at = 0; at < this.#queued; at += 1) this.#mark[this.#queue[at] as number] = IDLE;
    this.#queued = this.#unsure = 0;
    this.undoRoutes();
  }

  #wakeTouched(): void {
    const { firstEnd, hasShiftEnds } = this.model;
    for (let at = 0; at < this.touchedCount; at += 1) {
      const node = this.touched[at] as number;
      if (node < firstEnd || hasShiftEnds) this.#wake(this.eventOf(node), UNSURE);
    }
  }

  /** Keys fall along the queue, so the next event is its last. */
  #wake(event: number, mark: number): void {
    const marks = this.#mark;
    const known = marks[event] as number;
    if (known >= mark) return;
    marks[event] = mark;
    if (mark === UNSURE) this.#unsure += 1;
    if (known !== IDLE) return;
    const queue = this.#queue;
    const { key } = this;
    const own = key[event] as number;
    let at = this.#queued++;
    for (; at > 0 && (key[queue[at - 1] as number] as number) < own; at -= 1) queue[at] = queue[at - 1] as number;
    queue[at] = event;
  }

  /** Arrival of a node's caregiver from the node before. */
  #arrival(node: number): number {
    const before = this.prev[node] as number;
    return (this.done[before] as number) + this.between(before, node);
  }

  /** Times one event and wakes whoever depends on it; false if a gap breaks. */
  #time(event: number): boolean {
    const { model } = this;
    const patient = event >> 1;
    if (event >= model.firstStart) {
      this.#settle(event, this.#arrival(event));
      return true;
    }
    const form = model.form[patient];
    let first = this.#arrival(event);
    if (first < (model.opening[patient] as number)) first = model.opening[patient] as number;
    if (form === SINGLE) {
      this.#settle(event, first + (model.duration[event] as number));
      return true;
    }
    if ((event & 1) === 1) return this.#timeSecond(event, first);
    const second = event + 1;
    if (this.key[second] !== this.key[event]) {
      const before = this.done[event] as number;
      this.#settle(event, first + (model.duration[event] as number));
      const after = this.done[event] as number;
      if (after !== before) this.#wake(second, after > before ? LATER : UNSURE);
      return true;
    }
    let then = this.#arrival(second);
    if (form === SIMULTANEOUS) first = then = then > first ? then : first;
    else {
      const [soonest, latest] = [first + (model.minGap[patient] as number), model.maxGap[patient] as number];
      if (then < soonest) then = soonest;
      if (then - first > latest) first = then - latest;
    }
    this.#settle(event, first + (model.duration[event] as number));
    this.#settle(second, then + (model.duration[second] as number));
    return true;
  }

  #timeSecond(node: number, ready: number): boolean {
    const { model } = this;
    const patient = node >> 1;
    const first = this.startOf(node - 1);
    const soonest = first + (model.minGap[patient] as number);
    const start = ready < soonest ? soonest : ready;
    if (start - first > (model.maxGap[patient] as number)) return false;
    this.#settle(node, start + (model.duration[node] as number));
    return true;
  }

  /** Notes an end of work; if it changed, whoever comes next is woken. */
  #settle(node: number, end: number): void {
    const { done, model } = this;
    const old = done[node] as number;
    const allowed = model.lateAfter[node] as number;
    const factor = model.lateFactor[node] as number;
    const late = end > allowed ? factor * (end - allowed) : 0;
    if (late > this.#trialWorst) this.#trialWorst = late;
    if (end === old) return;
    const wasLate = old > allowed ? factor * (old - allowed) : 0;
    if (late < wasLate && wasLate >= this.worst) this.#lostWorst = true;
    this.#late += late - wasLate;
    this.#log[this.#logged] = node;
    this.#logDone[this.#logged++] = old;
    done[node] = end;
    const mark = end > old ? LATER : UNSURE;
    const next = this.next[node] as number;
    if (next >= 0 && (next < model.firstEnd || model.hasShiftEnds)) this.#wake(this.eventOf(next), mark);
  }

  /** Largest weighted tardiness of all nodes, of the trial. */
  #largest(): number {
    const { lateAfter, lateFactor } = this.model;
    const { done } = this;
    let largest = 0;
    for (let node = 0; node < done.length; node += 1) {
      const late = (done[node] as number) - (lateAfter[node] as number);
      if (late > 0 && late * (lateFactor[node] as number) > largest) largest = late * (lateFactor[node] as number);
    }
    return largest;
  }
}
