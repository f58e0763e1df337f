/** The daily engine: plans keep every rule, the search's cost is the plan's, small days are solved to the optimum, seeds repeat. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breachesOf, priceOf } from "#app/domain/scheduling/daily/daily-plan.ts";
import {
  problemFaults,
  PUBLISHED_WEIGHTS,
  type DailyPatient,
  type DailyProblem,
} from "#app/domain/scheduling/daily/daily-problem.ts";
import { planDay } from "#app/domain/scheduling/daily/daily-search.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { leastCost, recheckDay } from "./daily-reference.ts";

const SERVICES = 3;

function randomPatient(random: Random, place: number): DailyPatient {
  const opensMinute = random.below(200);
  const shared = { place, opensMinute, closesMinute: opensMinute + 30 + random.below(90) };
  const operation = (service: number) => ({ service, durationMinutes: 5 + random.below(20) });
  const first = random.below(SERVICES);
  if (random.next() < 0.55) return { ...shared, operations: [operation(first)] };
  const operations = [operation(first), operation((first + 1) % SERVICES)];
  if (random.next() < 0.5) return { ...shared, operations, synchronisation: { kind: "simultaneous" } };
  const minGapMinutes = random.below(30);
  const maxGapMinutes = minGapMinutes + random.below(40);
  return { ...shared, operations, synchronisation: { kind: "sequential", minGapMinutes, maxGapMinutes } };
}

/** Places on a square with the office in the middle; the first two caregivers hold everything, so that every day has a plan. */
function randomDay(size: { patients: number; caregivers: number; seed: number }): DailyProblem {
  const random = seededRandom(size.seed);
  const points = Array.from({ length: size.patients + 1 }, (_, index) =>
    index === 0 ? [20, 20] : [random.below(40), random.below(40)],
  );
  const way = (from: number[], to: number[]) =>
    Number(Math.hypot((from[0] ?? 0) - (to[0] ?? 0), (from[1] ?? 0) - (to[1] ?? 0)).toFixed(3));
  return {
    patients: Array.from({ length: size.patients }, (_, index) => randomPatient(random, index + 1)),
    caregivers: Array.from({ length: size.caregivers }, (_, index) => ({
      services: index < 2 ? [0, 1, 2] : random.shuffle([0, 1, 2]).slice(0, 1 + random.below(SERVICES)),
      startPlace: 0,
      endPlace: 0,
    })),
    travelMinutes: points.map((from) => points.map((to) => way(from, to))),
    weights: PUBLISHED_WEIGHTS,
  };
}

const days = fc.record({
  patients: fc.integer({ min: 1, max: 14 }),
  caregivers: fc.integer({ min: 2, max: 5 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

describe("a day that is searched", () => {
  it("keeps every rule and costs what an independent reading of its plan says", () => {
    fc.assert(
      fc.property(days, (size) => {
        const problem = randomDay(size);
        expect(problemFaults(problem)).toEqual([]);
        const found = planDay(problem, { seed: size.seed, evaluations: 3_000 });
        const checked = recheckDay(problem, found.plan);
        expect(checked.broken).toEqual([]);
        expect(breachesOf(problem, found.plan)).toEqual([]);
        expect(found.cost).toBeCloseTo(checked.cost, 6);
        expect(priceOf(problem, found.plan).cost).toBeCloseTo(checked.cost, 6);
      }),
      { numRuns: 120, seed: 20261115 },
    );
  });

  it("is the same for the same seed and budget, and another for another seed", () => {
    const problem = randomDay({ patients: 14, caregivers: 4, seed: 7 });
    const plan = (seed: number) => planDay(problem, { seed, evaluations: 20_000 });
    expect(plan(3)).toEqual(plan(3));
    const seen = new Set(
      [1, 2, 3, 4, 5].map((seed) => JSON.stringify(planDay(problem, { seed, evaluations: 300 }).plan)),
    );
    expect(seen.size).toBeGreaterThan(1);
  });

  it("is never dearer with a longer search than the best of all orders and caregivers, on days small enough to try them all", () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const problem = randomDay({ patients: 3, caregivers: 2, seed });
      const found = planDay(problem, { seed, evaluations: 20_000 });
      expect([seed, found.cost]).toEqual([seed, expect.closeTo(leastCost(problem), 5)]);
    }
  });

  it("ends when it is told to stop, with a plan that keeps every rule, and tells how far it is", () => {
    const problem = randomDay({ patients: 12, caregivers: 4, seed: 11 });
    const shares: number[] = [];
    const found = planDay(problem, {
      seed: 1,
      evaluations: 50_000,
      shouldStop: () => shares.length >= 5,
      onProgress: ({ share }) => shares.push(share),
    });
    expect(found.evaluations).toBeLessThan(50_000);
    expect(recheckDay(problem, found.plan).broken).toEqual([]);
    expect(shares).toEqual([...shares].sort((left, right) => left - right));
  });

  it("leaves a pinned operation with its caregiver at its start, and a hard closing unbroken where it can", () => {
    const problem = randomDay({ patients: 8, caregivers: 4, seed: 5 });
    const pinned: DailyProblem = {
      ...problem,
      patients: problem.patients.map((patient, index) =>
        index === 0
          ? {
              ...patient,
              pinnedStartMinute: patient.opensMinute + 20,
              operations: patient.operations.map((one, second) =>
                second === 0 ? { ...one, pinnedCaregiver: 1 } : one,
              ),
            }
          : patient,
      ),
    };
    const { plan } = planDay(pinned, { seed: 1, evaluations: 30_000 });
    const visit = plan.routes[1]?.find(({ patient, operation }) => patient === 0 && operation === 0);
    expect(visit?.startMinute).toBe((pinned.patients[0]?.opensMinute ?? 0) + 20);
    expect(breachesOf(pinned, plan)).toEqual([]);
  });
});

describe("a day that cannot be planned", () => {
  it("is refused with the patient or caregiver at fault", () => {
    const problem = randomDay({ patients: 3, caregivers: 2, seed: 1 });
    const [first, ...rest] = problem.patients;
    if (!first) throw new Error("no patient");
    const faults = (changes: Partial<DailyPatient>) =>
      problemFaults({ ...problem, patients: [{ ...first, ...changes }, ...rest] }).join();
    expect(faults({ closesMinute: first.opensMinute - 1 })).toContain("patient 0");
    expect(faults({ operations: [] })).toContain("patient 0");
    expect(faults({ operations: [{ service: 9, durationMinutes: 5 }] })).toContain("nobody may do");
    expect(faults({ place: 99 })).toContain("not in the travel matrix");
    expect(() => planDay({ ...problem, travelMinutes: [[0]] }, { seed: 1, evaluations: 1 })).toThrow(RangeError);
  });
});
