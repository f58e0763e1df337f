/** The books. Posting goes through one SQL function; nothing else writes journals. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { account, journal, ledgerPeriod } from "../schema/ledger.ts";
import type { Unit } from "../transaction.ts";
import { rowsOf } from "../transaction.ts";

export type PeriodRow = typeof ledgerPeriod.$inferSelect;

const periodIdOf = (month: PlainMonth) => Number(month.replace("-", ""));

/** The period of a month, opened when it does not exist, locked for the rest of the unit. */
export async function lockPeriod(unit: Unit, month: PlainMonth): Promise<PeriodRow> {
  const id = periodIdOf(month);
  await unit.orm
    .insert(ledgerPeriod)
    .values({ id, month: firstDateOf(month) })
    .onConflictDoNothing();
  const [row] = await unit.orm.select().from(ledgerPeriod).where(eq(ledgerPeriod.id, id)).for("update");
  if (!row) throw new Error("the period was not made");
  return row;
}

/**
 * Has the rest of the unit find rows by their indexes. Checks of foreign keys keep the plan of their first use: where the books were counted
 * while they were still empty, the first close would otherwise read all of them again for each posting.
 */
export async function findByIndex(unit: Unit): Promise<void> {
  await unit.orm.execute(sql.raw("set local enable_seqscan = off"));
}

/** The period of a month as it stands, or null when nothing has opened it. */
export async function findPeriod(unit: Unit, month: PlainMonth): Promise<PeriodRow | null> {
  const [row] = await unit.orm
    .select()
    .from(ledgerPeriod)
    .where(eq(ledgerPeriod.id, periodIdOf(month)));
  return row ?? null;
}

export async function updatePeriod(unit: Unit, id: number, values: Partial<PeriodRow>): Promise<void> {
  await unit.orm.update(ledgerPeriod).set(values).where(eq(ledgerPeriod.id, id));
}

export type AccountKey = {
  readonly code: string;
  readonly side: "debit" | "credit";
  readonly fund: string;
  readonly streetId: number | null;
  readonly providerId: string | null;
};

/** The number of an account, made when it does not exist. The period's lock, held by the caller, keeps numbers unique. */
export async function accountNumber(unit: Unit, key: AccountKey): Promise<number> {
  const [known] = await unit.orm
    .select({ id: account.id })
    .from(account)
    .where(
      and(
        eq(account.code, key.code),
        eq(account.fund, key.fund),
        key.streetId === null ? isNull(account.streetId) : eq(account.streetId, key.streetId),
        key.providerId === null ? isNull(account.providerId) : eq(account.providerId, key.providerId),
      ),
    );
  if (known) return known.id;
  const [next] = await unit.orm.select({ id: sql<number>`coalesce(max(${account.id}), 0)::int + 1` }).from(account);
  const id = next?.id ?? 1;
  await unit.orm.insert(account).values({ ...key, id });
  return id;
}

export type JournalEntry = {
  readonly id: string;
  readonly periodId: number;
  readonly closingRun: string | null;
  /** The month that the journal tells of, where it is another than the period's. */
  readonly refersToMonth: PlainMonth | null;
  readonly kind: string;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly sourceVersion: number;
  /** Id of the journal that this one undoes. */
  readonly reverses: string | null;
  readonly idempotencyKey: string;
  /** SHA-256 of the canonical request, lower-case hex. */
  readonly requestDigest: string;
  readonly postedBy: string;
  readonly postings: readonly {
    readonly debit: number;
    readonly credit: number;
    readonly amountFen: bigint;
    readonly visitId: string | null;
    readonly ruleVersion: string | null;
    readonly priceVersion: string | null;
  }[];
};

/** Posts one journal; the same key answers with the first one. Amounts travel as decimal text. */
export async function postJournal(unit: Unit, entry: JournalEntry): Promise<{ voucherNo: number; duplicate: boolean }> {
  const request = {
    id: entry.id,
    period_id: entry.periodId,
    closing_run: entry.closingRun,
    refers_to_month: entry.refersToMonth === null ? null : firstDateOf(entry.refersToMonth),
    kind: entry.kind,
    source_type: entry.sourceType,
    source_id: entry.sourceId,
    source_version: entry.sourceVersion,
    reverses: entry.reverses,
    idempotency_key: entry.idempotencyKey,
    request_digest: entry.requestDigest,
    posted_by: entry.postedBy,
    postings: entry.postings.map((posting) => ({
      debit: posting.debit,
      credit: posting.credit,
      amount_fen: posting.amountFen.toString(),
      visit_id: posting.visitId,
      rule_version: posting.ruleVersion,
      price_version: posting.priceVersion,
    })),
  };
  const result = await unit.orm.execute(
    sql`select voucher_no, duplicate from ledger_post(${JSON.stringify(request)}::jsonb)`,
  );
  const [row] = rowsOf<{ voucher_no: number; duplicate: boolean }>(result);
  return { voucherNo: Number(row?.voucher_no ?? 0), duplicate: row?.duplicate ?? false };
}

/** The id of the journal with a key, or null when it is not in the books. */
export async function findJournalId(unit: Unit, idempotencyKey: string): Promise<string | null> {
  const [row] = await unit.orm
    .select({ id: journal.id })
    .from(journal)
    .where(eq(journal.idempotencyKey, idempotencyKey));
  return row?.id ?? null;
}

/** First day of the month in which a journal was posted, or null when it is not in the books. */
export async function findJournalMonth(unit: Unit, idempotencyKey: string): Promise<string | null> {
  const [row] = await unit.orm
    .select({ month: ledgerPeriod.month })
    .from(journal)
    .innerJoin(ledgerPeriod, eq(ledgerPeriod.id, journal.periodId))
    .where(eq(journal.idempotencyKey, idempotencyKey));
  return row?.month ?? null;
}

/** Debits minus credits over the whole ledger: 0, or the books are broken. */
export async function ledgerSum(unit: Unit): Promise<bigint> {
  const result = await unit.orm.execute(
    sql`select coalesce(sum(debit_fen) - sum(credit_fen), 0)::text as total from account_balance`,
  );
  return BigInt(rowsOf<{ total: string }>(result)[0]?.total ?? "0");
}
