/** A month that is planned with its bound: the same plan, and a number below which no plan can go. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { loadSmallDistrict, SMALL_DISTRICT_MONTH as month } from "#tests/support/small-district.ts";

const databases: Database[] = [];

let clock = 0;

async function planned(withBound: boolean) {
  const database = await testDatabase();
  databases.push(database);
  await loadSmallDistrict(database, 60);
  const context = testContext(database);
  await judgeMonth(context, month);
  await allocateMonth(context, month, "1");
  const stages: string[] = [];
  const { resultDigest } = await planAndOfferMonth(context, month, "1", {
    withBound,
    onProgress: (stage, { elders, allElders }) => stages.push(`${stage} ${String(elders)}/${String(allElders)}`),
    ...(withBound && { stopwatch: () => (clock += 250) }),
  });
  return { resultDigest, stages, stats: (await showPlan(context, month)).stats };
}

let plain: Awaited<ReturnType<typeof planned>>;
let bounded: Awaited<ReturnType<typeof planned>>;

beforeAll(async () => {
  plain = await planned(false);
  bounded = await planned(true);
});
afterAll(async () => {
  for (const database of databases) await database.close();
});

describe("the bound of a planned month", () => {
  it("lies at or below what the plan costs and well above nothing", () => {
    const { cost = 0, lowerBound } = bounded.stats ?? {};
    expect(lowerBound).not.toBeNull();
    expect(lowerBound ?? Infinity).toBeLessThanOrEqual(cost + 1e-6);
    expect(lowerBound ?? 0).toBeGreaterThan(cost / 2);
  });
  it("changes nothing in the plan, and is not there for a plan made without it", () => {
    expect(bounded.resultDigest).toBe(plain.resultDigest);
    expect(plain.stats?.cost).toBe(bounded.stats?.cost);
    expect(plain.stats?.lowerBound).toBeNull();
  });
  it("stands with the parts of the cost and the milliseconds of each stage, where a stopwatch ran", () => {
    const { cost, costParts, milliseconds } = bounded.stats ?? {};
    expect(Object.values(costParts ?? {}).reduce((sum, part) => sum + part, 0)).toBe(cost);
    expect(milliseconds).toEqual({ plan: 250, bound: 250 });
    expect(plain.stats?.milliseconds).toEqual({ plan: null, bound: null });
  });
  it("is told about provider by provider, after the planning", () => {
    const first = bounded.stages.findIndex((stage) => stage.startsWith("bound"));
    expect(bounded.stages.slice(first).every((stage) => stage.startsWith("bound"))).toBe(true);
    expect(bounded.stages.slice(0, first)).toEqual(plain.stages);
    expect(bounded.stages.at(-1)).toMatch(/^bound (\d+)\/\1$/);
  });
});
