/** The visits' list of a delivered month: what it counts, what it puts first, and what each filter leaves. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identify, type ProviderId } from "#app/domain/identifiers.ts";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf } from "#app/domain/time/plain-month.ts";
import { showVisits } from "#app/usecases/screens/show-visits.server.ts";
import type { Database } from "#db/connection.server.ts";
import type { VisitListFilter } from "#db/queries/visit-list.ts";
import { listVisitsOfMonth, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { runMonthOf, SMALL_DISTRICT_MONTH as month, smallDistrictRows } from "#tests/support/small-district.ts";

let database: Database;
let visits: readonly VisitRow[];

const show = (filter: Partial<VisitListFilter> = {}) =>
  showVisits(testContext(database), { month, order: "exceptions", page: 1, ...filter });

/** Numbers of the visits of every page. */
async function numbers(filter: Partial<VisitListFilter>): Promise<string[]> {
  const first = await show(filter);
  const found = first.rows.map(({ visitNo }) => visitNo);
  for (let page = 2; found.length < first.total; page += 1)
    found.push(...(await show({ ...filter, page })).rows.map(({ visitNo }) => visitNo));
  return found;
}
const sorted = (list: readonly { readonly visitNo: string }[]) => list.map(({ visitNo }) => visitNo).sort();

beforeAll(async () => {
  database = await testDatabase();
  const context = testContext(database, { now: instantAt(addDays(lastDateOf(month), 5), 9 * 60) });
  await runMonthOf(context, smallDistrictRows(60), { month, seed: "1", simulate: true });
  visits = await inTransaction(context, (unit) => listVisitsOfMonth(unit, month));
});
afterAll(async () => database.close());

describe("the visits' list", () => {
  it("counts the open findings by rule, and each count is the length of that rule's list", async () => {
    const { byRule } = await show();
    expect(byRule.length).toBeGreaterThan(2);
    for (const { ruleCode, visits: count } of byRule) {
      const found = await numbers({ ruleCode });
      expect([ruleCode, found.length, new Set(found).size]).toEqual([ruleCode, count, count]);
    }
  });
  it("puts visits with open findings first, then keeps the order of time", async () => {
    const { rows } = await show();
    const firstClean = rows.findIndex((row) => row.openRules.length === 0);
    const questioned = rows.filter((row) => row.openRules.length > 0).length;
    expect(questioned).toBeGreaterThan(0);
    expect(firstClean === -1 ? rows.length : firstClean).toBe(questioned);
    const byTime = (await show({ order: "time" })).rows.map((row) => row.plannedStart);
    expect(byTime).toEqual([...byTime].sort());
  });
  it("leaves the visits of one local day, of one provider, of one state", async () => {
    const providerId = visits[0]?.providerId ?? "";
    expect((await numbers({ providerId })).sort()).toEqual(
      sorted(visits.filter((row) => row.providerId === providerId)),
    );
    const on = addDays(firstDateOf(month), 7);
    const day = { from: instantAt(on, 0), to: instantAt(addDays(on, 1), 0) };
    const ofDay = visits.filter((row) => +row.plannedStart >= day.from && +row.plannedStart < day.to);
    expect(ofDay.length).toBeGreaterThan(0);
    expect((await numbers({ day })).sort()).toEqual(sorted(ofDay));
    const missed = visits.filter((row) => row.deliveryState === "missed");
    expect((await numbers({ state: "missed" })).sort()).toEqual(sorted(missed));
  });
  it("counts and lists for a provider its own visits only", async () => {
    const providerId = identify<ProviderId>(visits[0]?.providerId ?? "");
    const scope = { streets: "all", provider: providerId, worker: "all" } as const;
    const own = await showVisits(testContext(database, { scope }), { month, order: "time", page: 1 });
    expect(own.total).toBe(visits.filter((row) => row.providerId === providerId).length);
    const open = own.byRule.reduce((sum, row) => sum + row.visits, 0);
    expect(open).toBeLessThan((await show()).byRule.reduce((sum, row) => sum + row.visits, 0));
  });
});
