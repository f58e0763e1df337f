/** The lower bound against plans and against exhaustive search: never above what a plan costs, and the best day is the best day. */
import { describe, expect, it } from "vitest";
import { RoutePricing } from "#app/domain/scheduling/month-plan/bound/route-pricing.ts";
import { boundTravel, FULL_EFFORT, type SolveLinear } from "#app/domain/scheduling/month-plan/bound/travel-bound.ts";
import { compileProblem } from "#app/domain/scheduling/month-plan/provider-problem.ts";
import { byTightness, construct, placeFirstFit } from "#app/domain/scheduling/month-plan/search/construct.ts";
import { ElderPlacing } from "#app/domain/scheduling/month-plan/search/elder-placing.ts";
import { Improvement } from "#app/domain/scheduling/month-plan/search/improvement.ts";
import { NO_ROOM } from "#app/domain/scheduling/month-plan/search/insertion.ts";
import { RouteBook } from "#app/domain/scheduling/month-plan/search/route-book.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import { solveModel } from "#app/integrations/solver/highs.server.ts";
import { anElder, aMonth, aWorker, randomDistrict } from "../district.ts";

const PATIENCE_MS = 120_000;

const solve: SolveLinear = async (program) => {
  const { objective, rowDuals } = await solveModel(program);
  if (rowDuals === null) throw new Error("a linear program has duals");
  return { objective, rowDuals };
};

function placingOf(elders: number, workers: number, seed: number, trouble = 0.3): ElderPlacing {
  const input = randomDistrict({ elders, workers, providers: 1, seed, trouble });
  const [provider] = input.providers;
  if (!provider) throw new Error("no provider");
  return new ElderPlacing(compileProblem(input, provider));
}

const planned = ({ problem }: ElderPlacing) => problem.elders.filter(({ units }) => units.length > 0);

describe("the lower bound of a provider's month", { timeout: PATIENCE_MS }, () => {
  it("is never above a plan, whether it was found in haste or searched for", async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const placing = placingOf(14, 4, seed);
      placeFirstFit(placing, planned(placing));
      const first = placing.wholeCost;
      const bound = await boundTravel(placing, solve);
      expect([seed, bound.isExact]).toEqual([seed, true]);
      expect(bound.lower).toBeLessThanOrEqual(first + 1e-6);
      const searched = placingOf(14, 4, seed);
      construct(searched, byTightness(searched.problem));
      const improvement = new Improvement(searched.problem, searched, seededRandom(seed));
      improvement.run(2_000, 0.9);
      improvement.restoreBest();
      expect(bound.lower).toBeLessThanOrEqual(searched.wholeCost + 1e-6);
      expect(searched.wholeCost).toBeLessThanOrEqual(first);
    }
  });

  it("does not depend on the plan it begins with, and stays valid when it is broken off", async () => {
    const [empty, full] = [placingOf(12, 3, 5), placingOf(12, 3, 5)];
    construct(full, byTightness(full.problem));
    const from = (await boundTravel(empty, solve)).lower;
    expect((await boundTravel(full, solve)).lower).toBeCloseTo(from, 4);
    const hasty = await boundTravel(full, solve, { ...FULL_EFFORT, rounds: 3 });
    expect(hasty.lower).toBeLessThanOrEqual(from + 1e-6);
  });

  it("is what the one elder of a provider costs at least", async () => {
    const input = aMonth("2026-12", { elders: [anElder("1")], workers: [aWorker("A"), aWorker("B")] });
    const [provider] = input.providers;
    if (!provider) throw new Error("no provider");
    const placing = new ElderPlacing(compileProblem(input, provider));
    const { options, insertion } = placing;
    const costs = [...options.unit].map((_, option) => insertion.costOf(option, NO_ROOM));
    expect((await boundTravel(placing, solve)).lower).toBeCloseTo(Math.min(...costs), 6);
  });
});

describe("the best day of a worker", { timeout: PATIENCE_MS }, () => {
  /** Least reduced cost of all orders of at most four series, each tried in the book itself. */
  function exhaustive(placing: ElderPlacing, route: number, worth: readonly number[]): number {
    const { book, options, insertion } = placing;
    let least = 0;
    const extend = (used: number[]) => {
      const cost = book.way * 4 + used.reduce((sum, option) => sum + (options.extra[option] ?? 0), 0);
      const gained = used.reduce((sum, option) => sum + (worth[options.unit[option] ?? 0] ?? 0), 0);
      least = Math.min(least, cost - gained);
      if (used.length >= 4) return;
      for (let option = 0; option < options.unit.length; option += 1) {
        const isHere = (options.worker[option] ?? 0) * 7 + (options.weekday[option] ?? 0) === route;
        const unit = options.unit[option] ?? 0;
        if (!isHere || options.partner[option] !== -1 || used.some((one) => options.unit[one] === unit)) continue;
        const before = book.save();
        if (insertion.place(option)) extend([...used, option]);
        book.restore(before);
      }
    };
    extend([]);
    return least;
  }

  it("is found by a careful search, and a hasty one never promises more", () => {
    for (let seed = 1; seed <= 25; seed += 1) {
      const placing = placingOf(5, 2, seed, 0);
      const { problem, options } = placing;
      if (problem.units.some(({ basket }) => basket.workersNeeded === 2)) continue;
      const random = seededRandom(seed);
      const worth = problem.units.map(() => random.below(200));
      for (let route = 0; route < problem.workers.length * 7; route += 1) {
        const pricing = new RoutePricing(problem, options, new RouteBook(problem, options), route);
        const least = exhaustive(placing, route, worth);
        const [careful] = pricing.price(worth, 0, { most: 1, isCareful: true });
        const [hasty] = pricing.price(worth, 0, { most: 1, isCareful: false });
        // Four series are tried exhaustively; a longer day may be better still.
        if ((careful?.options.length ?? 0) <= 4) expect(careful?.reducedCost ?? 0).toBeCloseTo(least, 6);
        else expect(careful?.reducedCost).toBeLessThan(least + 1e-6);
        expect(hasty?.reducedCost ?? 0).toBeGreaterThanOrEqual((careful?.reducedCost ?? 0) - 1e-6);
      }
    }
  });
});
