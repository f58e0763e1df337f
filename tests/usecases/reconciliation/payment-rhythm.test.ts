/** A district that pays by the quarter: the file of a month is given out once the last month of its quarter is closed. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { showPayments } from "#app/usecases/reconciliation/show-payments.server.ts";
import { writePaymentFile } from "#app/usecases/reconciliation/write-payment-file.server.ts";
import type { Database } from "#db/connection.server.ts";
import { testCrypto } from "#tests/support/small-district.ts";
import { ask, closedMonth, later, MONTH } from "./closed-month.ts";

let database: Database;
const batchNo = `BF${MONTH}-1`;
const file = () => writePaymentFile(later(database, 3)("user:finance"), testCrypto, { batchNo, format: "csv" });
const waitsFor = async (month: string) =>
  (await showPayments(later(database, 3)("user:finance"), plainMonth(month))).batches.map((one) => one.waitsFor);

beforeAll(async () => {
  database = await closedMonth();
  // The month before it stands in the closed one's place, so that the quarter's last month is still open.
  await ask(database, "alter table ledger_period disable trigger user");
}, 120_000);
afterAll(async () => database.close());

const rhythm = (word: string) =>
  ask(database, `update policy_version set parameters = parameters || '{"settlement_rhythm": "${word}"}' returning id`);
const period = (month: string, state: "closing" | "closed") =>
  ask(
    database,
    `update ledger_period set month = '${month}-01', state = '${state}', closed_at = ${state === "closed" ? "now()" : "null"} returning id`,
  );

it("gives out the file of the quarter's last month, and of any month where each is paid by itself", async () => {
  await rhythm("quarterly");
  expect((await file()).bytes.length).toBeGreaterThan(0);
  await period("2026-11", "closing");
  await rhythm("monthly");
  expect((await file()).bytes.length).toBeGreaterThan(0);
});

it("keeps back the file of a month before it until the last one is closed, which the page says", async () => {
  await rhythm("quarterly");
  await expect(file()).rejects.toMatchObject({ code: "payment-waits-for-quarter", facts: { month: "2026-12" } });
  expect(await waitsFor("2026-11")).toEqual(["2026-12"]);
  await period("2026-11", "closed");
  expect((await file()).bytes.length).toBeGreaterThan(0);
  expect(await waitsFor("2026-11")).toEqual([null]);
});
