import { readRows, runMonthOf, testCrypto } from "#tests/support/small-district.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { writeDemoFiles } from "#app/usecases/demo/demo-files.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { runMonth, type MonthResult } from "#app/usecases/month/run-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { generateDemoDistrict } from "#db/seed/demo/generate-district.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";

const month = plainMonth("2026-12");
/** A tenth of the demonstration district: every provider and worker, 150 candidates. */
const district = generateDemoDistrict({ seed: "7", month });
const rows = { ...district, elders: district.elders.slice(0, 150) };

let database: Database;
let result: MonthResult;
const EXPECTED_DIGEST = "95dfcfddc5cfb5596a9cb3733b06cd9c6b45f0c9acfebb5cd5573c19defb4fe3";

async function count(table: string): Promise<number> {
  return inTransaction(testContext(database), async (unit) => {
    const found = await unit.orm.execute(sql.raw(`select count(*)::int as rows from ${table}`));
    return Number(rowsOf<{ rows: number }>(found)[0]?.rows);
  });
}

beforeAll(async () => {
  database = await testDatabase();
  result = await runMonthOf(testContext(database), rows, { month, seed: "1", simulate: true });
});
afterAll(async () => database.close());

describe("the month, from the office's files to the closed books", () => {
  it("counts every candidate once, as eligible or under a reason", () => {
    const excluded = Object.values(result.excluded).reduce((sum, one) => sum + one, 0);
    expect(result.candidates).toBe(150);
    expect(result.eligible + excluded).toBe(150);
  });
  it("allocates every eligible elder and places or owes each of the four visits, without a conflict", () => {
    const owed = Object.values(result.visit_debt).reduce((sum, one) => sum + one, 0);
    expect(result.allocated).toBe(result.eligible);
    expect(result.visits_planned + owed).toBe(result.eligible * 4);
    expect(result.conflicts).toBe(0);
    expect(result.visits_planned / (result.eligible * 4)).toBeGreaterThanOrEqual(0.98);
  });
  it("verifies no more than was delivered, pays no more than was approved, and balances the books", () => {
    expect(result.verified).toBeLessThanOrEqual(result.delivered);
    expect(result.verified).toBeGreaterThan(0);
    expect(result.approved_fen).toBeLessThanOrEqual(result.claimed_fen);
    expect(result.paid_fen).toBe(result.approved_fen);
    expect(result.ledger_sum_fen).toBe(0);
  });
  it("gives the digest that every database gives for these files and this seed", () => {
    expect(result.result_digest).toMatch(/^[0-9a-f]{64}$/);
    expect(result.input_digest).toMatch(/^[0-9a-f]{64}$/);
    expect(result.result_digest).toBe(EXPECTED_DIGEST);
  });
  it("changes nothing when the same file comes again", async () => {
    for (const file of await readRows(rows))
      expect(await importFile(testContext(database), testCrypto, { ...file, apply: true })).toMatchObject({
        state: "applied",
        inserted: 0,
        updated: 0,
      });
  });
  it("stores nothing on a dry run or for a refused file, and names the cell", async () => {
    const before = await count("elder");
    const broken = {
      ...rows,
      elders: rows.elders.map((row, index) =>
        index === 3 ? { ...row, idNumber: "320699195001010010", fullName: "新来的" } : row,
      ),
    };
    const file = (await writeDemoFiles(broken)).find((one) => one.kind === "elders");
    if (!file) throw new Error("no elders file");
    const outcome = await importFile(testContext(database), testCrypto, {
      kind: "elders",
      sheets: await readWorkbook(file.bytes, file.name),
      apply: true,
    });
    expect(outcome).toMatchObject({ state: "refused", inserted: 0 });
    expect(outcome.problems.filter((problem) => problem.level === "error")).toMatchObject([
      { code: "id-number-invalid", column: "B" },
    ]);
    expect(await count("elder")).toBe(before);
  });
  it("keeps identity numbers and phones out of the tables", async () => {
    const found = await inTransaction(testContext(database), async (unit) =>
      rowsOf<{ row: string }>(await unit.orm.execute(sql.raw("select to_jsonb(elder)::text as row from elder"))),
    );
    expect(found.some((one) => /320699\d{11}[\dX]|1990\d{7}/.test(one.row))).toBe(false);
  });
  it("refuses to plan a month twice", async () => {
    await expect(
      runMonth(testContext(database), testCrypto, {
        month,
        seed: "1",
        simulate: false,
        files: [],
        clockMs: () => 0,
        onStage: () => {},
      }),
    ).rejects.toMatchObject({ code: "month-already-planned" });
  });
});
