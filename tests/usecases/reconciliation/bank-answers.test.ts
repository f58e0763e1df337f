/** A payment batch from its file to the last fen: what the bank paid, paid in part, sent back, and what is ordered again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BANK_FILE } from "#app/domain/imports/columns/bank-columns.ts";
import { fen, sumFen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { unexplained } from "#app/domain/reconciliation/settlement-sums.ts";
import { TIE_PLACES } from "#app/domain/reconciliation/tie-out.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { importFile } from "#app/usecases/imports/import-file.server.ts";
import { followUpPayments } from "#app/usecases/reconciliation/follow-up-payments.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { showTieRows } from "#app/usecases/reconciliation/show-tie-rows.server.ts";
import { traceVisit } from "#app/usecases/reconciliation/trace-visit.server.ts";
import { writePaymentFile } from "#app/usecases/reconciliation/write-payment-file.server.ts";
import type { Database } from "#db/connection.server.ts";
import { sheetOf } from "#tests/domain/imports/import-fixtures.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { ask, booksOf, closedMonth, CLOSED_ON, later, MONTH } from "./closed-month.ts";

type Ordered = { batch: string; code: string; ordered: string; provider: string };
type BankRow = Readonly<Partial<Record<"paid" | "reference" | "reason" | "bookedOn" | "treatment", string>>>;

let database: Database;
const as = (actor: string) => later(database, 3)(actor);
const FIRST = `BF${MONTH}-1`;
let orders: Ordered[] = [];

const orderedOf = (batchNo: string) =>
  ask<Ordered>(
    database,
    `select p.batch_no as batch, v.credit_code as code, p.ordered_fen::text as ordered, v.name as provider
       from payment_line p join provider v on v.id = p.provider_id where p.batch_no = '${batchNo}' order by v.credit_code`,
  );

const yuan = (amount: bigint) => cellYuanText(fen(amount));
const rowOf = (order: Ordered, row: BankRow) => ({
  batchNo: order.batch,
  creditCode: order.code,
  bookedOn: CLOSED_ON,
  ...row,
});

function answer(rows: readonly ReturnType<typeof rowOf>[], apply: boolean) {
  return importFile(as("user:finance"), testCrypto, { kind: "bank", sheets: [sheetOf(BANK_FILE, rows)], apply });
}

const books = () => booksOf(database);
const total = () => orders.reduce((sum, order) => sum + BigInt(order.ordered), 0n);

beforeAll(async () => {
  database = await closedMonth();
  orders = await orderedOf(FIRST);
}, 120_000);
afterAll(async () => database.close());

describe("the payment file", () => {
  it("has one row a payee with its account as text, its voucher, and totals equal to the orders and the books", async () => {
    expect(orders.length).toBeGreaterThan(2);
    const { bytes } = await writePaymentFile(as("user:finance"), testCrypto, { batchNo: FIRST, format: "xlsx" });
    const [sheet] = await readWorkbook(bytes, "pay.xlsx");
    const rows = (sheet?.rows ?? []).filter((row) => row.cells.some((cell) => cell.text === FIRST));
    expect(rows).toHaveLength(orders.length);
    for (const row of rows) {
      const accounts = row.cells.filter((cell) => /^\d{12,}$/.test(cell.text));
      expect(accounts.map((cell) => cell.kind)).toEqual(["text"]);
      expect(row.cells.some((cell) => /^2026-\d{6}$/.test(cell.text))).toBe(true);
    }
    const foot = (sheet?.rows ?? []).find((row) => row.cells[0]?.text === "合计");
    expect(foot?.cells.some((cell) => cell.kind === "number" && cell.value === Number(total()) / 100)).toBe(true);
    expect((await books()).transit).toBe(total());
  });

  it("is written as CSV for the bank's programme, and each export stands in the audit log", async () => {
    const { bytes } = await writePaymentFile(as("user:finance"), testCrypto, { batchNo: FIRST, format: "csv" });
    expect(new TextDecoder().decode(bytes).trim().split("\r\n")).toHaveLength(orders.length + 2);
    const events = await ask<{ n: number }>(
      database,
      "select count(*)::int as n from audit_event where action = 'payment.export'",
    );
    expect(events[0]?.n).toBe(2);
  });
});

describe("the bank's answer", () => {
  it("refuses by cell what was not ordered, what is more than ordered, and what lacks a number, a reason or a possible day", async () => {
    const [first, second] = orders as [Ordered, Ordered];
    const more = yuan(BigInt(first.ordered) + 1n);
    const outcome = await answer(
      [
        rowOf(first, { paid: more, reference: "B1" }),
        rowOf({ ...second, batch: "BF2026-12-9" }, { paid: "1.00", reference: "B2" }),
        rowOf({ ...second, code: "52320699MJ0000018T" }, { paid: "1.00", reference: "B3" }),
        rowOf(second, { paid: "1.00" }),
        rowOf(second, { paid: "0.00" }),
        rowOf(second, { paid: "1.00", reference: "B4", bookedOn: "2027-02-01" }),
        rowOf(second, { paid: "1.00", reference: "B5", bookedOn: "2026-12-01" }),
        rowOf(second, { paid: "1.00", reference: "B1" }),
      ],
      true,
    );
    expect(outcome.state).toBe("refused");
    expect(outcome.problems.map(({ column, code }) => `${column} ${code}`)).toEqual([
      "C paid-above-ordered",
      "A payment-batch-unknown",
      "B payment-payee-unknown",
      "E bank-reference-missing",
      "F return-reason-missing",
      "D bank-day-in-future",
      "D bank-day-before-order",
      "E bank-reference-duplicate",
    ]);
    expect((await ask(database, "select 1 from bank_line")).length).toBe(0);
  });

  it("is checked without effect, then stored once: paid, paid in part, returned; the same file again adds nothing", async () => {
    const [first, second, ...rest] = orders as [Ordered, Ordered, ...Ordered[]];
    const half = BigInt(first.ordered) / 2n;
    const rows = [
      rowOf(first, { paid: yuan(half), reference: "B1" }),
      rowOf(second, { paid: "0.00", reason: "账号户名不符" }),
      ...rest.map((order, index) => rowOf(order, { paid: yuan(BigInt(order.ordered)), reference: `R${index}` })),
    ];
    expect(await answer(rows, false)).toMatchObject({ state: "checked", inserted: rows.length });
    expect((await books()).bank).toBe(0n);
    expect(await answer(rows, true)).toMatchObject({ state: "applied", inserted: rows.length });
    const after = await books();
    const paid = half + rest.reduce((sum, order) => sum + BigInt(order.ordered), 0n);
    expect(after).toEqual({
      payable: BigInt(second.ordered),
      transit: BigInt(first.ordered) - half,
      bank: paid,
      suspense: 0n,
      all: 0n,
    });
    const vouchers = await ask(database, "select 1 from journal");
    expect(await answer(rows, true)).toMatchObject({ state: "applied", inserted: 0, unchanged: rows.length });
    expect(await books()).toEqual(after);
    expect(await ask(database, "select 1 from journal")).toHaveLength(vouchers.length);
  });

  it("is posted in the open month and names the closed one", async () => {
    const months = await ask<{ period: number; refers: string }>(
      database,
      "select distinct period_id as period, refers_to_month::text as refers from journal where kind in ('payment_confirmed', 'payment_returned')",
    );
    expect(months).toEqual([{ period: 202701, refers: `${MONTH}-01` }]);
  });

  it("never uses a bank number for something else", async () => {
    const [first] = orders as [Ordered];
    const outcome = await answer([rowOf(first, { paid: "0.01", reference: "B1" })], true);
    expect(outcome.problems.map((one) => one.code)).toEqual(["bank-line-changed"]);
  });

  it("leaves a difference with its name: returned, and paid in part", async () => {
    const settlement = await showSettlement(as("user:finance"), MONTH, null);
    const named = settlement.total.differences.filter((one) => one.to === "paid").map((one) => one.code);
    expect(named).toEqual(["partly-paid", "payment-returned"]);
    expect(unexplained(settlement.total)).toEqual([]);
  });
});

describe("the tie-out", () => {
  it("shows every number as the sum of its rows, per provider and in all, and names every fen of the difference", async () => {
    const { tieOut } = await showSettlement(as("user:finance"), MONTH, null);
    if (tieOut === null) throw new Error("the district has a tie-out");
    for (const line of [...tieOut.providers.slice(0, 1), tieOut.total]) {
      expect(line.unnamedFen).toBe(0n);
      expect(sumFen(line.named.map((one) => one.amountFen))).toBe(line.differenceFen);
      expect(line.sums.payable.amountFen).toBe(line.sums.approved.amountFen);
      for (const place of TIE_PLACES) {
        const question = { month: MONTH, place, provider: line.providerCode === "" ? null : line.providerCode };
        const first = await showTieRows(as("user:auditor"), { ...question, page: 1 });
        const rows = [...first.rows];
        for (let page = 2; rows.length < first.total; page += 1)
          rows.push(...(await showTieRows(as("user:auditor"), { ...question, page })).rows);
        expect({ count: rows.length, amountFen: sumFen(rows.map((row) => row.amountFen)) }).toEqual(line.sums[place]);
      }
    }
    expect(tieOut.total.sums.bank.amountFen).toBeLessThan(tieOut.total.sums.payable.amountFen);
  });

  it("is not for a street, whose lines are paid when the provider's whole payment is", async () => {
    const [street] = await ask<{ id: number }>(database, "select min(street_id) as id from settlement_line");
    const scope = { streets: [street?.id ?? 0], provider: "all", worker: "all" } as never;
    const shown = await showSettlement({ ...as("user:street"), scope }, MONTH, null);
    expect(shown.tieOut).toBeNull();
    expect(unexplained(shown.total)).toEqual([]);
    expect(shown.total.differences.map((one) => one.code)).not.toContain("overpaid");
    const question = { month: MONTH, place: "bank", provider: null, page: 1 } as const;
    await expect(showTieRows({ ...as("user:street"), scope }, question)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a follow-up batch", () => {
  it("orders again exactly what came back, refers to the first, and cannot be made twice", async () => {
    const [, second] = orders as [Ordered, Ordered];
    const made = await followUpPayments(as("user:finance"), FIRST);
    expect(made).toEqual({ batchNo: `${FIRST}-F1`, lines: 1, orderedFen: BigInt(second.ordered) });
    await expect(followUpPayments(as("user:finance"), FIRST)).rejects.toMatchObject({ code: "nothing-came-back" });
    await expect(followUpPayments(as("user:finance"), "BF2030-01-1")).rejects.toMatchObject({ code: "not-found" });
    const { bytes } = await writePaymentFile(as("user:finance"), testCrypto, { batchNo: made.batchNo, format: "xlsx" });
    const [sheet] = await readWorkbook(bytes, "pay.xlsx");
    const row = sheet?.rows.find((one) => one.cells.some((cell) => cell.text === made.batchNo));
    expect(row?.cells.map((cell) => cell.text)).toEqual(expect.arrayContaining([FIRST, second.code]));
    expect(await books()).toMatchObject({ payable: 0n, all: 0n });
  });

  it("is refused by the table for any amount but the one that came back, for another payee, and a second time", async () => {
    const again = (changes: string) =>
      ask(
        database,
        `insert into payment_line (id, batch_no, run_id, provider_id, ordered_fen, sent_at, sent_by, follows)
         select gen_random_uuid(), 'other', run_id, ${changes} from payment_line
          where id in (select id from payment_line where batch_no = '${FIRST}') order by ordered_fen limit 1`,
      );
    await expect(again("provider_id, ordered_fen + 1, now(), 'x', id")).rejects.toMatchObject({
      code: "breaks-a-rule",
    });
    await expect(again("provider_id, 1, now(), 'x', id")).rejects.toMatchObject({ code: "breaks-a-rule" });
    await expect(
      ask(
        database,
        `insert into payment_line (id, batch_no, run_id, provider_id, ordered_fen, sent_at, sent_by, follows)
         select gen_random_uuid(), 'other', run_id, provider_id, ordered_fen, now(), 'x', follows from payment_line where follows is not null`,
      ),
    ).rejects.toMatchObject({ code: "already-exists" });
    await expect(
      ask(
        database,
        `insert into payment_line (id, batch_no, run_id, provider_id, ordered_fen, sent_at, sent_by)
         select gen_random_uuid(), 'other', run_id, provider_id, ordered_fen, now(), 'x' from payment_line where batch_no = '${FIRST}' limit 1`,
      ),
    ).rejects.toMatchObject({ code: "already-exists" });
  });

  it("brings the month to 0.00 when the bank has paid it and the rest, and the trace of a visit agrees", async () => {
    const [first, second] = orders as [Ordered, Ordered];
    const [followUp] = (await orderedOf(`${FIRST}-F1`)) as [Ordered];
    const rest = BigInt(first.ordered) - BigInt(first.ordered) / 2n;
    const outcome = await answer(
      [
        rowOf(first, { paid: yuan(rest), reference: "B9", bookedOn: "2027-01-06" }),
        rowOf(followUp, { paid: yuan(BigInt(followUp.ordered)), reference: "B10", bookedOn: "2027-01-08" }),
      ],
      true,
    );
    expect(outcome).toMatchObject({ state: "applied", problems: [], inserted: 2 });
    expect(await books()).toEqual({ payable: 0n, transit: 0n, bank: total(), suspense: 0n, all: 0n });
    const settlement = await showSettlement(as("user:finance"), MONTH, null);
    expect(settlement.total.stages.paid.amountFen).toBe(total());
    expect(settlement.total.stages.approved).toEqual(settlement.total.stages.paid);
    expect(settlement.total.differences.filter((one) => one.to === "paid")).toEqual([]);
    const tied = settlement.tieOut?.total;
    expect(tied?.sums.bank.amountFen).toBe(tied?.sums.approved.amountFen);
    expect(tied?.sums.confirmed).toMatchObject({ amountFen: tied?.sums.bank.amountFen });
    expect(tied?.unnamedFen).toBe(0n);
    const [visit] = await ask<{ no: string }>(
      database,
      `select v.visit_no as no from settlement_line l join visit v on v.id = l.visit_id join provider p on p.id = l.provider_id
        where p.credit_code = '${second.code}' and l.approved_fen > 0 limit 1`,
    );
    const trace = await traceVisit(as("user:finance"), visit?.no ?? "");
    expect(trace.books?.bank.map((line) => line.reference)).toEqual(["B10", expect.stringContaining("退-")]);
    expect(trace.checks.filter((check) => !check.holds)).toEqual([]);
  });

  it("takes what the bank paid too much only when the row says so, into suspense, under its name", async () => {
    const [first] = orders as [Ordered];
    const row = { paid: "5.00", reference: "B11", bookedOn: "2027-01-08" };
    expect((await answer([rowOf(first, row)], true)).problems.map((one) => one.code)).toEqual(["paid-above-ordered"]);
    expect((await answer([rowOf(first, { ...row, treatment: "挂账" })], true)).state).toBe("applied");
    expect(await books()).toMatchObject({ suspense: -500n, bank: total() + 500n, all: 0n });
    const settlement = await showSettlement(as("user:finance"), MONTH, null);
    expect(settlement.total.differences.filter((one) => one.to === "paid")).toMatchObject([
      { code: "overpaid", amountFen: -500n },
    ]);
    expect(settlement.tieOut?.total).toMatchObject({ unnamedFen: 0n });
  });

  it("is refused by the table when a line says more than its order, or changes", async () => {
    const extra = `insert into bank_line (id, bank_reference, batch_no, provider_id, amount_fen, booked_at, match_word, facts)
      select gen_random_uuid(), 'X1', batch_no, provider_id, 1, now(), 'paid', '{}' from payment_line limit 1`;
    await expect(ask(database, extra)).rejects.toMatchObject({ code: "breaks-a-rule" });
    await expect(ask(database, "update bank_line set amount_fen = 1")).rejects.toThrow();
    await expect(ask(database, "delete from bank_line")).rejects.toThrow();
  });
});
