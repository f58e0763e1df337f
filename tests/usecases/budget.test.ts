/** The district's budget: documents raise the cap and post, plans hold money, two racers for the last fen have one winner, and each number has its rows. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fen } from "#app/domain/money/fen.ts";
import { addFund, enterBudget } from "#app/usecases/reconciliation/enter-budget.server.ts";
import { showBudget } from "#app/usecases/reconciliation/show-budget.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf } from "#db/transaction.ts";
import { testContext, testDatabase } from "#tests/support/database.ts";
import { VISITS } from "#tests/support/ledger-commands.ts";
import { insertBase, visitValues } from "#tests/support/ledger-rows.ts";

let database: Database;
const finance = () => testContext(database, { actor: "user:finance" });
const entry = { fund: "district", year: 2026, amountFen: fen(10_500), note: "年初下达" };
const shown = (of: "committed" | "spent" | null = null) =>
  showBudget(finance(), { year: 2026, fund: of === null ? null : "district", of, page: 1 });
const stand = async () => (await shown()).funds.find(({ code }) => code === "district")?.stand;

async function run<Row>(statement: string): Promise<Row[]> {
  return inTransaction(finance(), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}
const plan = (index: number) => {
  const visit = VISITS[index];
  if (!visit) throw new RangeError(String(index));
  return run(`insert into visit ${visitValues(visit)}`);
};

beforeAll(async () => {
  database = await testDatabase();
  await inTransaction(finance(), insertBase);
});
afterAll(async () => database.close());

describe("the budget", () => {
  it("watches nothing before a document was entered, and then counts what is held by that time", async () => {
    await plan(0);
    expect(await stand()).toBeNull();
    await enterBudget(finance(), { ...entry, documentNo: "财社〔2026〕1号" });
    expect(await stand()).toEqual({
      capFen: "10500",
      committedFen: "3500",
      spentFen: "0",
      freeFen: "7000",
      excessFen: "0",
    });
  });

  it("posts each document once, in the budget's set of the books", async () => {
    const posted = await run<{ debit: string; credit: string; fen: string }>(
      `select d.code as debit, c.code as credit, p.amount_fen::text as fen from posting p join journal j on j.id = p.journal_id
         join account d on d.id = p.debit_account_id join account c on c.id = p.credit_account_id where j.kind = 'appropriation'`,
    );
    expect(posted).toEqual([{ debit: "budget.available", credit: "budget.appropriated", fen: "10500" }]);
    await expect(enterBudget(finance(), { ...entry, documentNo: "财社〔2026〕1号" })).rejects.toMatchObject({
      code: "budget-document-known",
    });
  });

  it("gives the last money to one of two who ask for it at once", async () => {
    await plan(1);
    const both = await Promise.allSettled([plan(3), plan(4)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "budget-short" } });
    expect(await stand()).toMatchObject({ committedFen: "10500", freeFen: "0" });
  });

  it("takes the money of a visit that is called off or missed back, and lets in what has happened all the same", async () => {
    await run("update visit set delivery_state = 'missed' where visit_no = '2026-10-0-0'");
    expect(await stand()).toMatchObject({ freeFen: "3500" });
    await plan(6);
    await run("update visit set delivery_state = 'done', approval_state = 'verified' where visit_no = '2026-10-0-0'");
    expect(await stand()).toMatchObject({ committedFen: "14000", excessFen: "3500" });
    await expect(plan(7)).rejects.toMatchObject({ code: "budget-short" });
    await enterBudget(finance(), { ...entry, documentNo: "财社〔2026〕2号", amountFen: fen(3500) });
    expect(await stand()).toMatchObject({ freeFen: "0", excessFen: "0" });
  });

  it("opens the rows behind a number, which add up to it", async () => {
    const { behind } = await shown("committed");
    expect(behind).toMatchObject({ count: 4, totalFen: "14000" });
    expect(behind?.rows.map((row) => row.visitNo)[0]).toBe("2026-10-0-0");
    expect((await shown("spent")).behind).toMatchObject({ count: 0, totalFen: "0", rows: [] });
  });

  it("takes a reduction as a document of its own, never below nothing", async () => {
    const reduce = (amount: number, documentNo: string) =>
      enterBudget(finance(), { ...entry, documentNo, amountFen: fen(-amount) });
    await expect(reduce(14_001, "收回1")).rejects.toThrow();
    await reduce(500, "收回2");
    expect(await stand()).toMatchObject({ capFen: "13500", excessFen: "500" });
    await expect(enterBudget(finance(), { ...entry, documentNo: "空", amountFen: fen(0) })).rejects.toMatchObject({
      code: "budget-amount-missing",
    });
  });

  it("belongs to the whole district", async () => {
    const scope = { streets: [1], provider: "all", worker: "all" } as never;
    await expect(enterBudget({ ...finance(), scope }, { ...entry, documentNo: "街道" })).rejects.toMatchObject({
      code: "whole-district-only",
    });
  });

  it("takes on another fund with a place of its own in the order", async () => {
    const fund = { code: "charity", nameZh: "慈善", nameEn: "Charity", priority: 5, perVisitCapFen: null };
    await addFund(finance(), fund);
    await expect(addFund(finance(), fund)).rejects.toMatchObject({ code: "fund-known" });
    await expect(addFund(finance(), { ...fund, code: "坏" })).rejects.toMatchObject({ code: "fund-code-invalid" });
    expect((await shown()).funds.map(({ code }) => code)).toEqual(["district", "lottery", "charity", "family_bed"]);
  });
});
