/** Audit samples: the value committed before a month, the frozen list of its lines, and what was drawn. Nothing here is ever edited. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { at, fenColumn, id, month } from "./columns.ts";
import { settlementRun } from "./claim.ts";
import { visitId } from "./visit.ts";

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
    visitId: visitId(),
    lineGroup: text().notNull(),
    category: text().notNull(),
    riskPoints: integer().notNull(),
    firstOfProvider: boolean().notNull(),
    firstOfWorker: boolean().notNull(),
    firstOfRule: boolean().notNull().default(false),
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

/** What an auditor found of a drawn visit. A small share is judged twice, the second time without the first verdict in sight. */
export const sampleReview = pgTable(
  "sample_review",
  {
    id: id(),
    batchId: uuid().notNull(),
    visitId: uuid().notNull(),
    turn: text().notNull(),
    verdict: text().notNull(),
    /** How much of what was paid, or of what was refused, is wrong. */
    wrongFen: fenColumn(),
    reasonCode: text(),
    note: text(),
    evidenceDigest: text().notNull(),
    reviewedBy: text().notNull(),
    reviewedAt: at().notNull(),
  },
  (table) => [
    unique("sample_review_once_a_turn").on(table.batchId, table.visitId, table.turn),
    unique("sample_review_once_a_person").on(table.batchId, table.visitId, table.reviewedBy),
    foreignKey({
      name: "sample_review_of_line",
      columns: [table.batchId, table.visitId],
      foreignColumns: [sampleLine.batchId, sampleLine.visitId],
    }),
    check("sample_review_turn_known", sql`${table.turn} in ('first', 'second')`),
    check("sample_review_verdict_known", sql`${table.verdict} in ('right', 'wrong', 'unjudgeable')`),
    check("sample_review_wrong_has_amount", sql`(${table.verdict} = 'wrong') = (coalesce(${table.wrongFen}, 0) > 0)`),
    check("sample_review_is_explained", sql`${table.verdict} = 'right' or ${table.reasonCode} is not null`),
  ],
);

/** The line that takes the place of a drawn one that nobody can judge: the next of its stratum in the order of the draw. */
export const sampleReplacement = pgTable(
  "sample_replacement",
  {
    batchId: uuid().notNull(),
    visitId: uuid().notNull(),
    replacesVisitId: uuid().notNull(),
    /** Place among the replacements of the batch, from 1. */
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.visitId] }),
    unique("sample_replacement_once").on(table.batchId, table.replacesVisitId),
    unique("sample_replacement_position").on(table.batchId, table.position),
    foreignKey({
      name: "sample_replacement_of_line",
      columns: [table.batchId, table.visitId],
      foreignColumns: [sampleLine.batchId, sampleLine.visitId],
    }),
    foreignKey({
      name: "sample_replacement_for_line",
      columns: [table.batchId, table.replacesVisitId],
      foreignColumns: [sampleLine.batchId, sampleLine.visitId],
    }),
  ],
);
