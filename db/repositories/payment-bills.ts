/** The channel's daily bills and what does not agree. They belong to the whole district. */
import { and, asc, desc, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { account, accountBalance } from "../schema/ledger.ts";
import { paymentBill, paymentBillLine, paymentDifference } from "../schema/payment-order.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";

export type PaymentBillRow = typeof paymentBill.$inferSelect;
export type PaymentDifferenceRow = typeof paymentDifference.$inferSelect;

export async function findBill(unit: Unit, on: PlainDate, kind: "trade" | "fund"): Promise<PaymentBillRow | null> {
  const [row] = await unit.orm
    .select()
    .from(paymentBill)
    .where(and(eq(paymentBill.billOn, on), eq(paymentBill.kind, kind)));
  return row ?? null;
}

/** Keeps a bill with its lines; the first one of a day stays. */
export async function insertBill(
  unit: Unit,
  bill: typeof paymentBill.$inferInsert,
  lines: readonly (typeof paymentBillLine.$inferInsert)[],
): Promise<void> {
  const added = await unit.orm.insert(paymentBill).values(bill).onConflictDoNothing().returning({ id: paymentBill.id });
  if (added.length === 0) return;
  for (const piece of piecesOf([...lines], 500)) await unit.orm.insert(paymentBillLine).values(piece);
}

export async function listDifferences(unit: Unit, on: PlainDate | null): Promise<PaymentDifferenceRow[]> {
  return unit.orm
    .select()
    .from(paymentDifference)
    .where(on === null ? isNull(paymentDifference.resolvedAt) : eq(paymentDifference.billOn, on))
    .orderBy(desc(paymentDifference.billOn), asc(paymentDifference.kind), asc(paymentDifference.subject));
}

/** Days that have an open difference, newest first. */
export async function listOpenDays(unit: Unit, most: number): Promise<PlainDate[]> {
  const rows = await unit.orm
    .selectDistinct({ on: paymentDifference.billOn })
    .from(paymentDifference)
    .where(isNull(paymentDifference.resolvedAt))
    .orderBy(desc(paymentDifference.billOn))
    .limit(most);
  return rows.map(({ on }) => plainDate(on));
}

export async function insertDifference(unit: Unit, row: typeof paymentDifference.$inferInsert): Promise<void> {
  await unit.orm.insert(paymentDifference).values(row).onConflictDoNothing();
}

/** One that is open, held for the rest of the unit. */
export async function lockOpenDifference(unit: Unit, id: string): Promise<PaymentDifferenceRow | null> {
  const [row] = await unit.orm
    .select()
    .from(paymentDifference)
    .where(and(eq(paymentDifference.id, id), isNull(paymentDifference.resolvedAt)))
    .for("update");
  return row ?? null;
}

export async function updateDifference(unit: Unit, id: string, values: Partial<PaymentDifferenceRow>): Promise<void> {
  await unit.orm.update(paymentDifference).set(values).where(eq(paymentDifference.id, id));
}

/** What waits in suspense of bills up to a day, oldest first. */
export async function listSuspense(unit: Unit, until: PlainDate): Promise<PaymentDifferenceRow[]> {
  return unit.orm
    .select()
    .from(paymentDifference)
    .where(
      and(
        isNull(paymentDifference.resolvedAt),
        isNotNull(paymentDifference.suspendedAt),
        lte(paymentDifference.billOn, until),
      ),
    )
    .orderBy(asc(paymentDifference.billOn), asc(paymentDifference.kind), asc(paymentDifference.subject));
}

/** Ends a difference that is open. False when it is not. */
export async function resolveDifference(
  unit: Unit,
  id: string,
  values: Required<Pick<PaymentDifferenceRow, "resolvedAt" | "resolvedBy" | "resolution" | "releasedTo">>,
): Promise<boolean> {
  const rows = await unit.orm
    .update(paymentDifference)
    .set(values)
    .where(and(eq(paymentDifference.id, id), isNull(paymentDifference.resolvedAt)))
    .returning({ id: paymentDifference.id });
  return rows.length > 0;
}

/** The newest days for which a trade bill was fetched, with lines, sums and open differences. */
export async function listBillDays(unit: Unit, most: number) {
  const sumOf = (kind: string, column: "amount_fen" | "fee_fen") =>
    sql<string>`(select coalesce(sum(l.${sql.raw(column)}), 0)::text from ${paymentBillLine} l where l.bill_id = ${paymentBill.id} and l.kind = ${kind})`;
  return unit.orm
    .select({
      on: paymentBill.billOn,
      fetchedAt: paymentBill.fetchedAt,
      lineCount: paymentBill.lineCount,
      paidFen: sumOf("payment", "amount_fen"),
      refundedFen: sumOf("refund", "amount_fen"),
      feeFen: sql<string>`(select coalesce(sum(l.fee_fen), 0)::text from ${paymentBillLine} l where l.bill_id = ${paymentBill.id})`,
      openDifferences: sql<number>`(select count(*)::int from ${paymentDifference} d where d.bill_on = ${paymentBill.billOn} and d.resolved_at is null)`,
    })
    .from(paymentBill)
    .where(eq(paymentBill.kind, "trade"))
    .orderBy(desc(paymentBill.billOn))
    .limit(most);
}

/** Debits minus credits of each account of a fund, by its code. */
export async function accountStands(unit: Unit, fund: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await unit.orm
    .select({
      code: account.code,
      net: sql<string>`coalesce(sum(${accountBalance.debitFen}) - sum(${accountBalance.creditFen}), 0)::text`,
    })
    .from(account)
    .leftJoin(accountBalance, eq(accountBalance.accountId, account.id))
    .where(eq(account.fund, fund))
    .groupBy(account.code);
  return new Map(rows.map((row) => [row.code, BigInt(row.net)]));
}
