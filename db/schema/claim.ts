/** Claims of providers, their settlement and payment. Amounts are whole fen; asked, adjusted, approved and paid are four amounts. */
import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, fenColumn, id, month, on } from "./columns.ts";
import { ledgerPeriod } from "./ledger.ts";
import { importBatch } from "./operation.ts";
import { streetId } from "./reference.ts";
import { visitId } from "./visit.ts";
import { providerId } from "./workforce.ts";

export const claim = pgTable(
  "claim",
  {
    id: id(),
    providerId: providerId(),
    streetId: streetId(),
    month: month().notNull(),
    fund: text().notNull(),
    state: text().notNull(),
    preparedBy: text().notNull(),
    preparedAt: at().notNull(),
    submittedBy: text(),
    submittedAt: at(),
    /** Why the street sent it back the last time. */
    returnedReason: text(),
    approvedBy: text(),
    approvedAt: at(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique("claim_once").on(table.providerId, table.streetId, table.month, table.fund),
    check("claim_state_known", sql`${table.state} in ('open', 'submitted', 'street_approved', 'settled')`),
    check("claim_second_person", sql`${table.approvedBy} is null or ${table.approvedBy} <> ${table.preparedBy}`),
  ],
);

/** Its claim and its visit are looked up once a statement, by triggers: a month's lines are made in sets. */
export const claimLine = pgTable(
  "claim_line",
  {
    id: id(),
    claimId: uuid().notNull(),
    visitId: uuid().notNull(),
    /** Visits that the line asks for; more than one is cut, because a line is one visit. */
    quantity: smallint().notNull().default(1),
    askedFen: fenColumn().notNull(),
    adjustedFen: fenColumn(),
    outcome: text().notNull(),
    word: text().notNull(),
    proposedFen: fenColumn().notNull(),
    failures: jsonb().notNull(),
    decision: text(),
    decisionReason: text(),
    decisionNote: text(),
    decidedBy: text(),
    decidedAt: at(),
    /** The decision that stood before a list held the line, which comes back when the list is taken back; null otherwise. */
    heldFrom: jsonb(),
    voidedAt: at(),
  },
  (table) => [
    uniqueIndex("one_live_claim_line_per_visit")
      .on(table.visitId)
      .where(sql`${table.voidedAt} is null`),
    index("claim_line_by_claim").on(table.claimId),
    check("claim_quantity_positive", sql`${table.quantity} >= 1`),
    check("claim_asked_not_negative", sql`${table.askedFen} >= 0 and ${table.proposedFen} >= 0`),
    check(
      "claim_adjusted_bounds",
      sql`${table.adjustedFen} is null or ${table.adjustedFen} between 0 and ${table.askedFen}`,
    ),
    check("claim_outcome_known", sql`${table.outcome} in ('accepted', 'cut_back', 'pended', 'rejected')`),
    check(
      "claim_decision_known",
      sql`${table.decision} is null or ${table.decision} in ('approve', 'cut', 'hold', 'refuse')`,
    ),
    check(
      "claim_decision_is_explained",
      sql`${table.decision} is null or (${table.decidedBy} is not null and (${table.decision} = 'approve' or ${table.decisionReason} is not null))`,
    ),
  ],
);

export const settlementRun = pgTable(
  "settlement_run",
  {
    id: id(),
    periodId: integer()
      .notNull()
      .references(() => ledgerPeriod.id),
    runNo: smallint().notNull(),
    ruleVersion: text().notNull(),
    policyVersion: text().notNull(),
    asOf: at().notNull(),
    inputDigest: bytes().notNull(),
    resultDigest: bytes(),
    preparedBy: text().notNull(),
    /** 演示数据 where the approvers and the bank are synthetic; null for a real month. */
    simulated: text(),
    /** Why a month may be closed on the embedded database all the same; null on PostgreSQL. */
    overrideReason: text(),
    voidedReason: text(),
  },
  (table) => [
    unique("settlement_run_no").on(table.periodId, table.runNo),
    uniqueIndex("one_live_run_per_period")
      .on(table.periodId)
      .where(sql`${table.voidedReason} is null`),
  ],
);

/** One row per person who approved a run. A trigger refuses whoever prepared it. */
export const closeApproval = pgTable(
  "close_approval",
  {
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    approver: text().notNull(),
    approvedAt: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.approver] })],
);

/**
 * What a run was computed from, one canonical JSON text a row of the facts, as the audit pack holds them. Written once, when the month
 * is closed: visits, findings and policies go on afterwards.
 */
export const closeInput = pgTable(
  "close_input",
  {
    runId: uuid()
      .notNull()
      .references(() => settlementRun.id),
    kind: text().notNull(),
    part: integer().notNull(),
    rows: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.kind, table.part] }),
    /** The last three are what a close takes from budgets, late amounts and clawbacks. */
    check(
      "close_input_kind_known",
      sql`${table.kind} in ('head', 'policy', 'price', 'visit', 'line', 'fund', 'late', 'clawback')`,
    ),
    check("close_input_part_positive", sql`${table.part} >= 1`),
  ],
);

/** Its run, visit, provider and street are looked up once a statement, by triggers: a close writes a million lines. */
export const settlementLine = pgTable(
  "settlement_line",
  {
    id: id(),
    runId: uuid().notNull(),
    visitId: uuid().notNull(),
    providerId: uuid().notNull(),
    streetId: integer().notNull(),
    serviceMonth: month().notNull(),
    word: text().notNull(),
    outcome: text().notNull(),
    /** Code of the check or decision behind an outcome other than accepted. */
    outcomeCode: text(),
    differences: jsonb().notNull(),
    plannedFen: fenColumn().notNull(),
    verifiedFen: fenColumn().notNull(),
    claimedFen: fenColumn().notNull(),
    adjustedFen: fenColumn(),
    approvedFen: fenColumn().notNull(),
    priceVersion: text().notNull(),
    evidenceDigest: text().notNull(),
    voidedByRun: uuid().references(() => settlementRun.id),
  },
  (table) => [
    unique("settlement_line_once").on(table.runId, table.visitId),
    uniqueIndex("one_live_payment_per_visit")
      .on(table.visitId)
      .where(sql`${table.voidedByRun} is null`),
    check(
      "settlement_not_negative",
      sql`least(${table.plannedFen}, ${table.verifiedFen}, ${table.claimedFen}, ${table.approvedFen}) >= 0`,
    ),
    check(
      "pay_no_more_than_each",
      sql`${table.approvedFen} <= least(${table.plannedFen}, ${table.verifiedFen}, ${table.claimedFen}, coalesce(${table.adjustedFen}, ${table.claimedFen}))`,
    ),
  ],
);

/**
 * Money found wrongly paid (追回), from the proposal to the last fen. The settlement line it speaks of stays as it is. A proposal acts
 * only when a second person confirms it.
 */
export const clawback = pgTable(
  "clawback",
  {
    id: id(),
    /** Business key of the finding; its journal carries it. */
    findingNo: text().notNull().unique(),
    settlementLineId: uuid()
      .notNull()
      .unique()
      .references(() => settlementLine.id),
    visitId: visitId(),
    providerId: providerId(),
    streetId: streetId(),
    paidMonth: month().notNull(),
    paidFen: fenColumn().notNull(),
    ruleCode: text().notNull(),
    /** What the rule rests on: kind, first and last day, name. */
    facts: jsonb().notNull(),
    state: text().notNull().default("proposed"),
    /** The list that brought it up; null for a scan of the past. */
    importId: uuid().references(() => importBatch.id),
    proposedBy: text().notNull(),
    proposedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
    note: text(),
    /** When the provider was told, and the last day on which it may answer. Before that day nothing is set off. */
    notifiedAt: at(),
    appealUntil: on(),
    /** Set off so far; a trigger adds up the nettings. */
    recoveredFen: fenColumn()
      .notNull()
      .default(sql`0`),
  },
  (table) => [
    check("clawback_never_below_zero", sql`${table.recoveredFen} between 0 and ${table.paidFen}`),
    check("clawback_notice_whole", sql`num_nulls(${table.notifiedAt}, ${table.appealUntil}) in (0, 2)`),
    index("clawback_by_state").on(table.state, table.proposedAt),
    check("clawback_positive", sql`${table.paidFen} > 0`),
    check(
      "clawback_state_known",
      sql`${table.state} in ('proposed', 'dismissed', 'found', 'notified', 'appealed', 'confirmed', 'offset', 'refunded', 'written_off')`,
    ),
    check(
      "clawback_second_person",
      sql`${table.state} = 'proposed' or (${table.decidedBy} is not null and ${table.decidedAt} is not null and ${table.decidedBy} <> ${table.proposedBy})`,
    ),
    check("clawback_dismissal_is_explained", sql`${table.state} <> 'dismissed' or ${table.note} is not null`),
  ],
);
