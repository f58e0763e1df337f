import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { yearIndicators, type YearFacts, type YearGoals } from "#app/domain/reconciliation/performance.ts";

const facts = (changes: Partial<YearFacts> = {}): YearFacts => ({
  elders: 24,
  planned: 100,
  delivered: 95,
  verified: 90,
  settled: 90,
  claimedFen: 100_000n,
  approvedFen: 98_000n,
  orderedFen: 98_000n,
  paidFen: 98_000n,
  rated: 40,
  satisfied: 38,
  personTimes: 20,
  ...changes,
});
const goals: YearGoals = { satisfaction_target: 90, target_person_times: 700 };
const yearOf = (changes: Partial<YearFacts> = {}, changed: Partial<YearGoals> = {}) =>
  yearIndicators(facts(changes), { ...goals, ...changed });
const of = (rows: ReturnType<typeof yearIndicators>, code: string) => rows.find((row) => row.code === code);

describe("the yearly self-assessment", () => {
  it("weighs a hundred points, gives all of them for reached goals and a share below", () => {
    const rows = yearOf();
    expect(rows.reduce((sum, row) => sum + row.weight, 0)).toBe(100);
    expect(of(rows, "delivered")).toMatchObject({ reached: 950, pointsTenths: 300 });
    expect(of(rows, "verified")).toMatchObject({ reached: 947, pointsTenths: 299 });
    expect(of(rows, "paid")).toMatchObject({ reached: 1000, pointsTenths: 200 });
    expect(of(rows, "satisfied")).toMatchObject({ reached: 950, pointsTenths: 100 });
    expect(of(rows, "elders")).toMatchObject({ reached: 24, pointsTenths: null });
  });

  it("asks for the share of satisfied persons and the number of persons that the policy names", () => {
    expect(of(yearOf(), "satisfied")).toMatchObject({ goal: 900, pointsTenths: 100 });
    expect(of(yearOf({}, { satisfaction_target: 100 }), "satisfied")).toMatchObject({ goal: 1000, pointsTenths: 95 });
    expect(of(yearOf({}, { satisfaction_target: 0 }), "satisfied")).toMatchObject({ goal: 0, pointsTenths: 100 });
    const persons = { measure: "count", goal: 30, reached: 20, weight: 0, pointsTenths: null };
    expect(of(yearOf({}, { target_person_times: 30 }), "person_times")).toMatchObject(persons);
  });

  it("says that nothing can be measured in an empty year, instead of full points or none", () => {
    const empty = { elders: 0, planned: 0, delivered: 0, verified: 0, settled: 0, rated: 0, satisfied: 0 };
    const rows = yearOf({ ...empty, personTimes: 0, claimedFen: 0n, approvedFen: 0n, orderedFen: 0n, paidFen: 0n });
    expect(rows.filter((row) => row.weight > 0).every((row) => row.reached === null && row.pointsTenths === null)).toBe(
      true,
    );
  });

  it("never gives more than the weight nor less than nothing, and refuses counts that contradict each other", () => {
    const counts = fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.nat({ max: 1000 }));
    fc.assert(
      fc.property(counts, ([one, two, three]) => {
        const [verified = 0, delivered = 0, planned = 0] = [one, two, three].sort((left, right) => left - right);
        for (const row of yearOf({ planned, delivered, verified }))
          if (row.pointsTenths !== null) {
            expect(row.pointsTenths).toBeGreaterThanOrEqual(0);
            expect(row.pointsTenths).toBeLessThanOrEqual(row.weight * 10);
          }
      }),
    );
    expect(of(yearOf({ satisfied: 18 }), "satisfied")).toMatchObject({ reached: 450, pointsTenths: 50 });
    expect(() => yearOf({ satisfied: 41 })).toThrow("year-facts-contradict");
    expect(() => yearOf({ delivered: 101 })).toThrow("year-facts-contradict");
    expect(() => yearOf({ paidFen: 98_001n })).toThrow("year-facts-contradict");
  });
});
