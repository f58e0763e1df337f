import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "#app/domain/access/scope.ts";
import { identify, type ProviderId, type StreetId } from "#app/domain/identifiers.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";
import { showAllocation } from "#app/usecases/planning/show-allocation.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listEligibility, reserveEntitlement, saveEligibility } from "#db/repositories/entitlements.ts";
import { listAllocations, listSeries, listSeriesExceptions, saveAllocations } from "#db/repositories/plans.ts";
import { listDebtsOfMonth } from "#db/repositories/visits.ts";
import { inTransaction, type Unit } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH as month, smallDistrict } from "#tests/support/small-district.ts";

let database: Database;
let streetId: StreetId;
let providerId: ProviderId;

const inScope = <T>(scope: Scope | undefined, work: (unit: Unit) => Promise<T>) =>
  inTransaction(testContext(database, scope ? { scope } : {}), work);
const ofStreet = (): Scope => ({ streets: [streetId], provider: "all", worker: "all" });
const ofProvider = (): Scope => ({ streets: "all", provider: providerId, worker: "all" });

beforeAll(async () => {
  database = await smallDistrict(80);
  await judgeMonth(testContext(database), month);
  await allocateMonth(testContext(database), month, "1");
  const rows = await inScope(undefined, (unit) => listAllocations(unit, month));
  const [first] = rows.filter((row) => row.providerId !== null);
  streetId = identify<StreetId>(first?.streetId ?? 0);
  providerId = identify<ProviderId>(first?.providerId ?? "");
});
afterAll(async () => database.close());

describe("a month that is allocated", () => {
  it("is judged again by a street for its own elders only", async () => {
    const before = await inScope(undefined, (unit) => listEligibility(unit, month));
    const later = testContext(database, { scope: ofStreet() });
    const judged = await judgeMonth(later, month);
    const own = before.filter((row) => row.streetId === streetId);
    expect(judged.candidates).toBe(own.length);
    expect(own.length).toBeLessThan(before.length);
    expect(await inScope(undefined, (unit) => listEligibility(unit, month))).toHaveLength(before.length);
  });
  it("is not judged for another street, nor reserved for its elders", async () => {
    const [other] = (await inScope(undefined, (unit) => listEligibility(unit, month))).filter(
      (row) => row.streetId !== streetId,
    );
    if (!other) throw new Error("no other street");
    await expect(inScope(ofStreet(), (unit) => saveEligibility(unit, [other]))).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(
      inScope(ofStreet(), (unit) => reserveEntitlement(unit, other.elderId, month, 1)),
    ).rejects.toMatchObject({ code: "not-found" });
  });
  it("is not allocated by a street or a provider, because capacity binds the whole district", async () => {
    for (const scope of [ofStreet(), ofProvider()])
      await expect(allocateMonth(testContext(database, { scope }), month, "1")).rejects.toMatchObject({
        code: "whole-district-only",
      });
  });
  it("keeps other streets' rows when a street's rows are replaced", async () => {
    const before = await inScope(undefined, (unit) => listAllocations(unit, month));
    const own = before.filter((row) => row.streetId === streetId);
    const other = before.find((row) => row.streetId !== streetId);
    await inScope(ofStreet(), (unit) => saveAllocations(unit, month, own));
    expect(await inScope(undefined, (unit) => listAllocations(unit, month))).toHaveLength(before.length);
    await expect(
      inScope(ofStreet(), (unit) => saveAllocations(unit, month, other ? [other] : [])),
    ).rejects.toMatchObject({ code: "not-found" });
  });
  it("is shown to a street with its own elders only, and with the loads of every provider", async () => {
    const filter = { month, chosenFor: "", providerId: "", streetId: null, unallocated: false };
    const all = await showAllocation(testContext(database), filter, 1);
    const own = await showAllocation(testContext(database, { scope: ofStreet() }), filter, 1);
    expect(own.total).toBeGreaterThan(0);
    expect(own.total).toBeLessThan(all.total);
    expect(new Set(own.rows.map((row) => row.streetZh)).size).toBe(1);
    expect(own.loads).toEqual(all.loads);
    expect(all.loads.reduce((sum, load) => sum + load.elders, 0)).toBe(all.stats?.allocated);
    expect(all.rows.every((row) => row.considered.length === all.providers.length)).toBe(true);
  });
  it("cannot be allocated before its eligibility was judged", async () => {
    const next = "2027-01" as typeof month;
    await expect(allocateMonth(testContext(database), next, "1")).rejects.toMatchObject({ code: "month-not-judged" });
  });
});

describe("a month that is planned", () => {
  beforeAll(async () => {
    await planAndOfferMonth(testContext(database), month, "1");
  });
  it("keeps its allocation", async () => {
    await expect(allocateMonth(testContext(database), month, "2")).rejects.toMatchObject({
      code: "month-already-planned",
    });
  });
  it("shows a street only rows of that street", async () => {
    const seen = await inScope(ofStreet(), async (unit) => ({
      elders: (await listEldersWithFacts(unit)).map(({ elder }) => elder.streetId),
      eligibility: (await listEligibility(unit, month)).map((row) => row.streetId),
      allocations: (await listAllocations(unit, month)).map((row) => row.streetId),
      series: (await listSeries(unit, month)).map((row) => row.streetId),
      debts: (await listDebtsOfMonth(unit, month)).map((row) => row.streetId),
    }));
    expect(seen.elders.length).toBeGreaterThan(0);
    expect(seen.eligibility).toHaveLength(seen.elders.length);
    expect(seen.allocations.length).toBeGreaterThan(0);
    for (const streets of Object.values(seen)) expect(streets.every((one) => one === streetId)).toBe(true);
  });
  it("shows a provider only its own elders, with their facts", async () => {
    const given = (await inScope(undefined, (unit) => listAllocations(unit, month)))
      .filter((row) => row.providerId === providerId)
      .map((row) => row.elderId)
      .sort();
    const seen = await inScope(ofProvider(), async (unit) => ({
      elders: await listEldersWithFacts(unit),
      eligibility: (await listEligibility(unit, month)).map((row) => row.elderId),
      series: await listSeries(unit, month),
    }));
    expect(seen.elders.map(({ elder }) => elder.id).sort()).toEqual(given);
    expect(seen.elders.every(({ assistance }) => assistance.length > 0)).toBe(true);
    expect(seen.eligibility.sort()).toEqual(given);
    expect(seen.series.every((row) => row.providerId === providerId)).toBe(true);
  });
  it("gives a street no exceptions of another street's series, whatever ids it asks for", async () => {
    const all = await inScope(undefined, (unit) => listSeries(unit, month));
    const ids = all.map((row) => row.id);
    const own = new Set(all.filter((row) => row.streetId === streetId).map((row) => row.id));
    const seen = await inScope(ofStreet(), (unit) => listSeriesExceptions(unit, ids));
    expect(seen.every((row) => own.has(row.seriesId))).toBe(true);
  });
  it("shows nobody anything in a scope without streets", async () => {
    const nothing: Scope = { streets: [], provider: "all", worker: "all" };
    expect(await inScope(nothing, listEldersWithFacts)).toEqual([]);
    expect(await inScope(nothing, (unit) => listAllocations(unit, month))).toEqual([]);
  });
});
