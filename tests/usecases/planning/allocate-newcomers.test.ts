/** Who joins an allocated month is given a provider, and nobody else's changes. */
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { allocateNewcomers, countNewcomers } from "#app/usecases/planning/allocate-newcomers.server.ts";
import { draftMonth, planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { publishDraft } from "#app/usecases/planning/publish-plan.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listAllocations } from "#db/repositories/plans.ts";
import { listVisitsOfMonth } from "#db/repositories/visits.ts";
import { listContracts } from "#db/repositories/workforce.ts";
import { allocation } from "#db/schema/planning.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import {
  importRows,
  loadRows,
  SMALL_DISTRICT_MONTH as month,
  smallDistrictRows,
} from "#tests/support/small-district.ts";

let database: Database;
const context = () => testContext(database);
const rows = smallDistrictRows(60);
const allocations = () => inTransaction(context(), (unit) => listAllocations(unit, month));
const providerOf = async () => new Map((await allocations()).map((row) => [row.elderId, row.contractId]));

beforeAll(async () => {
  database = await testDatabase();
  await loadRows(context(), { ...rows, elders: rows.elders.slice(0, 50) });
  await judgeMonth(context(), month);
});
afterAll(async () => database.close());

describe("those who join an allocated month", () => {
  it("wait for nothing before the month is allocated", async () => {
    expect(await countNewcomers(context(), month)).toBe(0);
    await expect(allocateNewcomers(context(), month)).rejects.toMatchObject({ code: "month-not-allocated" });
  });
  it("are given a provider; everybody else keeps theirs, planned or not", async () => {
    await allocateMonth(context(), month, "1");
    await planAndOfferMonth(context(), month, "1");
    await importRows(context(), rows);
    await judgeMonth(context(), month);
    const before = await providerOf();
    const waiting = await countNewcomers(context(), month);
    expect(waiting).toBeGreaterThan(0);
    const { allocated, left } = await allocateNewcomers(context(), month);
    expect(allocated + left).toBe(waiting);
    expect(allocated).toBeGreaterThan(0);
    const after = await providerOf();
    for (const [elderId, contractId] of before) if (contractId !== null) expect(after.get(elderId)).toBe(contractId);
    expect([...after.values()].filter((one) => one !== null)).toHaveLength(
      [...before.values()].filter((one) => one !== null).length + allocated,
    );
    expect(await countNewcomers(context(), month)).toBe(left);
  });
  it("get their visits from a plan made again, in which the others' stay", async () => {
    const before = new Map(
      (await inTransaction(context(), (unit) => listVisitsOfMonth(unit, month))).map((row) => [row.elderId, row]),
    );
    const { runId } = await draftMonth(context(), month, "1");
    await publishDraft(context(), runId);
    const after = await inTransaction(context(), (unit) => listVisitsOfMonth(unit, month));
    const joined = new Set(after.filter((row) => !before.has(row.elderId)).map((row) => row.elderId));
    expect(joined.size).toBeGreaterThan(0);
  });
  it("never take more than the others leave of a contract", async () => {
    const taken = new Map<string, number>();
    for (const { contractId } of await allocations())
      if (contractId !== null) taken.set(contractId, (taken.get(contractId) ?? 0) + 4);
    for (const { id, monthlyCapacity } of await inTransaction(context(), listContracts))
      expect(taken.get(id) ?? 0).toBeLessThanOrEqual(monthlyCapacity);
  });
  it("are also those who found no place before; then nobody waits any more", async () => {
    const [row] = await allocations();
    await inTransaction(context(), async (unit) => {
      await unit.orm
        .update(allocation)
        .set({ providerId: null, contractId: null })
        .where(eq(allocation.elderId, row?.elderId ?? ""));
    });
    expect(await countNewcomers(context(), month)).toBe(1);
    expect(await allocateNewcomers(context(), month)).toEqual({ allocated: 1, left: 0 });
    await expect(allocateNewcomers(context(), month)).rejects.toMatchObject({ code: "no-newcomers" });
  });
});
