/** What an auditor of the street was shown, what was decided on it, and how each decision ended. Rows are only added. */
import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { claimLine } from "./claim.ts";
import { at, fenColumn, id } from "./columns.ts";

const claimLineId = () =>
  uuid()
    .notNull()
    .references(() => claimLine.id);

/**
 * One person had this version of a line on the screen: all of its evidence, or its row in a list. Without the former that person decides
 * nothing about the line alone, without the latter nothing in bulk.
 */
export const evidenceShown = pgTable(
  "evidence_shown",
  {
    id: id(),
    claimLineId: claimLineId(),
    evidenceDigest: text().notNull(),
    shownTo: text().notNull(),
    shownAs: text().notNull(),
    shownAt: at().notNull(),
  },
  (table) => [
    index("evidence_shown_by_line").on(table.claimLineId, table.shownTo),
    check("evidence_shown_as_known", sql`${table.shownAs} in ('line', 'list')`),
  ],
);

/** A decision of the workbench. Until it is final the claim line says nothing of it. */
export const lineDecision = pgTable(
  "line_decision",
  {
    id: id(),
    claimLineId: claimLineId(),
    decision: text().notNull(),
    reason: text(),
    resolution: text().notNull(),
    note: text(),
    adjustedFen: fenColumn(),
    evidenceDigest: text().notNull(),
    decidedBy: text().notNull(),
    decidedAt: at().notNull(),
    /** Until then it can be taken back. */
    finalAfter: at().notNull(),
    /** Decisions that were taken in one step share it. */
    bulkId: uuid(),
    /** The one rule of that step's lines, or "clean"; null for a single decision. */
    bulkRule: text(),
    /** Null, or why a second person has to sign it. */
    secondFor: text(),
  },
  (table) => [
    index("line_decision_by_line").on(table.claimLineId),
    index("line_decision_by_bulk").on(table.bulkId),
    check("line_decision_known", sql`${table.decision} in ('approve', 'cut', 'hold', 'refuse')`),
    check("line_decision_is_explained", sql`${table.decision} = 'approve' or ${table.reason} is not null`),
    check("line_decision_cut_has_amount", sql`(${table.decision} = 'cut') = (${table.adjustedFen} is not null)`),
    check("line_decision_step_has_rule", sql`(${table.bulkId} is null) = (${table.bulkRule} is null)`),
    check("line_decision_second_known", sql`${table.secondFor} in ('sum', 'asked')`),
  ],
);

/** How a decision ended: written to the line, taken back, or overtaken by what happened in between. */
export const lineDecisionEnd = pgTable(
  "line_decision_end",
  {
    decisionId: uuid()
      .primaryKey()
      .references(() => lineDecision.id),
    step: text().notNull(),
    at: at().notNull(),
    by: text().notNull(),
    /** Of a lapsed one: the refusal that kept it from the line. */
    cause: text(),
  },
  (table) => [
    check("line_decision_end_known", sql`${table.step} in ('final', 'withdrawn', 'lapsed')`),
    check("line_decision_lapse_has_cause", sql`(${table.step} = 'lapsed') = (${table.cause} is not null)`),
  ],
);
