/** Funding sources (资金来源) and what they were given: appropriations as documents, one line of the budget per fund and year. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { at, fenColumn, id } from "./columns.ts";

/**
 * Who pays. A visit is paid by the funds of visits in their order, the first as far as it may; the parts add up to the whole. What family beds
 * cost is paid by theirs alone.
 */
export const fund = pgTable(
  "fund",
  {
    code: text().primaryKey(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    /** What it may pay for. */
    pays: text().notNull().default("visits"),
    /** 1 pays first. */
    priority: smallint().notNull().unique(),
    /** Most that this fund pays of one visit; null for no bound. */
    perVisitCapFen: fenColumn(),
  },
  (table) => [
    check("fund_pays_known", sql`${table.pays} in ('visits', 'beds')`),
    check("fund_priority_positive", sql`${table.priority} > 0`),
    check("fund_cap_positive", sql`${table.perVisitCapFen} is null or ${table.perVisitCapFen} > 0`),
  ],
);

/** What a fund was given for a year, or had taken away: the cap of the year is the sum of its documents. */
export const budgetDocument = pgTable(
  "budget_document",
  {
    id: id(),
    documentNo: text().notNull().unique(),
    fund: text()
      .notNull()
      .references(() => fund.code),
    year: smallint().notNull(),
    amountFen: fenColumn().notNull(),
    note: text().notNull(),
    enteredBy: text().notNull(),
    enteredAt: at().notNull(),
  },
  (table) => [
    index("budget_document_by_year").on(table.year, table.fund),
    check("budget_document_not_zero", sql`${table.amountFen} <> 0`),
  ],
);

/**
 * The budget of a fund and year. Committed and spent are kept by triggers on visits, settlement parts and the subsidies of family beds. A plan
 * is refused when it does not fit; what has really happened is never refused and stands as an excess that a person must look at.
 */
export const budgetYear = pgTable(
  "budget_year",
  {
    fund: text()
      .notNull()
      .references(() => fund.code),
    year: smallint().notNull(),
    capFen: fenColumn().notNull(),
    committedFen: fenColumn()
      .notNull()
      .default(sql`0`),
    spentFen: fenColumn()
      .notNull()
      .default(sql`0`),
    excessFen: fenColumn()
      .notNull()
      .default(sql`0`),
    confirmed: text().notNull().default("示例"),
  },
  (table) => [
    primaryKey({ columns: [table.fund, table.year] }),
    check(
      "budget_not_negative",
      sql`least(${table.capFen}, ${table.committedFen}, ${table.spentFen}, ${table.excessFen}) >= 0`,
    ),
    check("within_budget", sql`${table.committedFen} + ${table.spentFen} <= ${table.capFen} + ${table.excessFen}`),
    check("spent_within_appropriation", sql`${table.spentFen} <= ${table.capFen}`),
  ],
);

/**
 * What each fund pays of a settled line. The parts of a line add up to what was approved, so no second fund can pay the same fen. Line and fund
 * are looked up once a statement, by triggers.
 */
export const settlementPart = pgTable(
  "settlement_part",
  {
    lineId: uuid().notNull(),
    fund: text().notNull(),
    amountFen: fenColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lineId, table.fund] }),
    index("settlement_part_by_fund").on(table.fund),
    check("settlement_part_positive", sql`${table.amountFen} > 0`),
  ],
);
