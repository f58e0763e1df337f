/** The first order of a day, and keys that follow its clock again after many changes. */
import type { DailyModel } from "./daily-model.ts";
import { SEQUENTIAL, SINGLE } from "./daily-model.ts";
import { DailyState } from "./daily-state.ts";

/** Everybody in the order of opening, at the end of the routes of whoever makes the day least dearer. */
export function firstState(model: DailyModel): DailyState {
  const state = new DailyState(model);
  const { opening } = model;
  const order = Array.from({ length: model.patients }, (_, patient) => patient);
  order.sort((left, right) => (opening[left] as number) - (opening[right] as number) || left - right);
  order.forEach((patient, rank) => {
    const pair = cheapestPair(state, patient, rank + 1);
    append(state, patient, pair, rank + 1);
    state.decode(Infinity);
    state.keep();
  });
  followClock(state);
  return state;
}

type Pair = readonly [number, number | null];

function append(state: DailyState, patient: number, [first, second]: Pair, key: number): void {
  const { firstEnd } = state.model;
  state.place(2 * patient, state.prev[firstEnd + first] as number, key);
  if (second !== null) state.place(2 * patient + 1, state.prev[firstEnd + second] as number, key);
}

function cheapestPair(state: DailyState, patient: number, key: number): Pair {
  const { model } = state;
  const seconds = model.form[patient] === SINGLE ? [null] : [...(model.eligible[2 * patient + 1] ?? [])];
  let best: { pair: Pair; cost: number } | null = null;
  for (const first of model.eligible[2 * patient] ?? []) {
    for (const second of seconds) {
      if (second === first) continue;
      append(state, patient, [first, second], key);
      const passes = state.decode(best?.cost ?? Infinity);
      if (passes && (best === null || state.trialCost < best.cost))
        best = { pair: [first, second], cost: state.trialCost };
      state.undo();
    }
  }
  if (best === null) throw new RangeError(`nobody can visit patient ${patient}`);
  return best.pair;
}

/**
 * Gives every operation a key near its start in ticks, in an order that still respects all routes; the times stay what they are.
 * Split visits become joint again where nothing stands between their operations.
 */
export function followClock(state: DailyState): void {
  const { model, key } = state;
  const { firstStart } = model;
  const events: number[] = [];
  for (let node = 0; node < firstStart; node += 1)
    if ((state.prev[node] as number) >= 0 && state.eventOf(node) === node) events.push(node);
  events.sort((left, right) => state.startOf(left) - state.startOf(right) || left - right);
  const walk = new ClockWalk(state);
  for (const event of events) walk.visit(event);
  walk.keys.forEach((ticks, node) => {
    key[node] = ticks;
  });
}

class ClockWalk {
  readonly keys = new Map<number, number>();
  readonly #state: DailyState;
  #last = -Infinity;

  constructor(state: DailyState) {
    this.#state = state;
  }

  /** An event follows everything that it waits for. */
  visit(event: number): void {
    const { keys } = this;
    if (keys.has(event)) return;
    const { prev, model } = this.#state;
    const joint = this.#isJoint(event);
    this.#visitNode(prev[event] as number);
    if (joint) this.#visitNode(prev[event + 1] as number);
    if (this.#isSecond(event)) this.visit(event - 1);
    if (keys.has(event)) return;
    const ticks = Math.max(this.#last + 1, this.#state.startOf(event));
    this.#last = ticks;
    keys.set(event, ticks);
    const mayJoin = model.form[event >> 1] === SEQUENTIAL && (event & 1) === 0;
    if (joint || (mayJoin && this.#isReady(event + 1))) keys.set(event + 1, ticks);
  }

  #visitNode(node: number): void {
    if (node < this.#state.model.firstStart) this.visit(this.#state.eventOf(node));
  }

  #isReady(node: number): boolean {
    const before = this.#state.prev[node] as number;
    return before >= this.#state.model.firstStart || this.keys.has(before);
  }

  #isJoint(event: number): boolean {
    const { form } = this.#state.model;
    return (event & 1) === 0 && form[event >> 1] !== SINGLE && this.#state.eventOf(event + 1) === event;
  }

  #isSecond(event: number): boolean {
    return (event & 1) === 1;
  }
}
