import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dailyModel } from "#app/domain/scheduling/daily/daily-model.ts";
import { DailyMoves } from "#app/domain/scheduling/daily/daily-moves.ts";
import { firstState, followClock } from "#app/domain/scheduling/daily/daily-order.ts";
import type { DailyState } from "#app/domain/scheduling/daily/daily-state.ts";
import { emptySnapshot } from "#app/domain/scheduling/daily/daily-state.ts";
import { SearchRandom } from "#app/domain/scheduling/daily/search-random.ts";
import { randomDay, timeEverything } from "./random-days.ts";

const days = randomDay({ patients: 10, caregivers: 5, withHardRules: true });
const walks = fc.tuple(days, fc.integer({ min: 1, max: 1_000_000 }));

function snapshotOf(state: DailyState) {
  const snapshot = emptySnapshot(state.model);
  state.saveTo(snapshot);
  return snapshot;
}

/** End of work of each operation that the state has placed. */
const endsOf = (state: DailyState, nodes: Iterable<number>) =>
  new Map([...nodes].map((node) => [node, state.done[node]]));

describe("timing of a changed day", () => {
  it("gives every trial the cost and the times of a timing of everything, and refuses exactly those above the limit", () => {
    let [passed, refused] = [0, 0];
    fc.assert(
      fc.property(walks, ([problem, seed]) => {
        const state = firstState(dailyModel(problem));
        const random = new SearchRandom(seed);
        const moves = new DailyMoves(state, random);
        for (let step = 0; step < 150; step += 1) {
          if (!moves.propose()) continue;
          const plain = timeEverything(state, problem);
          // Limits around the true cost, so that both answers are close calls.
          const limit = (plain.cost ?? state.cost) * (0.9 + 0.2 * random.next());
          const passes = state.decode(limit);
          expect(passes).toBe(plain.cost !== null && plain.cost <= limit);
          if (!passes) {
            refused += 1;
            state.undo();
            continue;
          }
          passed += 1;
          expect(state.trialCost).toBeCloseTo(plain.cost ?? NaN, 4);
          expect(endsOf(state, plain.ends.keys())).toEqual(plain.ends);
          state.keep();
        }
      }),
      { numRuns: 60 },
    );
    expect(Math.min(passed, refused)).toBeGreaterThan(100);
  });

  it("leaves nothing behind when a trial is undone", () => {
    fc.assert(
      fc.property(walks, ([problem, seed]) => {
        const state = firstState(dailyModel(problem));
        const moves = new DailyMoves(state, new SearchRandom(seed));
        for (let step = 0; step < 60; step += 1) {
          const before = snapshotOf(state);
          if (moves.propose() && state.decode(step % 3 === 0 ? Infinity : state.cost)) {
            if (step % 2 === 0) {
              state.keep();
              continue;
            }
          }
          state.undo();
          expect(snapshotOf(state)).toEqual(before);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("keeps all times when keys follow the clock again", () => {
    fc.assert(
      fc.property(walks, ([problem, seed]) => {
        const state = firstState(dailyModel(problem));
        const moves = new DailyMoves(state, new SearchRandom(seed));
        for (let step = 0; step < 100; step += 1) {
          if (moves.propose() && state.decode(Infinity)) state.keep();
          else state.undo();
        }
        const before = snapshotOf(state);
        followClock(state);
        const after = snapshotOf(state);
        expect({ ...after, key: before.key }).toEqual(before);
        const plain = timeEverything(state, problem);
        expect(plain.cost).toBeCloseTo(state.cost, 4);
        expect(endsOf(state, plain.ends.keys())).toEqual(plain.ends);
      }),
      { numRuns: 60 },
    );
  });
});
