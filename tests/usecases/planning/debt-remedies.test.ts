import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMonthOf, SMALL_DISTRICT_MONTH, smallDistrictRows, testCrypto } from "#tests/support/small-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { showElderCalendar } from "#app/usecases/screens/show-calendar.server.ts";
import { showElder } from "#app/usecases/screens/show-elder.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import type { Database } from "#db/connection.server.ts";

const month = SMALL_DISTRICT_MONTH;

/** Nobody works on Sunday nights: whoever can be visited then alone is owed all visits. */
function withNights(rows: ReturnType<typeof smallDistrictRows>) {
  return {
    ...rows,
    elders: rows.elders.map((row) => ({
      ...row,
      windows: "周日 20:00-22:00",
    })),
  };
}

describe("debts with what would place them", { timeout: 120_000 }, () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
    await runMonthOf(testContext(database), withNights(smallDistrictRows(12)), { month, seed: "1", simulate: false });
  }, 120_000);
  afterAll(async () => database.close());

  it("stand beside each debt of the plan, with names in place of ids", async () => {
    const { debts } = await showPlan(testContext(database), month);
    expect(debts.length).toBeGreaterThan(0);
    for (const { help, reason } of debts) {
      expect(reason).toBe("outside_windows");
      expect(help?.owed).toBe(4);
      expect(help?.tried).toContain("weekdays");
      expect(help?.remedies.map(({ change }) => change.kind)).toContain("more_workers");
      for (const { visits } of help?.remedies ?? []) expect(visits).toBe(4);
      expect(JSON.stringify(help)).not.toMatch(/added-/);
    }
  });

  it("stand on the elder's calendar and in the elder's file too", async () => {
    const [debt] = (await showPlan(testContext(database), month)).debts;
    const elderNo = debt?.elderNo ?? "";
    const calendar = await showElderCalendar(testContext(database), month, elderNo);
    const file = await showElder(testContext(database), testCrypto, elderNo, month);
    expect(calendar.debts.map(({ help }) => help)).toEqual([debt?.help, debt?.help, debt?.help, debt?.help]);
    expect(file.debts.map(({ help }) => help)).toEqual(calendar.debts.map(({ help }) => help));
  });
});
