/** A bank's answer with wrong lines: the certain ones are booked, the others have a name, and the corrected file books each fen once. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { BANK_FILE, type BankColumnKey } from "#app/domain/imports/columns/bank-columns.ts";
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { receiveFile } from "#app/usecases/imports/receive-file.server.ts";
import { markBatch } from "#app/usecases/imports/mark-batch.server.ts";
import { showImport } from "#app/usecases/imports/show-imports.server.ts";
import { applyBatch, checkBatch } from "#app/usecases/imports/work-on-batch.server.ts";
import { showPayments } from "#app/usecases/reconciliation/show-payments.server.ts";
import { showSettlement } from "#app/usecases/reconciliation/show-settlement.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { ask, closedMonth, CLOSED_ON, later, MONTH } from "./closed-month.ts";

type Row = Readonly<Partial<Record<BankColumnKey, string>>>;
type Ordered = { code: string; ordered: string };

let database: Database;
let orders: [Ordered, Ordered, ...Ordered[]];
const ACCOUNT = "6222020000001";
const BATCH = `BF${MONTH}-1`;
const on = (day: number) => later(database, day)("user:finance");
const yuan = (amount: string | bigint) => cellYuanText(fen(BigInt(amount)));
const rowOf = ({ code }: Ordered, row: Row): Row => ({ batchNo: BATCH, creditCode: code, bookedOn: CLOSED_ON, ...row });

/** With a column behind that nobody asked for. */
function fileOf(rows: readonly Row[]): Uint8Array {
  const lines = [
    [...BANK_FILE.columns.map(({ header }) => header), "账号"],
    ...rows.map((row) => [...BANK_FILE.columns.map(({ key }) => row[key] ?? ""), ACCOUNT]),
  ];
  return new TextEncoder().encode(`\ufeff${lines.map((cells) => cells.join(",")).join("\r\n")}\r\n`);
}

/** Sends the file of a day through check and writing. @returns its id and what each step says of it */
async function send(day: number, rows: readonly Row[]) {
  return sendFile(day, "bank.csv", fileOf(rows));
}

async function sendFile(day: number, fileName: string, bytes: Uint8Array) {
  const id = await receiveFile(on(day), testCrypto, { kind: "bank", fileName, bytes });
  const work = { id, crypto: testCrypto, report: () => undefined };
  const checked = await checkBatch(on(day), work);
  const written = checked.state === "checked" ? await applyBatch(on(day), work) : checked;
  return { id, checked, written };
}

const paidFen = async () =>
  (await ask<{ fen: string }>(database, "select coalesce(sum(amount_fen), 0)::text as fen from bank_line"))[0]?.fen;
const journals = async () =>
  (
    await ask<{ n: number }>(
      database,
      "select count(*)::int as n from journal where kind in ('payment_confirmed', 'payment_returned')",
    )
  )[0]?.n;

async function unpaid(day: number) {
  const { total, tieOut } = await showSettlement(on(day), MONTH, null);
  expect(tieOut?.total.unnamedFen).toBe(0n);
  return total.differences.filter((one) => one.to === "paid").map(({ code, amountFen }) => [code, amountFen]);
}

const faultyOf = async (day: number) =>
  (await showPayments(on(day), MONTH)).batches.flatMap(({ rows }) => rows.flatMap((row) => row.faultyImport ?? []));

beforeAll(async () => {
  database = await closedMonth();
  orders = (await ask<Ordered>(
    database,
    `select v.credit_code as code, p.ordered_fen::text as ordered from payment_line p join provider v on v.id = p.provider_id
      where p.batch_no = '${BATCH}' order by v.credit_code`,
  )) as typeof orders;
  expect(orders.length).toBeGreaterThan(2);
}, 120_000);
afterAll(async () => database.close());

const good = () =>
  orders.slice(2).map((order, index) => rowOf(order, { paid: yuan(order.ordered), reference: `G${index}` }));

it("whose total is not that of its rows is refused as a whole, and nothing is booked", async () => {
  const total = yuan(orders.slice(2).reduce((sum, order) => sum + BigInt(order.ordered), 0n) + 1n);
  const { id, written } = await send(2, [...good(), { batchNo: "合计", paid: total }]);
  expect(written).toMatchObject({ state: "refused", inserted: 0 });
  const { problems, batch } = await showImport(on(2), { id, code: null, page: 1 });
  expect(problems.map(({ code, column, row }) => [code, column, row])).toEqual([
    ["bank-total-differs", "C", orders.length],
  ]);
  expect([batch.bank, await paidFen(), await faultyOf(2)]).toEqual([null, "0", []]);
});

it("is written without its wrong lines, whose cells the page names before and after", async () => {
  const [first, second] = orders;
  const wrongDay = rowOf(first, { paid: yuan(first.ordered), reference: "B1", bookedOn: "2099-01-01" });
  const { id, checked, written } = await send(3, [wrongDay, rowOf(second, { paid: "x", reference: "B2" }), ...good()]);
  expect(checked).toMatchObject({ state: "checked", inserted: orders.length - 2 });
  expect(written).toMatchObject({ state: "applied", inserted: orders.length - 2 });
  const { problems, batch } = await showImport(on(3), { id, code: null, page: 1 });
  expect(problems.map(({ code, column, row }) => [code, column, row])).toEqual([
    ["bank-day-in-future", "D", 2],
    ["amount-unreadable", "C", 3],
  ]);
  expect(batch.bank?.left.map(({ rowNumber }) => rowNumber)).toEqual([2, 3]);
  const booked = orders.slice(2).reduce((sum, order) => sum + BigInt(order.ordered), 0n);
  expect([await paidFen(), await journals()]).toEqual([String(booked), orders.length - 2]);
});

it("gives the lines left out back with what is wrong at their cells, after the file itself is gone, and takes them as they are", async () => {
  const [first, second] = orders;
  const early = rowOf(second, { paid: yuan(second.ordered), reference: "B2", bookedOn: "2099-01-01" });
  const { id, written } = await send(3, [rowOf(first, { paid: "x", reference: "B1" }), ...good(), early]);
  expect(written).toMatchObject({ state: "applied", unchanged: good().length });
  const last = good().length + 3;
  const words = { remark: ({ code }: { code: string }) => code, remarkHeader: "问题", watermark: "演示数据" };
  const { bytes, fileName } = await markBatch(on(3), testCrypto, { id, words });
  const [sheet] = await readWorkbook(bytes, `${fileName}.xlsx`);
  const rows = new Map(sheet?.rows.map(({ rowNumber, cells }) => [rowNumber, cells.map(({ text }) => text)]));
  expect(rows.get(1)).toEqual([...BANK_FILE.columns.map(({ header }) => header), "", "问题"]);
  expect(rows.get(2)?.slice(0, 5)).toEqual([BATCH, first.code, "x", CLOSED_ON, "B1"]);
  expect(rows.get(2)?.at(-1)).toBe("amount-unreadable");
  expect(rows.get(last)?.at(-1)).toBe("bank-day-in-future");
  expect([...rows.keys()].filter((number) => number <= last)).toEqual([1, 2, last]);
  expect(JSON.stringify([...rows])).not.toContain(ACCOUNT);
  const again = await sendFile(3, "bank.xlsx", bytes);
  expect(again.checked).toMatchObject({ state: "refused", rowCount: 2 });
  const { problems } = await showImport(on(3), { id: again.id, code: null, page: 1 });
  expect(problems.filter(({ level }) => level === "error").map(({ code, column, row }) => [code, column, row])).toEqual(
    [
      ["amount-unreadable", "C", 2],
      ["bank-day-in-future", "D", last],
    ],
  );
});

it("keeps what it gives back unreadable in the database, and gives nothing back of a file that was written whole", async () => {
  const stored = await ask<{ text: string }>(database, "select effects::text as text from import_batch");
  expect(stored.map(({ text }) => text).join("\n")).not.toMatch(/2099-01-01|"x"/);
  const { id } = await send(3, good());
  const words = { remark: () => "", remarkHeader: "问题", watermark: "" };
  await expect(markBatch(on(3), testCrypto, { id, words })).rejects.toMatchObject({ code: "import-content-gone" });
});

it("leaves what is in transit under a name of its own, on the page of payments with its file", async () => {
  const [first, second] = orders;
  const open = BigInt(first.ordered) + BigInt(second.ordered);
  expect(await unpaid(3)).toEqual([["bank-answer-wrong", open]]);
  expect(new Set(await faultyOf(3)).size).toBe(1);
  expect(await faultyOf(3)).toHaveLength(2);
});

it("books each fen once when the corrected file comes, and again when it comes twice", async () => {
  const [first, second] = orders;
  const half = BigInt(first.ordered) / 2n;
  const corrected = [
    rowOf(first, { paid: yuan(half), reference: "B1" }),
    rowOf(second, { paid: yuan(second.ordered), reference: "B2" }),
    ...good(),
  ];
  const before = await journals();
  expect((await send(4, corrected)).written).toMatchObject({
    state: "applied",
    inserted: 2,
    unchanged: orders.length - 2,
  });
  const after = await paidFen();
  expect(await journals()).toBe((before ?? 0) + 2);
  // The rest of the first one is not the file's fault any more.
  expect(await unpaid(4)).toEqual([["partly-paid", BigInt(first.ordered) - half]]);
  expect(await faultyOf(4)).toEqual([]);
  expect((await send(5, corrected)).written).toMatchObject({ state: "applied", inserted: 0, unchanged: orders.length });
  expect([await paidFen(), await journals()]).toEqual([after, (before ?? 0) + 2]);
});

it("keeps its return back while another line about the payment is wrong, so that not too much comes back", async () => {
  const [first] = orders;
  const rest = BigInt(first.ordered) - BigInt(first.ordered) / 2n;
  const part = rowOf(first, { paid: "0.01", reference: "B3", bookedOn: "2099-01-01" });
  const back = rowOf(first, { paid: "0.00", reason: "账号户名不符" });
  expect((await send(6, [part, back])).written).toMatchObject({ state: "refused", inserted: 0 });
  expect((await send(7, [{ ...part, bookedOn: CLOSED_ON }, back])).written).toMatchObject({
    state: "applied",
    inserted: 2,
  });
  expect(await unpaid(7)).toEqual([["payment-returned", rest - 1n]]);
});
