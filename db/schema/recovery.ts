/** What happens to a settled line later: appeals, adjustments in an open month, and clawbacks set off against payments. Nothing settled is changed. */
import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, fenColumn, id, month } from "./columns.ts";
import { clawback, settlementLine, settlementRun } from "./claim.ts";
import { fund } from "./fund.ts";
import { streetId } from "./reference.ts";
import { visitId } from "./visit.ts";
import { providerId } from "./workforce.ts";

const place = () => ({
  visitId: visitId(),
  providerId: providerId(),
  streetId: streetId(),
});

/** How much of a clawback one run set off. The sum never exceeds what was wrongly paid. */
export const clawbackNetting = pgTable(
  "clawback_netting",
  {
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    clawbackId: uuid()
      .notNull()
      .references(() => clawback.id),
    /** The fund that gets it back; a visit that several funds paid comes back to each in its proportion. */
    fund: text()
      .notNull()
      .default("district")
      .references(() => fund.code),
    amountFen: fenColumn().notNull(),
    nettedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ name: "clawback_netting_once", columns: [table.runId, table.clawbackId, table.fund] }),
    index("clawback_netting_by_clawback").on(table.clawbackId),
    check("clawback_netting_positive", sql`${table.amountFen} > 0`),
  ],
);

/** A provider contests a settled line or a clawback (申诉). Somebody who has not decided on it before answers. */
export const appeal = pgTable(
  "appeal",
  {
    id: id(),
    appealNo: text().notNull().unique(),
    settlementLineId: uuid().references(() => settlementLine.id),
    clawbackId: uuid().references(() => clawback.id),
    ...place(),
    /** Closed month of the line. */
    month: month().notNull(),
    /** Fen that the provider says are missing, or wrongly demanded back. */
    contestedFen: fenColumn().notNull(),
    said: text().notNull(),
    /** Where the provider's proof is found: number of a record, letter or photograph. */
    evidence: text().notNull(),
    filedBy: text().notNull(),
    filedAt: at().notNull(),
    /** Last working day for the answer. */
    answerBy: date({ mode: "string" }).notNull(),
    /** When it passed to the head of the district, because nobody had answered by its last day. */
    escalatedAt: at(),
    state: text().notNull().default("filed"),
    awardedFen: fenColumn(),
    decidedBy: text(),
    decidedAt: at(),
    decision: text(),
  },
  (table) => [
    uniqueIndex("one_appeal_per_line").on(table.settlementLineId),
    uniqueIndex("one_appeal_per_clawback").on(table.clawbackId),
    index("appeal_by_state").on(table.state, table.filedAt),
    check("appeal_about_one_thing", sql`num_nonnulls(${table.settlementLineId}, ${table.clawbackId}) = 1`),
    check("appeal_contests_money", sql`${table.contestedFen} > 0`),
    check("appeal_state_known", sql`${table.state} in ('filed', 'upheld', 'partly', 'dismissed')`),
    check(
      "appeal_decided_by_another",
      sql`${table.state} = 'filed' or (${table.decidedBy} is not null and ${table.decidedAt} is not null and ${table.decision} is not null and ${table.decidedBy} <> ${table.filedBy})`,
    ),
    check(
      "appeal_award_in_bounds",
      sql`${table.state} = 'filed' or (${table.awardedFen} is not null and case ${table.state} when 'upheld' then ${table.awardedFen} = ${table.contestedFen} when 'partly' then ${table.awardedFen} > 0 and ${table.awardedFen} < ${table.contestedFen} else ${table.awardedFen} = 0 end)`,
    ),
  ],
);

/** A paper or a photograph that a provider hands in with its appeal. Append-only; its bytes lie in the store under their digest. */
export const appealDocument = pgTable(
  "appeal_document",
  {
    id: id(),
    appealId: uuid()
      .notNull()
      .references(() => appeal.id),
    title: text().notNull(),
    digest: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    addedBy: text().notNull(),
    addedAt: at().notNull(),
  },
  (table) => [
    unique("appeal_document_once").on(table.appealId, table.digest),
    check("appeal_document_digest_form", sql`${table.digest} ~ '^[0-9a-f]{64}$'`),
    check("appeal_document_type_known", sql`${table.mediaType} in ('application/pdf', 'image/jpeg')`),
    check("appeal_document_size_in_bounds", sql`${table.bytes} between 1 and 20000000`),
  ],
);

/** An amount that is added in an open month for a visit of a closed one (调整), with a reference back. A run carries it to the payment once. */
export const settlementAdjustment = pgTable(
  "settlement_adjustment",
  {
    id: id(),
    adjustmentNo: text().notNull().unique(),
    ...place(),
    /** The line it corrects; null where the visit had none. */
    settlementLineId: uuid().references(() => settlementLine.id),
    appealId: uuid()
      .unique()
      .references(() => appeal.id),
    refersToMonth: month().notNull(),
    fund: text()
      .notNull()
      .default("district")
      .references(() => fund.code),
    amountFen: fenColumn().notNull(),
    reasonCode: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: at().notNull(),
    /** Second person; null while it waits. */
    approvedBy: text(),
    approvedAt: at(),
    /** Why a second person turned it down. */
    dismissedReason: text(),
    /** The run of the open month that pays it. */
    runId: uuid().references(() => settlementRun.id),
  },
  (table) => [
    index("settlement_adjustment_by_run").on(table.runId),
    uniqueIndex("one_late_adjustment_per_visit")
      .on(table.visitId)
      .where(sql`${table.reasonCode} = 'late-evidence'`),
    check("adjustment_positive", sql`${table.amountFen} > 0`),
    check("adjustment_reason_known", sql`${table.reasonCode} in ('appeal', 'late-evidence')`),
    check("adjustment_of_appeal_names_it", sql`(${table.reasonCode} = 'appeal') = (${table.appealId} is not null)`),
    check(
      "adjustment_second_person",
      sql`num_nulls(${table.approvedBy}, ${table.approvedAt}) in (0, 2) and (${table.approvedBy} is null or ${table.approvedBy} <> ${table.proposedBy})`,
    ),
    check(
      "adjustment_paid_when_approved",
      sql`${table.runId} is null or (${table.approvedBy} is not null and ${table.dismissedReason} is null)`,
    ),
    unique("adjustment_once_per_run").on(table.runId, table.visitId, table.reasonCode),
  ],
);
