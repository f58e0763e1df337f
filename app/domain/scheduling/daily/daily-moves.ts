/**
 * Neighbourhoods of the search. Each proposes one change as a trial of the state, or says false and leaves nothing behind. Places
 * are chosen beside patients who are near in way and time, or at a time within the window, so that few proposals are senseless.
 */
import { SEQUENTIAL, SIMULTANEOUS, SINGLE } from "./daily-model.ts";
import type { DailyModel } from "./daily-model.ts";
import type { DailyState } from "./daily-state.ts";
import type { SearchRandom } from "./search-random.ts";

/** Shares that were found by trying; they add up to one. */
export type MoveShares = {
  readonly relocate: number;
  readonly replace: number;
  readonly swap: number;
  readonly tails: number;
  readonly stretches: number;
};
export const MOVE_SHARES: MoveShares = { relocate: 0.6, replace: 0.1, swap: 0.1, tails: 0.1, stretches: 0.1 };

const NEAR_SHARE = 0.75;
const SPREAD = 1000;

export class DailyMoves {
  readonly #state: DailyState;
  readonly #model: DailyModel;
  readonly #random: SearchRandom;
  readonly #bounds: Float64Array;

  constructor(state: DailyState, random: SearchRandom, shares: MoveShares = MOVE_SHARES) {
    this.#state = state;
    this.#model = state.model;
    this.#random = random;
    const { relocate, replace, swap, tails } = shares;
    this.#bounds = Float64Array.of(
      relocate,
      relocate + replace,
      relocate + replace + swap,
      relocate + replace + swap + tails,
    );
  }

  /** True if the state now holds a trial. */
  propose(): boolean {
    const share = this.#random.next();
    const bounds = this.#bounds;
    const proposed =
      share < (bounds[0] as number)
        ? this.#relocate()
        : share < (bounds[1] as number)
          ? this.#replace()
          : share < (bounds[2] as number)
            ? this.#swap()
            : this.#exchange(share < (bounds[3] as number));
    if (!proposed) this.#state.undo();
    return proposed;
  }

  /** One patient goes to another place, and perhaps to other caregivers. */
  #relocate(): boolean {
    const node = this.#anyOperation();
    return this.#model.form[node >> 1] === SINGLE ? this.#moveSingle(node, -1) : this.#moveDouble(node, -1);
  }

  /** One patient takes the place of a near one, who finds another. */
  #replace(): boolean {
    const node = this.#anyOperation();
    const other = this.#nearOperation(node, this.#random.next() < 0.5);
    if (other < 0) return false;
    const before = this.#state.prev[other] as number;
    if (before >> 1 === node >> 1 && before < this.#model.firstStart) return false;
    const moved =
      this.#model.form[node >> 1] === SINGLE ? this.#moveSingle(node, before) : this.#moveDouble(node, before);
    if (!moved) return false;
    return this.#model.form[other >> 1] === SINGLE ? this.#moveSingle(other, -1) : this.#moveDouble(other, -1);
  }

  #anyOperation(): number {
    const node = this.#random.below(this.#model.firstStart);
    return (node & 1) === 1 && this.#model.form[node >> 1] === SINGLE ? node - 1 : node;
  }

  /** An operation of a near patient whose caregiver may do this one, or -1. */
  #nearOperation(node: number, leader: boolean): number {
    const { neighbours, leaders, followers, form, can, caregivers } = this.#model;
    if (neighbours === 0) return -1;
    const skew = this.#random.next();
    const at = (node >> 1) * neighbours + ((skew * skew * neighbours) | 0);
    let other = 2 * ((leader ? leaders[at] : followers[at]) as number);
    const double = form[other >> 1] !== SINGLE;
    if (double && this.#random.next() < 0.5) other += 1;
    const { who } = this.#state;
    if (can[node * caregivers + (who[other] as number)] === 1) return other;
    if (!double) return -1;
    other ^= 1;
    return can[node * caregivers + (who[other] as number)] === 1 ? other : -1;
  }

  /** A node behind which an operation might go. */
  #spot(node: number): number {
    const random = this.#random;
    if (random.next() < NEAR_SHARE) {
      const leader = random.next() < 0.5;
      const other = this.#nearOperation(node, leader);
      if (other < 0) return -1;
      return leader ? other : (this.#state.prev[other] as number);
    }
    return this.#state.lastBefore(this.#anyEligible(node), this.#someStart(node));
  }

  #anyEligible(node: number): number {
    const eligible = this.#model.eligible[node] as Int32Array;
    return eligible[this.#random.below(eligible.length)] as number;
  }

  /** A time in the window, or as late as the patient is now. */
  #someStart(node: number): number {
    const opening = this.#model.opening[node >> 1] as number;
    const closing = (this.#model.lateAfter[node] as number) - (this.#model.duration[node] as number);
    const now = this.#state.startOf(node);
    const last = closing > now ? closing : now;
    return opening + this.#random.next() * (last - opening + 1);
  }

  #moveSingle(node: number, spot: number): boolean {
    const state = this.#state;
    const before = state.prev[node] as number;
    state.take(node);
    const place = spot < 0 ? this.#spot(node) : spot;
    if (place < 0 || place === before) return false;
    const key = this.#keyWithin(
      state.key[place] as number,
      state.key[state.next[place] as number] as number,
      this.#soonest(node, place),
    );
    if (key !== key) return false;
    state.put(node, place, key);
    return true;
  }

  /** Earliest start of an operation right behind a node. */
  #soonest(node: number, place: number): number {
    const arrival = (this.#state.done[place] as number) + this.#state.between(place, node);
    const opening = this.#model.opening[node >> 1] as number;
    return arrival > opening ? arrival : opening;
  }

  /** A key strictly between two, the wanted one if it is; NaN if there is none. */
  #keyWithin(low: number, high: number, wanted: number): number {
    let key = wanted + this.#random.next();
    if (!(key > low && key < high)) {
      const share = 0.1 + 0.8 * this.#random.next();
      if (low === -Infinity) key = high === Infinity ? wanted : high - SPREAD * share;
      else if (high === Infinity) key = low + SPREAD * share;
      else key = low + (high - low) * share;
    }
    return key > low && key < high ? key : NaN;
  }

  /** Both operations are taken out; this one goes behind the spot, the other to a place that fits in time. */
  #moveDouble(node: number, spot: number): boolean {
    const state = this.#state;
    const other = node ^ 1;
    const [before, otherBefore] = [state.prev[node] as number, state.prev[other] as number];
    const keeps = this.#random.next() < 0.7;
    state.take(node);
    state.take(other);
    const place = spot < 0 ? this.#spot(node) : spot;
    if (place < 0) return false;
    const caregiver = state.who[place] as number;
    const partner = keeps ? (state.who[other] as number) : this.#anyEligible(other);
    if (partner === caregiver) return false;
    const start = this.#soonest(node, place);
    const otherPlace = state.lastBefore(partner, this.#startOfOther(node, start));
    if (place === before && otherPlace === otherBefore) return false;
    return this.#putBoth(node, place, otherPlace, start);
  }

  #startOfOther(node: number, start: number): number {
    const patient = node >> 1;
    if (this.#model.form[patient] === SIMULTANEOUS) return start + (this.#random.next() - 0.5) * 30_000;
    const [least, most] = [this.#model.minGap[patient] as number, this.#model.maxGap[patient] as number];
    const gap = least + (most - least) * this.#random.next();
    return (node & 1) === 0 ? start + gap : start - gap;
  }

  /** Joint where one key fits both places; else split if the visit is sequential; else the other goes where the key leads it. */
  #putBoth(node: number, place: number, otherPlace: number, start: number): boolean {
    const { key, next } = this.#state;
    const other = node ^ 1;
    const [low, high] = [key[place] as number, key[next[place] as number] as number];
    const [otherLow, otherHigh] = [key[otherPlace] as number, key[next[otherPlace] as number] as number];
    const [least, most] = [low > otherLow ? low : otherLow, high < otherHigh ? high : otherHigh];
    if (least < most) return this.#putJoint(node, place, otherPlace, this.#keyWithin(least, most, start));
    if (this.#model.form[node >> 1] === SEQUENTIAL) {
      const [first, firstPlace, secondPlace] =
        (node & 1) === 0 ? [node, place, otherPlace] : [other, otherPlace, place];
      const firstLow = key[firstPlace] as number;
      const secondHigh = key[next[secondPlace] as number] as number;
      if (firstLow < secondHigh) return this.#putSplit(first, firstPlace, secondPlace);
    }
    const joint = this.#keyWithin(low, high, start);
    if (joint !== joint) return false;
    const led = this.#state.lastByKey(this.#state.who[otherPlace] as number, joint);
    if (key[led] === joint) return false;
    return this.#putJoint(node, place, led, joint);
  }

  #putJoint(node: number, place: number, otherPlace: number, key: number): boolean {
    if (key !== key) return false;
    this.#state.put(node, place, key);
    this.#state.put(node ^ 1, otherPlace, key);
    return true;
  }

  #putSplit(first: number, place: number, secondPlace: number): boolean {
    const { key, next } = this.#state;
    const second = first + 1;
    const [high, secondHigh] = [key[next[place] as number] as number, key[next[secondPlace] as number] as number];
    const firstKey = this.#keyWithin(key[place] as number, Math.min(high, secondHigh), this.#soonest(first, place));
    if (firstKey !== firstKey) return false;
    const secondLow = Math.max(key[secondPlace] as number, firstKey);
    const secondKey = this.#keyWithin(secondLow, secondHigh, this.#soonest(second, secondPlace));
    if (secondKey !== secondKey) return false;
    this.#state.put(first, place, firstKey);
    this.#state.put(second, secondPlace, secondKey);
    return true;
  }

  /** Two operations exchange their caregivers and keep their keys. */
  #swap(): boolean {
    const state = this.#state;
    const node = this.#anyOperation();
    const other = this.#nearOperation(node, this.#random.next() < 0.5);
    if (other < 0) return false;
    const [one, two] = [state.who[node] as number, state.who[other] as number];
    if (one === two || this.#model.can[other * this.#model.caregivers + one] !== 1) return false;
    if (this.#partnerIs(node, two) || this.#partnerIs(other, one)) return false;
    const [key, otherKey] = [state.key[node] as number, state.key[other] as number];
    const crosses =
      this.#model.form[node >> 1] === SINGLE && this.#model.form[other >> 1] === SINGLE && this.#random.next() < 0.7;
    state.take(node);
    state.take(other);
    return crosses
      ? this.#putByKey(node, two, otherKey) && this.#putByKey(other, one, key)
      : this.#putByKey(node, two, key) && this.#putByKey(other, one, otherKey);
  }

  #partnerIs(node: number, caregiver: number): boolean {
    return this.#model.form[node >> 1] !== SINGLE && this.#state.who[node ^ 1] === caregiver;
  }

  #putByKey(node: number, caregiver: number, key: number): boolean {
    const place = this.#state.lastByKey(caregiver, key);
    if (this.#state.key[place] === key) return false;
    this.#state.put(node, place, key);
    return true;
  }

  /** One patient comes to lie right before a near one by exchanging the two routes' tails, or a short stretch of each. */
  #exchange(tails: boolean): boolean {
    const state = this.#state;
    const { next, prev, key, who } = state;
    const a = this.#anyOperation();
    const bFirst = this.#nearOperation(a, false);
    if (bFirst < 0 || who[a] === who[bFirst]) return false;
    const b = prev[bFirst] as number;
    let [aEnd, bEnd] = [next[a] as number, bFirst];
    if (!((key[b] as number) < (key[aEnd] as number) && (key[a] as number) < (key[bFirst] as number))) return false;
    const { firstEnd } = this.#model;
    if (tails) [aEnd, bEnd] = [firstEnd + (who[a] as number), firstEnd + (who[b] as number)];
    else {
      const length = 1 + this.#random.below(3);
      for (let step = 0; step < length && bEnd < firstEnd; step += 1) bEnd = next[bEnd] as number;
      const last = key[prev[bEnd] as number] as number;
      while ((key[aEnd] as number) < last) aEnd = next[aEnd] as number;
      if (!((key[prev[aEnd] as number] as number) < (key[bEnd] as number))) return false;
    }
    if (!this.#mayTake(next[a] as number, aEnd, who[b] as number)) return false;
    if (!this.#mayTake(bFirst, bEnd, who[a] as number)) return false;
    state.exchange(a, aEnd, b, bEnd);
    return this.#arePartnersDistinct(next[a] as number, aEnd) && this.#arePartnersDistinct(next[b] as number, bEnd);
  }

  #mayTake(first: number, end: number, caregiver: number): boolean {
    const { can, caregivers } = this.#model;
    const { next } = this.#state;
    for (let node = first; node !== end; node = next[node] as number)
      if (can[node * caregivers + caregiver] !== 1) return false;
    return true;
  }

  #arePartnersDistinct(first: number, end: number): boolean {
    const { next, who } = this.#state;
    for (let node = first; node !== end; node = next[node] as number)
      if (this.#partnerIs(node, who[node] as number)) return false;
    return true;
  }
}
