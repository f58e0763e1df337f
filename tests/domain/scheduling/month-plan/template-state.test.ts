import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestStartCost } from "#app/domain/scheduling/month-plan/best-start.ts";
import type { PlannableElder, PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import type { ProviderProblem, SeriesUnit } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { compileProblem, WEEKDAYS } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { NEVER } from "#app/domain/scheduling/month-plan/template-cost.ts";
import { NO_ROOM, TemplateState } from "#app/domain/scheduling/month-plan/template-state.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { aMonth, anElder, aWorker, limits, pointAt, randomDistrict, windowsOf, workerId } from "./district.ts";

const TUESDAY = 1;

function problemOf(elders: PlannableElder[], workers: PlannableWorker[], changes = {}): ProviderProblem {
  const input = aMonth("2026-12", { elders, workers, limits: { ...limits, ...changes } });
  const [provider] = input.providers;
  if (!provider) throw new RangeError("a month has a provider");
  return compileProblem(input, provider);
}

function unitsOf(problem: ProviderProblem) {
  const [first, second] = problem.units;
  if (!first || !second) throw new RangeError("two elders make two units");
  return [first, second] as const;
}

const at = (startMinute: number) => ({ team: 0, weekday: TUESDAY, startMinute });
const home = { windows: windowsOf([2], 480, 1080), home: pointAt(1, 1) };
const away = { ...home, home: pointAt(1, 2) };

describe("a visit in a worker's weekday", () => {
  const problem = problemOf([anElder("1", home), anElder("2", away)], [aWorker("A")]);
  const [first, second] = unitsOf(problem);
  const filled = () => {
    const state = new TemplateState(problem);
    state.place(first, at(540));
    return state;
  };

  it("leaves room for the way before and after, to the minute", () => {
    const state = filled();
    // The visit at nine takes 65 minutes, the way seven.
    expect(state.tryAt(0, TUESDAY, second, 612)).toBeLessThan(NO_ROOM);
    expect(state.tryAt(0, TUESDAY, second, 611)).toBe(NO_ROOM);
    expect(state.tryAt(0, TUESDAY, second, 480)).toBe(NO_ROOM);
    expect(state.tryAt(0, TUESDAY, second, 540)).toBe(NO_ROOM);
    expect(state.tryAt(0, TUESDAY + 1, second, 540)).toBeLessThan(NO_ROOM);
  });

  it("adds the way there and on, and the change of the way to and from the base", () => {
    const state = filled();
    // Base and first home are one point: out 0, on 7, back 7 instead of 0.
    expect(state.tryAt(0, TUESDAY, second, 700)).toBe(14);
    expect(new TemplateState(problem).tryAt(0, TUESDAY, second, 700)).toBe(14);
    expect(new TemplateState(problem).tryAt(0, TUESDAY, first, 700)).toBe(0);
  });

  it("lies inside the working time and the limits of day and week", () => {
    expect(filled().tryAt(0, TUESDAY, second, 1016)).toBe(NO_ROOM);
    expect(filled().tryAt(0, TUESDAY, second, 1015)).toBeLessThan(NO_ROOM);
    const limited = (changes: object, worker = aWorker("A")) => {
      const other = problemOf([anElder("1", home), anElder("2", away)], [worker], changes);
      const [one, two] = unitsOf(other);
      const state = new TemplateState(other);
      state.place(one, at(540));
      return state.tryAt(0, TUESDAY, two, 700) < NO_ROOM;
    };
    expect([limited({ workerDayMinutesMax: 137 }), limited({ workerDayMinutesMax: 136 })]).toEqual([true, false]);
    expect([limited({ workerWeekMinutesMax: 137 }), limited({ workerWeekMinutesMax: 136 })]).toEqual([true, false]);
    expect([limited({ workerDayVisitsMax: 2 }), limited({ workerDayVisitsMax: 1 })]).toEqual([true, false]);
    const partTime = [137, 136].map((minutes) => limited({}, aWorker("A", { weeklyMinutesMax: minutes })));
    expect(partTime).toEqual([true, false]);
  });

  it("leaves a lunch break between the two", () => {
    const lunch = { lunchWindow: { startMinute: 605, endMinute: 700 }, lunchBreakMinutes: 30 };
    const other = problemOf([anElder("1", home), anElder("2", away)], [aWorker("A")], lunch);
    const [one, two] = unitsOf(other);
    const state = new TemplateState(other);
    state.place(one, at(540));
    expect(state.tryAt(0, TUESDAY, two, 642)).toBeLessThan(NO_ROOM);
    expect(state.tryAt(0, TUESDAY, two, 641)).toBe(NO_ROOM);
  });

  it("is offered both ends of each gap on quarter hours, and last month's start", () => {
    const previous = { weekday: 2 as const, startMinute: 701, workerIds: [workerId("A")] };
    const other = problemOf([anElder("1", home), anElder("2", { ...away, previous })], [aWorker("A")]);
    const [one, two] = unitsOf(other);
    const state = new TemplateState(other);
    state.place(one, at(600));
    const { minutes, count } = state.offeredStarts(two, [0], TUESDAY);
    expect([...minutes.slice(0, count)]).toEqual([480, 525, 675, 1005, 701]);
  });
});

describe("the state of the templates", () => {
  const build = (seed: number) => {
    const input = randomDistrict({ elders: 15, workers: 5, providers: 1, seed, trouble: 0.3 });
    const [provider] = input.providers;
    if (!provider) throw new RangeError("a district has a provider");
    return compileProblem(input, provider);
  };

  /** Where a unit has room now: a team, a weekday and one of the starts that are offered. */
  const roomFor = (state: TemplateState, unit: SeriesUnit, random: Random) => {
    const places = unit.teams.flatMap(({ workers }, team) =>
      WEEKDAYS.flatMap((_, weekday) => {
        const { minutes, count } = state.offeredStarts(unit, workers, weekday);
        return [...minutes.slice(0, count)]
          .filter((start) => workers.every((worker) => state.tryAt(worker, weekday, unit, start) < NO_ROOM))
          .map((startMinute) => ({ team, weekday, startMinute }));
      }),
    );
    return places.length === 0 ? null : random.pick(places);
  };

  it("is the same after any placing and removing as after placing the rest alone", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const problem = build(seed);
        const random = seededRandom(seed);
        const state = new TemplateState(problem);
        for (let step = 0; step < 40 && problem.units.length > 0; step += 1) {
          const unit = random.pick(problem.units);
          state.remove(unit);
          const placement = random.next() < 0.3 ? null : roomFor(state, unit, random);
          if (placement) state.place(unit, placement);
        }
        const again = new TemplateState(problem);
        for (const unit of problem.units) {
          const placement = state.placements[unit.index];
          if (placement) again.place(unit, placement);
        }
        expect(again.travelTotal).toBe(state.travelTotal);
        for (let worker = 0; worker < problem.workers.length; worker += 1)
          for (let weekday = 0; weekday < 7; weekday += 1)
            expect(again.route(worker, weekday)).toEqual(state.route(worker, weekday));
      }),
      { numRuns: 60, seed: 20261115 },
    );
  });

  it("tells for a team and a weekday the least that any start costs there", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const problem = build(seed);
        const random = seededRandom(seed);
        const state = new TemplateState(problem);
        for (const unit of problem.units) {
          const placement = roomFor(state, unit, random);
          if (!placement) continue;
          const told = bestStartCost(state, unit, placement);
          const before = state.travelTotal;
          state.place(unit, placement);
          const visits = unit.weekdays[placement.weekday]?.ordinals.length ?? 0;
          const cost = (state.travelTotal - before) * visits + state.settlingCost(unit, placement);
          // A weekday on which no date can stand is not told.
          if (told !== null) expect(told).toBeLessThanOrEqual(cost);
          else expect(state.settling[unit.index]?.[placement.team * 7 + placement.weekday]).toBe(NEVER);
        }
      }),
      { numRuns: 60, seed: 20261115 },
    );
  });
});
