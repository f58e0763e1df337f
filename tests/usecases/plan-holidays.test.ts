import { firstElders, runMonthOf } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { type MonthResult } from "#app/usecases/month/run-month.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { TEST_DATABASE, testContext, testDatabase } from "#tests/support/database.ts";
import { brokenRules } from "#tests/support/stored-plan-check.ts";

/** A fifteenth of the demonstration district with all its workers. */
async function planned(database: Database, text: string): Promise<MonthResult> {
  const month = plainMonth(text);
  const rows = firstElders(100, { seed: "11", month });
  return runMonthOf(testContext(database), rows, { month, seed: "1", simulate: false });
}

/** Holidays are the calendar's matter and not the database's: each month is planned on one of the two. */
const MONTHS = TEST_DATABASE === "pglite" ? ["2026-02", "2027-03"] : ["2026-05", "2026-10"];

describe.each(MONTHS)("the plan of %s", { timeout: 120_000 }, (text) => {
  let database: Database;
  let result: MonthResult;
  beforeAll(async () => {
    database = await testDatabase();
    result = await planned(database, text);
  }, 120_000);
  afterAll(async () => database.close());

  const check = () => inTransaction(testContext(database), (unit) => brokenRules(unit, `${text}-01`));

  it("breaks no hard rule, by a check that knows only the stored rows", async () => {
    const { broken, visits } = await check();
    expect(broken).toEqual([]);
    expect(visits).toBe(result.visits_planned);
    expect(result.conflicts).toBe(0);
    expect(visits / (result.eligible * 4)).toBeGreaterThanOrEqual(0.9);
  });
  it("moves visits around the holidays of its year, and warns where no calendar is known", async () => {
    const { moved } = await check();
    const shown = await showPlan(testContext(database), plainMonth(text));
    expect(shown.missingYear).toBe(text.startsWith("2026") ? null : 2027);
    // In May the holidays spare Wednesday and Thursday, so that nothing need move; in February and October they spare no weekday.
    if (text === "2026-02" || text === "2026-10") expect(moved).toBeGreaterThan(10);
  });
  it("would be found out if a visit stood nine hours earlier", async () => {
    await inTransaction(testContext(database), async (unit) => {
      await unit.orm.execute(sql.raw("update visit set planned_start = planned_start - interval '9 hours'"));
    });
    expect((await check()).broken.length).toBeGreaterThan(100);
  });
});
