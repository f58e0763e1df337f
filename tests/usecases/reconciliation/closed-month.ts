/** A small district's month, claimed, decided and closed with real orders: the bank has not answered yet. */
import { sql } from "drizzle-orm";
import { instantAt } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { lastDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { approveClaims } from "#app/usecases/claims/decide-claims.server.ts";
import { prepareClaims } from "#app/usecases/claims/prepare-claims.server.ts";
import { submitClaims } from "#app/usecases/claims/submit-claims.server.ts";
import { playDelivery } from "#app/usecases/demo/play-delivery.server.ts";
import { closeMonth } from "#app/usecases/reconciliation/close-month.server.ts";
import { verifyMonth } from "#app/usecases/visits/verify-month.server.ts";
import type { Database } from "#db/connection.server.ts";
import { inTransaction, rowsOf, type Context } from "#db/transaction.ts";
import { seededDatabase, testContext } from "#tests/support/database.ts";
import { plannedDistrict } from "#tests/support/small-district.ts";

export const MONTH = plainMonth("2026-12");
/** Some days after the month's end, when it is closed. */
export const CLOSED_ON = addDays(lastDateOf(MONTH), 5);

/** Somebody of the district, some days after the close at nine. */
export const later =
  (database: Database, days = 0) =>
  (actor: string): Context => ({ ...testContext(database), actor, now: instantAt(addDays(CLOSED_ON, days), 9 * 60) });

export async function ask<Row>(database: Database, statement: string): Promise<Row[]> {
  return inTransaction(testContext(database), async (unit) => rowsOf<Row>(await unit.orm.execute(sql.raw(statement))));
}

async function deliver(database: Database): Promise<void> {
  const at = later(database)("system:test");
  await playDelivery(at, MONTH, "1", at.now);
  await verifyMonth(at, MONTH);
}

/** A district of its own with the month played and verified; nothing is claimed. */
export const deliveredMonth = (): Promise<Database> => seededDatabase("delivered", deliver, () => plannedDistrict(60));

async function claim(database: Database): Promise<void> {
  const as = later(database);
  await prepareClaims(as("user:provider"), MONTH);
  await submitClaims(as("user:provider"), MONTH);
}

/** A district of its own with the month played to its submitted claims. */
export const claimedMonth = (): Promise<Database> => seededDatabase("claimed", claim, deliveredMonth);

async function close(database: Database): Promise<void> {
  const as = later(database);
  await approveClaims(as("user:street"), MONTH);
  await closeMonth(as("user:clerk"), {
    month: MONTH,
    approvers: ["user:lead", "user:deputy"],
    bank: "awaited",
    override: "演示数据",
  });
}

/** The same month, decided and closed, its payments ordered. */
export const closedMonth = (): Promise<Database> => seededDatabase("ordered", close, claimedMonth);

/** What the accounts hold that a payment moves through, in fen, credit above zero; `all` is 0. */
export async function booksOf(database: Database) {
  const rows = await ask<{ code: string; rest: string }>(
    database,
    `select a.code, sum(b.credit_fen - b.debit_fen)::text as rest from account_balance b join account a on a.id = b.account_id group by a.code`,
  );
  const of = (code: string) => BigInt(rows.find((row) => row.code === code)?.rest ?? "0");
  return {
    payable: of("provider.payable"),
    transit: of("payment.in_transit"),
    bank: of("treasury.bank"),
    suspense: of("suspense"),
    all: rows.reduce((sum, row) => sum + BigInt(row.rest), 0n),
  };
}
