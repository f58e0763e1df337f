/** Audit samples: the value committed before a month, the frozen list of its lines, and what was drawn. Nothing here is ever edited. */
import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, id, month } from "./columns.ts";
import { settlementRun } from "./claim.ts";
import { visit } from "./visit.ts";

export const sampleSeed = pgTable(
  "sample_seed",
  {
    month: month().primaryKey(),
    commitment: text().notNull(),
    secretCipher: text().notNull(),
    committedBy: text().notNull(),
    committedAt: at().notNull(),
    revealedValue: text(),
    revealedAt: at(),
  },
  (table) => [
    check("sample_seed_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check(
      "sample_seed_before_month_ends",
      sql`${table.committedAt} < ((${table.month} + interval '1 month') at time zone 'Asia/Shanghai')`,
    ),
    check("sample_seed_revealed_whole", sql`num_nulls(${table.revealedValue}, ${table.revealedAt}) in (0, 2)`),
    check(
      "sample_seed_is_the_committed",
      sql`${table.revealedValue} is null or encode(sha256(convert_to(${table.revealedValue}, 'UTF8')), 'hex') = ${table.commitment}`,
    ),
  ],
);

export const sampleBatch = pgTable(
  "sample_batch",
  {
    id: id(),
    month: month()
      .notNull()
      .references(() => sampleSeed.month),
    runId: uuid()
      .notNull()
      .unique()
      .references(() => settlementRun.id),
    /** An earlier batch of the month had revealed the value when this one was drawn. */
    afterReveal: boolean().notNull(),
    algorithm: text().notNull(),
    policyVersion: text().notNull(),
    terms: jsonb().notNull(),
    batchDigest: text().notNull(),
    factsDigest: text().notNull(),
    seed: text().notNull(),
    size: integer().notNull(),
    strata: jsonb().notNull(),
    drawnBy: text().notNull(),
    drawnAt: at().notNull(),
  },
  (table) => [check("sample_size_not_negative", sql`${table.size} >= 0`)],
);

export const sampleLine = pgTable(
  "sample_line",
  {
    batchId: uuid()
      .notNull()
      .references(() => sampleBatch.id),
    visitId: uuid()
      .notNull()
      .references(() => visit.id),
    lineGroup: text().notNull(),
    category: text().notNull(),
    riskPoints: integer().notNull(),
    firstOfProvider: boolean().notNull(),
    firstOfWorker: boolean().notNull(),
    /** Place among the drawn, from 1; null for a line that was not drawn. */
    drawnAs: integer(),
    reasons: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.visitId] }),
    check("sample_line_group_known", sql`${table.lineGroup} in ('paid', 'refused', 'waiting')`),
    check("sample_line_category_known", sql`${table.category} in ('none', 'info', 'acknowledged')`),
    check("sample_line_drawn_has_reason", sql`(${table.drawnAs} is null) = (cardinality(${table.reasons}) = 0)`),
  ],
);
