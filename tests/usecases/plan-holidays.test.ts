import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { aesGcmProvider } from "#app/integrations/crypto/aes-gcm.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { prepareDistrict } from "#app/usecases/month/prepare-district.server.ts";
import { runMonth, type MonthResult } from "#app/usecases/month/run-month.server.ts";
import { showPlan } from "#app/usecases/screens/show-plan.server.ts";
import type { Database } from "#db/connection.server.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { CATALOGUE_VERSION, SERVICE_CATALOGUE, STREETS, WORK_CALENDAR } from "#db/seed/reference-data.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { brokenRules } from "#tests/support/stored-plan-check.ts";

const reference = {
  streets: STREETS,
  catalogueVersion: CATALOGUE_VERSION,
  subtypes: SERVICE_CATALOGUE,
  calendar: WORK_CALENDAR,
  policies: [SAMPLE_POLICY],
};

/** A fifteenth of the demonstration district with all its workers. */
async function planned(database: Database, text: string): Promise<MonthResult> {
  const month = plainMonth(text);
  await prepareDistrict(testContext(database), reference);
  const district = generateDemoDistrict({ seed: "11", month });
  const files = await writeDemoFiles({ ...district, elders: district.elders.slice(0, 100) });
  return runMonth(testContext(database), aesGcmProvider("ab".repeat(32)), {
    month,
    seed: "1",
    simulate: false,
    files: await Promise.all(
      files.map(async (file) => ({ kind: file.kind, sheets: await readWorkbook(file.bytes, file.name) })),
    ),
    clockMs: () => 0,
    onStage: () => {},
  });
}

describe.each(["2026-02", "2026-05", "2026-10", "2027-03"])("the plan of %s", { timeout: 120_000 }, (text) => {
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
