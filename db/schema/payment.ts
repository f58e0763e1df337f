/** Payment orders to providers and what the bank answered. Amounts are whole fen. */
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { settlementRun } from "./claim.ts";
import { at, fenColumn, id } from "./columns.ts";
import { importBatch } from "./operation.ts";
import { provider, providerId } from "./workforce.ts";

export const paymentLine = pgTable(
  "payment_line",
  {
    id: id(),
    batchNo: text().notNull(),
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    providerId: providerId(),
    /** Which fund pays. */
    fund: text().notNull().default("district"),
    orderedFen: fenColumn().notNull(),
    sentAt: at().notNull(),
    sentBy: text().notNull(),
    /** The order whose returned money this one pays again; null for the order of the close. */
    follows: uuid().references((): AnyPgColumn => paymentLine.id),
  },
  (table) => [
    uniqueIndex("payment_line_once")
      .on(table.runId, table.providerId, table.fund)
      .where(sql`${table.follows} is null`),
    unique("payment_line_followed_once").on(table.follows),
    unique("payment_line_in_batch").on(table.batchNo, table.providerId),
    check("payment_positive", sql`${table.orderedFen} > 0`),
  ],
);

export const bankLine = pgTable(
  "bank_line",
  {
    id: id(),
    bankReference: text().notNull().unique(),
    batchNo: text().notNull(),
    providerId: uuid().references(() => provider.id),
    amountFen: fenColumn().notNull(),
    /** What the bank will not pay of the order. */
    returnedFen: fenColumn()
      .notNull()
      .default(sql`0`),
    /** Part of the amount that nobody ordered. */
    suspenseFen: fenColumn()
      .notNull()
      .default(sql`0`),
    reason: text(),
    bookedAt: at().notNull(),
    /** 演示数据 when no bank was involved; null for a line of a bank. */
    simulated: text(),
    matchWord: text().notNull(),
    facts: jsonb().notNull(),
    importId: uuid().references(() => importBatch.id),
    importRow: integer(),
  },
  (table) => [
    check("bank_match_known", sql`${table.matchWord} in ('paid', 'partial', 'not_paid', 'error', 'unknown')`),
    check("bank_amounts_not_negative", sql`least(${table.amountFen}, ${table.returnedFen}, ${table.suspenseFen}) >= 0`),
    check("bank_suspense_within_amount", sql`${table.suspenseFen} <= ${table.amountFen}`),
    check("bank_return_is_explained", sql`${table.returnedFen} = 0 or ${table.reason} is not null`),
    index("bank_line_by_batch").on(table.batchNo, table.providerId),
  ],
);
