import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DailyPlan } from "#app/domain/scheduling/daily/daily-plan.ts";
import { breachesOf, priceOf } from "#app/domain/scheduling/daily/daily-plan.ts";
import type { DailyProblem } from "#app/domain/scheduling/daily/daily-problem.ts";
import { PUBLISHED_WEIGHTS } from "#app/domain/scheduling/daily/daily-problem.ts";
import { planDay } from "#app/domain/scheduling/daily/daily-search.ts";
import { randomDay } from "./random-days.ts";

const days = randomDay({ patients: 12, caregivers: 5, withHardRules: true });
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const TICK = 0.0011;

/** Way, opening, skill and length of each visit of a route. */
function checkRoutes(problem: DailyProblem, plan: DailyPlan): void {
  plan.routes.forEach((route, at) => {
    const { services = [], startPlace = -1, fromMinute = 0 } = problem.caregivers[at] ?? {};
    let [here, free] = [startPlace, fromMinute];
    for (const { patient, operation, startMinute, endMinute } of route) {
      const { place = -1, opensMinute = NaN, operations = [] } = problem.patients[patient] ?? {};
      const { service = -1, durationMinutes = NaN } = operations[operation] ?? {};
      expect(services).toContain(service);
      expect(startMinute).toBeGreaterThanOrEqual(opensMinute);
      expect(startMinute).toBeGreaterThan(free + (problem.travelMinutes[here]?.[place] ?? NaN) - TICK);
      expect(endMinute - startMinute).toBeCloseTo(durationMinutes, 3);
      [here, free] = [place, endMinute];
    }
  });
}

/** Every operation once, two by different caregivers, equal starts or the gap. */
function checkPatients(problem: DailyProblem, plan: DailyPlan): void {
  const visits = plan.routes.flatMap((route, caregiver) => route.map((visit) => ({ ...visit, caregiver })));
  problem.patients.forEach(({ operations, synchronisation }, patient) => {
    const own = visits
      .filter((visit) => visit.patient === patient)
      .sort((one, other) => one.operation - other.operation);
    expect(own.map(({ operation }) => operation)).toEqual(operations.map((_, operation) => operation));
    const [first, second] = own;
    if (!first || !second) return;
    expect(first.caregiver).not.toBe(second.caregiver);
    const gap = second.startMinute - first.startMinute;
    const [least, most] =
      synchronisation?.kind === "sequential" ? [synchronisation.minGapMinutes, synchronisation.maxGapMinutes] : [0, 0];
    expect(gap).toBeGreaterThan(least - TICK);
    expect(gap).toBeLessThan(most + TICK);
  });
}

describe("a planned day with hard times and pinned starts", () => {
  it("keeps ways, skills, openings, distinct caregivers, simultaneous starts and gaps", () => {
    fc.assert(
      fc.property(days, seeds, (problem, seed) => {
        const { plan } = planDay(problem, { seed, evaluations: 1500 });
        checkRoutes(problem, plan);
        checkPatients(problem, plan);
        const structural = breachesOf(problem, plan).filter(
          ({ rule }) => !["after_hard_closing", "pinned_start", "working_window"].includes(rule),
        );
        expect(structural).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("refuses a budget that is not positive and a problem with a fault, by name", () => {
    const problem = { patients: [], caregivers: [], travelMinutes: [], weights: PUBLISHED_WEIGHTS };
    expect(() => planDay(problem, { seed: 1, evaluations: 0 })).toThrow(/budget/);
    expect(planDay(problem, { seed: 1, evaluations: 10 }).cost).toBe(0);
    const lonely = {
      ...problem,
      travelMinutes: [[0]],
      patients: [{ place: 0, opensMinute: 0, closesMinute: 9, operations: [{ service: 0, durationMinutes: 1 }] }],
    };
    expect(() => planDay(lonely, { seed: 1, evaluations: 10 })).toThrow("patient 0: nobody may do an operation");
  });
});

describe("price and broken rules of a plan", () => {
  const problem: DailyProblem = {
    patients: [
      { place: 1, opensMinute: 100, closesMinute: 110, operations: [{ service: 0, durationMinutes: 30 }] },
      {
        place: 2,
        opensMinute: 100,
        closesMinute: 160,
        closing: "hard",
        operations: [
          { service: 0, durationMinutes: 10 },
          { service: 1, durationMinutes: 10 },
        ],
        synchronisation: { kind: "sequential", minGapMinutes: 5, maxGapMinutes: 20 },
      },
    ],
    caregivers: [
      { services: [0], startPlace: 0, endPlace: 0 },
      { services: [1], startPlace: 0, endPlace: 0, untilMinute: 200 },
    ],
    travelMinutes: [
      [0, 10, 20],
      [10, 0, 15],
      [20, 15, 0],
    ],
    weights: PUBLISHED_WEIGHTS,
  };
  const visit = (patient: number, operation: number, [startMinute, endMinute]: readonly [number, number]) => ({
    ...{ patient, operation, startMinute, endMinute },
  });
  const planWith = (second: readonly [number, number]): DailyPlan => ({
    routes: [[visit(0, 0, [116, 146]), visit(1, 0, [156, 166])], [visit(1, 1, second)]],
  });

  it("prices way, tardiness and the largest tardiness as published", () => {
    const price = priceOf(problem, {
      routes: [[visit(0, 0, [116, 146]), visit(1, 0, [160, 170])], [visit(1, 1, [160, 170])]],
    });
    expect(price).toEqual({
      cost: expect.closeTo((45 + 40 + 6 + 6) / 3, 9) as number,
      travelMinutes: 85,
      tardinessMinutes: 6,
      worstTardinessMinutes: 6,
    });
  });

  it("names each rule that a changed plan breaks", () => {
    const rules = (plan: DailyPlan) => breachesOf(problem, plan).map(({ rule }) => rule);
    expect(rules(planWith([161, 171]))).toEqual(["travel", "after_hard_closing"]);
    expect(rules(planWith([158, 168]))).toEqual(["travel", "gap"]);
    expect(rules(planWith([181, 191]))).toEqual(["travel", "working_window", "after_hard_closing", "gap"]);
    expect(rules({ routes: [[], [visit(0, 0, [90, 120])]] })).toEqual(["not_allowed", "before_opening", "not_served"]);
  });
});
