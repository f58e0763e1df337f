/** Plans of 200 seeded districts against a checker that shares no code with the planner, plain districts and nasty ones. */
import { describe, expect, it } from "vitest";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import { recheckPlan } from "#tests/support/plan-recheck.ts";
import { EVERY_WORKDAY, randomDistrict, windowsOf } from "./district.ts";

const PATIENCE_MS = 120_000;
const MONTHS = ["2026-02", "2026-05", "2026-10", "2026-11", "2026-12"];

/** What makes a district nasty; the plain one comes first. */
const TWISTS: readonly (readonly [string, (input: PlanInput) => PlanInput])[] = [
  ["as it comes", (input) => input],
  [
    "one qualified worker",
    (input) => ({
      ...input,
      workers: input.workers.map((worker, index) =>
        index < input.providers.length
          ? worker
          : { ...worker, qualifications: [{ code: "Q0", certificateNo: null, expiresOn: null }] },
      ),
    }),
  ],
  [
    "all windows equal",
    (input) => ({
      ...input,
      elders: input.elders.map((elder) => ({ ...elder, windows: windowsOf(EVERY_WORKDAY, 540, 660) })),
    }),
  ],
  ["no capacity", (input) => ({ ...input, workers: input.workers.map((worker) => ({ ...worker, availability: [] })) })],
  [
    "a month of leave",
    (input) => {
      const from = firstDateOf(input.month);
      const leave = [{ from, to: addDays(from, 30) }];
      return {
        ...input,
        workers: input.workers.map((worker, index) => (index % 2 === 0 ? { ...worker, leave } : worker)),
      };
    },
  ],
];

describe.each(TWISTS)("forty districts: %s", (_name, twist) => {
  it("break no rule in the eyes of an independent checker", { timeout: PATIENCE_MS }, () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const input = twist(
        randomDistrict({
          elders: 1 + random.below(40),
          workers: 1 + random.below(10),
          providers: 1 + random.below(3),
          seed,
          month: random.pick(MONTHS),
          trouble: random.pick([0, 0.3, 0.8]),
        }),
      );
      const plan = planMonth(input, String(seed), { evaluations: 1_500 });
      const found = recheckPlan(input, plan);
      expect([seed, found.violations]).toEqual([seed, []]);
      expect([seed, found.travelMinutes]).toEqual([seed, expect.any(Number)]);
    }
  });
});

describe("the independent checker", () => {
  it("finds a visit that is moved to where it cannot be", () => {
    const input = randomDistrict({ elders: 20, workers: 6, providers: 1, seed: 4, trouble: 0 });
    const plan = planMonth(input, "x", { evaluations: 500 });
    const [first, second] = plan.visits.filter(({ workerIds }) => workerIds[0] === plan.visits[0]?.workerIds[0]);
    if (!first || !second) throw new Error("no visits");
    const at = (changes: Partial<typeof first>) =>
      recheckPlan(input, {
        ...plan,
        visits: plan.visits.map((visit) => (visit === second ? { ...visit, ...changes } : visit)),
      }).violations;
    expect(at({})).toEqual([]);
    expect(at({ date: first.date, startMinute: first.startMinute })).not.toEqual([]);
    expect(at({ startMinute: 60 })).not.toEqual([]);
    expect(at({ workerIds: [] })).not.toEqual([]);
    expect(recheckPlan(input, { ...plan, visits: plan.visits.slice(1) }).violations).not.toEqual([]);
  });
});
