import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { checkPlan } from "#app/domain/scheduling/month-plan/plan-check.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import {
  evaluationsFor,
  mergePlans,
  planMonth,
  planProvider,
  templatePlanner,
} from "#app/domain/scheduling/month-plan/template-planner.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { aMonth, anElder, aWorker, checkedPlan, elderId, windowsOf, randomDistrict } from "./district.ts";

const onTuesdays = windowsOf([2], 540, 660);

const sizes = fc.record({
  elders: fc.integer({ min: 1, max: 30 }),
  workers: fc.integer({ min: 1, max: 9 }),
  providers: fc.integer({ min: 1, max: 3 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  month: fc.constantFrom("2026-02", "2026-05", "2026-10", "2026-11", "2026-12"),
  trouble: fc.constantFrom(0, 0.3, 0.8),
});

/** Generous: the machine of a push may be busy with other suites. */
const PATIENCE_MS = 120_000;

describe("a plan of any small district", { timeout: PATIENCE_MS }, () => {
  it("breaks no hard rule, and places or owes every visit", () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const input = randomDistrict(size);
        const result = planMonth(input, "any", { evaluations: 1_000 });
        expect(checkPlan(input, result)).toEqual([]);
        expect(result.stats.conflicts).toBe(0);
        for (const elder of input.elders) {
          const booked = input.bookedVisits.filter(
            (visit) => visit.elderId === elder.id && visit.sequence !== null && visit.date.startsWith(input.month),
          ).length;
          const placed = result.visits.filter((visit) => visit.elderId === elder.id).length;
          const owed = result.debts.filter((debt) => debt.elderId === elder.id).length;
          expect(booked + placed + owed).toBe(Math.max(booked, elder.visitsWanted));
        }
      }),
      { numRuns: 50, seed: 20261115 },
    );
  });

  it("is the same for the same seed, and for the same lists in another order", () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const input = randomDistrict(size);
        const random = seededRandom(size.seed);
        const shuffled: PlanInput = {
          ...input,
          elders: random.shuffle(input.elders),
          workers: random.shuffle(input.workers),
          providers: random.shuffle(input.providers),
          bookedVisits: random.shuffle(input.bookedVisits),
        };
        const result = planMonth(input, "same", { evaluations: 1_000 });
        expect(planMonth(input, "same", { evaluations: 1_000 })).toEqual(result);
        expect(planMonth(shuffled, "same", { evaluations: 1_000 })).toEqual(result);
      }),
      { numRuns: 15, seed: 20261115 },
    );
  });

  it("does not depend on generated ids, only on keys", () => {
    const input = randomDistrict({ elders: 20, workers: 6, providers: 2, seed: 5 });
    const backwards = (key: string) => key.split("").reverse().join("");
    const renamed: PlanInput = {
      ...input,
      bookedVisits: [],
      elders: input.elders.map((elder) => ({
        ...elder,
        id: elderId(backwards(elder.key)),
        familiar: [],
        previous: null,
      })),
    };
    const plain = { ...renamed, elders: renamed.elders.map((elder) => ({ ...elder, id: elderId(elder.key) })) };
    const dates = (source: PlanInput) =>
      planMonth(source, "ids", { evaluations: 1_000 }).visits.map((visit) => visit.date);
    expect(dates(renamed)).toEqual(dates(plain));
  });

  it("is not the same for every seed", () => {
    const input = randomDistrict({ elders: 40, workers: 6, providers: 1, seed: 9, trouble: 0 });
    const plans = ["a", "b", "c", "d"].map((seed) =>
      JSON.stringify(planMonth(input, seed, { evaluations: 3_000 }).series),
    );
    expect(new Set(plans).size).toBeGreaterThan(1);
  });

  it("gets better with the budget, which is counted and not timed", () => {
    const input = randomDistrict({ elders: 60, workers: 8, providers: 1, seed: 3, trouble: 0 });
    const first = planMonth(input, "budget", { evaluations: 0 });
    const longer = planMonth(input, "budget", { evaluations: 20_000 });
    expect(longer.stats.travelMinutes).toBeLessThan(first.stats.travelMinutes);
    expect(longer.stats.unplaced).toBeLessThanOrEqual(first.stats.unplaced);
    expect(longer.stats.evaluations).toBeGreaterThanOrEqual(20_000);
    expect(first.stats.evaluations).toBeLessThan(20_000);
  });

  it("can be put together from providers planned one by one in any order", () => {
    const input = randomDistrict({ elders: 30, workers: 9, providers: 3, seed: 11 });
    const parts = [...input.providers]
      .reverse()
      .map((provider) => planProvider(input, provider, "parts", evaluationsFor(input, provider, 3_000)));
    expect(mergePlans(input, parts)).toEqual(planMonth(input, "parts", { evaluations: 3_000 }));
    expect(templatePlanner({ evaluations: 3_000 }).plan(input, "parts")).toEqual(mergePlans(input, parts));
  });

  it("costs what its parts make together, and no elder is both placed and paid for as unplaced", () => {
    const input = randomDistrict({ elders: 30, workers: 5, providers: 2, seed: 4, trouble: 0.8 });
    const { stats, visits } = planMonth(input, "cost", { evaluations: 2_000 });
    const { way, changes, exceptions, unplaced } = stats.costParts;
    expect(way + changes + exceptions + unplaced).toBe(stats.cost);
    expect(Math.min(way, changes, exceptions, unplaced)).toBeGreaterThanOrEqual(0);
    expect(way).toBeGreaterThan(0);
    expect(exceptions % 30).toBe(0);
    expect(unplaced / 2_000).toBeLessThanOrEqual(
      input.elders.length - new Set(visits.map(({ elderId: id }) => id)).size,
    );
  });

  it("can be told as canonical values", () => {
    const { visits, debts, reasons } = planMonth(randomDistrict({ elders: 5, workers: 3, providers: 1, seed: 2 }), "x");
    expect(() => canonicalJson(JSON.parse(JSON.stringify({ visits, debts, reasons })))).not.toThrow();
  });
});

describe("a plan", () => {
  it("warns when the year has no calendar, and plans without holidays", () => {
    const input = aMonth("2026-05", {
      elders: [anElder("1", { windows: onTuesdays })],
      workers: [aWorker("A")],
      calendar: new WorkCalendar([]),
    });
    const result = checkedPlan(input);
    expect(result.warnings).toEqual([{ code: "calendar-missing", year: 2026 }]);
    expect(result.visits[0]?.date).toBe("2026-05-05");
  });

  it("refuses two elders with one key", () => {
    const elders = [anElder("1"), anElder("1", { id: elderId("2") })];
    expect(() => planMonth(aMonth("2026-12", { elders }), "x")).toThrow("plan-key-repeated");
  });

  it("tells its progress provider by provider", () => {
    const told: string[] = [];
    const input = randomDistrict({ elders: 6, workers: 3, providers: 3, seed: 1 });
    planMonth(input, "x", { evaluations: 100, onProgress: (done, total) => told.push(`${done}/${total}`) });
    expect(told).toEqual(["1/3", "2/3", "3/3"]);
  });

  it("of nobody is empty", () => {
    expect(checkedPlan(aMonth("2026-12", {}))).toMatchObject({ series: [], visits: [], debts: [], reasons: [] });
  });
});
