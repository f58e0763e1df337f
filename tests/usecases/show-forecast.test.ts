import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { identify, type StreetId } from "#app/domain/identifiers.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import { showForecast } from "#app/usecases/screens/show-forecast.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { SMALL_DISTRICT_MONTH, smallDistrict } from "#tests/support/small-district.ts";

const month = SMALL_DISTRICT_MONTH;
let database: Database;

beforeAll(async () => {
  database = await smallDistrict(40);
});
afterAll(async () => database.close());

async function run(statement: ReturnType<typeof sql>) {
  return inTransaction(testContext(database), async (unit) =>
    rowsOf<{ rows: number }>(await unit.orm.execute(statement)),
  );
}

describe("the capacity forecast", () => {
  it("reckons with the elders who would be entitled, and stores nothing", async () => {
    const forecast = await showForecast(testContext(database), month);
    const [stored] = await run(sql`select count(*)::int as rows from eligibility_result`);
    expect(Number(stored?.rows)).toBe(0);
    const judged = await judgeMonth(testContext(database), month);
    expect(forecast.elders).toBe(judged.eligible);
    expect(forecast.visits).toBeGreaterThanOrEqual(forecast.elders);
    expect(forecast.neededMinutes).toBeGreaterThanOrEqual(forecast.visits * 60);
  });

  it("finds a demonstration district's workers enough for forty elders", async () => {
    const { shortMinutes, availableMinutes, neededMinutes } = await showForecast(testContext(database), month);
    expect(shortMinutes).toBe(0);
    expect(availableMinutes).toBeGreaterThan(neededMinutes);
  });

  it("shows a street its own rows, reckoned with the whole district", async () => {
    const whole = await showForecast(testContext(database), month);
    const streetId = whole.rows[0]?.streetId ?? 0;
    const scope = { ...WHOLE_DISTRICT, streets: [identify<StreetId>(streetId)] };
    const own = await showForecast({ ...testContext(database), scope }, month);
    expect(own.rows).toEqual(whole.rows.filter((row) => row.streetId === streetId));
    expect(own.rows.length).toBeLessThan(whole.rows.length);
    expect(own.neededMinutes).toBe(whole.neededMinutes);
  });

  it("names every qualification short when no provider is active", async () => {
    await run(sql`update provider set state = 'suspended'`);
    const { availableMinutes, shortMinutes, neededMinutes, qualifications, rows } = await showForecast(
      testContext(database),
      month,
    );
    expect(availableMinutes).toBe(0);
    expect(shortMinutes).toBe(neededMinutes);
    for (const one of qualifications) expect(one.streets.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.qualifiedWorkers === 0 && row.shortMinutes === row.neededMinutes)).toBe(true);
  });
});
