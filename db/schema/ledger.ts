/** The double-entry ledger: periods, accounts, journals and postings. The books only grow; `ledger_post` is the only way in. */
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, fenColumn, id, month, now } from "./columns.ts";
import { street } from "./reference.ts";
import { provider } from "./workforce.ts";

export const ledgerPeriod = pgTable(
  "ledger_period",
  {
    id: integer().primaryKey(),
    month: month().notNull().unique(),
    state: text().notNull().default("open"),
    closingRun: uuid(),
    asOf: at(),
    inputDigest: bytes(),
    resultDigest: bytes(),
    closedAt: at(),
    closedBy: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (table) => [
    check("period_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check("period_state_known", sql`${table.state} in ('open', 'closing', 'closed')`),
    check("period_closed_has_time", sql`(${table.state} = 'closed') = (${table.closedAt} is not null)`),
    check(
      "period_closed_by_two",
      sql`${table.state} <> 'closed' or (${table.inputDigest} is not null and ${table.resultDigest} is not null and cardinality(${table.closedBy}) >= 2)`,
    ),
  ],
);

export const account = pgTable(
  "account",
  {
    id: integer().primaryKey(),
    code: text().notNull(),
    side: text().notNull(),
    fund: text().notNull(),
    streetId: integer().references(() => street.id),
    providerId: uuid().references(() => provider.id),
  },
  (table) => [
    unique("account_once").on(table.code, table.fund, table.streetId, table.providerId).nullsNotDistinct(),
    check("account_side_known", sql`${table.side} in ('debit', 'credit')`),
  ],
);

export const voucherCounter = pgTable("voucher_counter", {
  year: smallint().primaryKey(),
  lastNo: integer().notNull().default(0),
});

export const journal = pgTable(
  "journal",
  {
    id: id(),
    periodId: integer()
      .notNull()
      .references(() => ledgerPeriod.id),
    refersToMonth: month(),
    kind: text().notNull(),
    sourceType: text().notNull(),
    sourceId: text().notNull(),
    sourceVersion: integer().notNull().default(1),
    idempotencyKey: text().notNull().unique(),
    requestDigest: bytes().notNull(),
    reverses: uuid()
      .unique()
      .references((): AnyPgColumn => journal.id),
    postingCount: smallint().notNull(),
    voucherYear: smallint().notNull(),
    voucherNo: integer().notNull(),
    postedAt: at().notNull().default(now),
    postedBy: text().notNull(),
  },
  (table) => [
    unique("journal_voucher_no").on(table.voucherYear, table.voucherNo),
    unique("journal_source_once").on(table.kind, table.sourceType, table.sourceId, table.sourceVersion),
    unique("journal_with_count").on(table.id, table.postingCount),
    check("journal_posting_count", sql`${table.postingCount} between 1 and 500`),
  ],
);

/**
 * A month's close writes millions of them, so what they refer to is looked up by statement, not by row: triggers after each insert hold that
 * a posting's journal and accounts are there and that no line of a journal is left out. None of the three tables lets a row go.
 */
export const posting = pgTable(
  "posting",
  {
    journalId: uuid().notNull(),
    line: smallint().notNull(),
    lineCount: smallint().notNull(),
    debitAccountId: integer().notNull(),
    creditAccountId: integer().notNull(),
    amountFen: fenColumn().notNull(),
    visitId: uuid(),
    ruleVersion: text(),
    priceVersion: text(),
  },
  (table) => [
    primaryKey({ columns: [table.journalId, table.line] }),
    check("posting_line_in_range", sql`${table.line} between 1 and ${table.lineCount}`),
    check("posting_two_accounts", sql`${table.debitAccountId} <> ${table.creditAccountId}`),
    check("posting_amount_positive", sql`${table.amountFen} > 0`),
  ],
);

export const accountBalance = pgTable(
  "account_balance",
  {
    accountId: integer()
      .notNull()
      .references(() => account.id),
    periodId: integer()
      .notNull()
      .references(() => ledgerPeriod.id),
    debitFen: fenColumn()
      .notNull()
      .default(sql`0`),
    creditFen: fenColumn()
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.periodId] }),
    check("balance_not_negative", sql`${table.debitFen} >= 0 and ${table.creditFen} >= 0`),
  ],
);
