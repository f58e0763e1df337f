/** The books. Posting goes through one SQL function; nothing else writes journals. */
import { eq, sql } from "drizzle-orm";
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
 * Has the rest of the unit find rows by their indexes, key by key. Plans are made from counts that a close outgrows while it writes, and checks
 * of foreign keys keep the plan of their first use: tables that were counted while they were still small would be read from end to end for
 * each page.
 */
export async function findByIndex(unit: Unit): Promise<void> {
  const off = ["enable_seqscan", "enable_bitmapscan", "enable_mergejoin"];
  const settings = off.map((name) => `set_config('${name}', 'off', true)`);
  await unit.orm.execute(sql.raw(`select ${settings.join(", ")}`));
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

/** One account by its keys, as a text that maps can hold. */
export function accountKeyText(key: Omit<AccountKey, "side">): string {
  return [key.code, key.fund, key.streetId ?? "", key.providerId ?? ""].join("|");
}

/**
 * The numbers of accounts by `accountKeyText`, made when they do not exist. The period's lock, held by the caller, keeps numbers unique.
 * @param keys each account once
 */
export async function accountNumbers(unit: Unit, keys: readonly AccountKey[]): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const wanted = keys.map(({ code, side, fund, streetId, providerId }) => ({
    ...{ code, side, fund },
    street_id: streetId,
    provider_id: providerId,
  }));
  // Each is found by its key: "is not distinct from" would go through all accounts of a code.
  const same = (column: string) => [`w.${column} is null and a.${column} is null`, `a.${column} = w.${column}`];
  const known = same("street_id").flatMap((street) =>
    same("provider_id").map(
      (provider) =>
        sql`select a.id from ${account} a where a.code = w.code and a.fund = w.fund and ${sql.raw(`${street} and ${provider}`)}`,
    ),
  );
  const rows = await unit.orm.execute(sql`
    with wanted as (
      select w.*, a.id from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as w(code text, side text, fund text, street_id integer, provider_id uuid)
      left join lateral (${sql.join(known, sql` union all `)}) a on true),
    made as (
      insert into ${account} (id, code, side, fund, street_id, provider_id)
      select (select coalesce(max(id), 0) from ${account}) + row_number() over (order by code, fund, street_id, provider_id),
        code, side, fund, street_id, provider_id from wanted where id is null
      returning id, code, fund, street_id, provider_id)
    select id, code, fund, street_id, provider_id from wanted where id is not null
    union all select id, code, fund, street_id, provider_id from made`);
  type Row = { id: number; code: string; fund: string; street_id: number | null; provider_id: string | null };
  return new Map(
    rowsOf<Row>(rows).map(({ id, code, fund, street_id: streetId, provider_id: providerId }) => [
      accountKeyText({ code, fund, streetId, providerId }),
      id,
    ]),
  );
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

/** As the posting function reads it; amounts travel as decimal text. */
const requestOf = (entry: JournalEntry) => ({
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
});

export type PostedEntry = { readonly voucherNo: number; readonly duplicate: boolean };

/** Posts journals in their order by one call, all or none; a key that is in the books answers with its first journal. */
export async function postEntries(unit: Unit, entries: readonly JournalEntry[]): Promise<PostedEntry[]> {
  if (entries.length === 0) return [];
  const result = await unit.orm.execute(
    sql`select p.voucher_no, p.duplicate from ledger_post(${JSON.stringify(entries.map(requestOf))}::jsonb) with ordinality as p(journal_id, voucher_no, duplicate, place) order by p.place`,
  );
  return rowsOf<{ voucher_no: number; duplicate: boolean }>(result).map((row) => ({
    voucherNo: Number(row.voucher_no),
    duplicate: row.duplicate,
  }));
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
