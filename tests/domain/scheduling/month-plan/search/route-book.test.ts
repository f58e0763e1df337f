/** The search's book against itself: whatever is inserted, removed and undone, it equals a book that was filled from nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileProblem } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { ElderPlacing, NEVER_BLINKS } from "#app/domain/scheduling/month-plan/search/elder-placing.ts";
import { NO_ROOM } from "#app/domain/scheduling/month-plan/search/insertion.ts";
import { DATES_OF_TEMPLATE } from "#app/domain/scheduling/month-plan/search/route-book.ts";
import { settleStarts } from "#app/domain/scheduling/month-plan/search/settle-starts.ts";
import { TemplateState } from "#app/domain/scheduling/month-plan/template-state.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { randomDistrict } from "../district.ts";

const districts = fc.record({
  elders: fc.integer({ min: 2, max: 25 }),
  workers: fc.integer({ min: 1, max: 6 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  trouble: fc.constantFrom(0, 0.5),
});

function placingOf(size: { elders: number; workers: number; seed: number; trouble: number }) {
  const input = randomDistrict({ ...size, providers: 1 });
  const [provider] = input.providers;
  if (!provider) throw new Error("no provider");
  return new ElderPlacing(compileProblem(input, provider));
}

/** Everything that can be seen of a book. */
function shown({ book, extra, cost }: ElderPlacing) {
  const routes = [...book.lengths].map((length, route) =>
    Array.from({ length }, (_, place) => {
      const at = route * book.capacity + place;
      return [book.units[at], book.earliest[at], book.latest[at]];
    }),
  );
  return { routes, chosen: [...book.chosen], way: book.way, extra, cost };
}

describe("the book of routes", () => {
  it("is after undoing as it was before, and its cost is the sum of what was placed", () => {
    fc.assert(
      fc.property(districts, (size) => {
        const placing = placingOf(size);
        const random = seededRandom(size.seed);
        const elders = placing.problem.elders.filter(({ units }) => units.length > 0);
        for (const elder of elders) placing.place(elder, NEVER_BLINKS);
        for (let turn = 0; turn < 10 && elders.length > 0; turn += 1) {
          const before = shown(placing);
          const { book } = placing;
          const kept = [book.chosen.slice(), book.from.slice(), book.to.slice()] as const;
          book.begin();
          const taken = random.shuffle(elders).slice(0, 5);
          for (const elder of taken) placing.remove(elder);
          for (const elder of taken) placing.place(elder, () => random.next() < 0.3);
          book.chosen.set(kept[0]);
          book.from.set(kept[1]);
          book.to.set(kept[2]);
          book.rollback();
          placing.extra = before.extra;
          expect(shown(placing)).toEqual(before);
          for (const elder of taken) placing.remove(elder);
          for (const elder of taken) placing.place(elder, NEVER_BLINKS);
        }
        const full = placing.book.save();
        const again = placingOf(size);
        again.book.restore(full);
        again.extra = placing.extra;
        expect(shown(again)).toEqual(shown(placing));
      }),
      { numRuns: 40, seed: 20261115 },
    );
  });

  it("leaves every visit an earliest start that is not after its latest, within its option's starts", () => {
    fc.assert(
      fc.property(districts, (size) => {
        const placing = placingOf(size);
        for (const elder of placing.problem.elders) if (elder.units.length > 0) placing.place(elder, NEVER_BLINKS);
        const { book, options } = placing;
        for (const [route, length] of book.lengths.entries())
          for (let at = route * book.capacity; at < route * book.capacity + length; at += 1) {
            const option = book.chosen[book.units[at] ?? 0] ?? 0;
            expect(book.earliest[at]).toBeLessThanOrEqual(book.latest[at] ?? -1);
            expect(book.earliest[at]).toBeGreaterThanOrEqual(options.from[option] ?? 0);
            expect(book.latest[at]).toBeLessThanOrEqual(options.to[option] ?? 0);
          }
      }),
      { numRuns: 40, seed: 20261115 },
    );
  });

  it("tells before placing what placing will cost", () => {
    fc.assert(
      fc.property(districts, (size) => {
        const placing = placingOf(size);
        for (const elder of placing.problem.elders)
          for (const { index } of elder.units) {
            const first = placing.options.bounds[index * 7] ?? 0;
            const last = placing.options.bounds[index * 7 + 7] ?? 0;
            for (let option = first; option < last; option += 3) {
              const told = placing.insertion.costOf(option, NO_ROOM);
              const before = placing.book.way * DATES_OF_TEMPLATE;
              const placed = placing.insertion.place(option);
              expect(placed).toBe(told < NO_ROOM);
              if (!placed) continue;
              const extra = placing.options.extra[option] ?? 0;
              expect(placing.book.way * DATES_OF_TEMPLATE - before + extra).toBe(told);
              break;
            }
          }
      }),
      { numRuns: 40, seed: 20261115 },
    );
  });

  it("settles on starts with the same way, at which every series still has room where it stands", () => {
    fc.assert(
      fc.property(districts, (size) => {
        const placing = placingOf(size);
        const { problem } = placing;
        for (const elder of problem.elders) if (elder.units.length > 0) placing.place(elder, NEVER_BLINKS);
        const state = new TemplateState(problem);
        for (const [index, placement] of settleStarts(problem, placing).entries()) {
          const unit = problem.units[index];
          if (unit && placement) state.place(unit, placement);
        }
        expect(state.travelTotal).toBe(placing.book.way);
        for (const unit of problem.units) {
          const placement = state.placements[unit.index];
          if (!placement) continue;
          state.remove(unit);
          for (const worker of unit.teams[placement.team]?.workers ?? [])
            expect(state.tryAt(worker, placement.weekday, unit, placement.startMinute)).toBeLessThan(NO_ROOM);
          state.place(unit, placement);
        }
      }),
      { numRuns: 40, seed: 20261115 },
    );
  });
});
