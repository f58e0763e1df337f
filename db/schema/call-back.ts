/**
 * Call-backs: batches drawn from a month's visits, the persons called, every attempt, the answers, and who is being rung now. What was
 * drawn, tried and said is only added.
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { at, id, month } from "./columns.ts";
import { elder, elderId } from "./elder.ts";
import { streetId } from "./reference.ts";
import { visitId } from "./visit.ts";
import { providerId } from "./workforce.ts";

export const callBackBatch = pgTable(
  "call_back_batch",
  {
    id: id(),
    /** Month and place in it; a second round adds its own. */
    batchNo: text().notNull().unique(),
    month: month().notNull(),
    round: smallint().notNull(),
    firstBatchId: uuid()
      .unique()
      .references((): AnyPgColumn => callBackBatch.id),
    algorithm: text(),
    policyVersion: text().notNull(),
    questionnaireVersion: text().notNull(),
    ratioPercent: integer(),
    publicValue: text(),
    batchDigest: text(),
    factsDigest: text(),
    seed: text(),
    /** Visits by the share alone. */
    size: integer(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
  },
  (table) => [
    index("call_back_batch_by_month").on(table.month),
    check("call_back_batch_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check(
      "call_back_batch_round",
      sql`(${table.round} = 1) = (${table.firstBatchId} is null) and ${table.round} in (1, 2)`,
    ),
    check(
      "call_back_batch_drawn_whole",
      sql`num_nulls(${table.algorithm}, ${table.ratioPercent}, ${table.publicValue}, ${table.batchDigest}, ${table.factsDigest}, ${table.seed}, ${table.size}) in (0, 7) and (${table.seed} is null) = (${table.round} = 2)`,
    ),
  ],
);

const batchId = () =>
  uuid()
    .notNull()
    .references(() => callBackBatch.id);

/** The frozen list that a batch was drawn from, in the order of the draw. */
export const callBackLine = pgTable(
  "call_back_line",
  {
    batchId: batchId(),
    visitId: visitId(),
    /** From 1. */
    position: integer().notNull(),
    workerNo: text().notNull(),
    forced: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.visitId] }),
    unique("call_back_line_position").on(table.batchId, table.position),
  ],
);

/** One person to be called in one batch, and where that stands. */
export const callBack = pgTable(
  "call_back",
  {
    id: id(),
    batchId: batchId(),
    elderId: elderId(),
    streetId: streetId(),
    providerId: providerId(),
    position: integer().notNull(),
    /** The call of the first round that this one repeats. */
    firstCallId: uuid()
      .unique()
      .references((): AnyPgColumn => callBack.id),
    /** The call whose place this one took. */
    replacesId: uuid()
      .unique()
      .references((): AnyPgColumn => callBack.id),
    assignedTo: text(),
    state: text().notNull(),
    attempts: smallint().notNull().default(0),
    notBefore: at(),
    connection: text(),
    answerGroup: text(),
    differs: boolean().notNull().default(false),
    excludedFor: text(),
    closedAt: at(),
    closedBy: text(),
  },
  (table) => [
    unique("call_back_once_a_person").on(table.batchId, table.elderId),
    unique("call_back_position").on(table.batchId, table.position),
    index("call_back_by_elder").on(table.elderId),
    index("call_back_by_operator").on(table.assignedTo, table.state),
    index("call_back_by_provider").on(table.providerId),
    check("call_back_state_known", sql`${table.state} in ('open', 'closed', 'excluded')`),
    check("call_back_closed_with_result", sql`(${table.state} = 'closed') = (${table.connection} is not null)`),
    check("call_back_excluded_for_reason", sql`(${table.state} = 'excluded') = (${table.excludedFor} is not null)`),
    check(
      "call_back_connection_known",
      sql`${table.connection} in ('answered', 'hung_up', 'no_answer', 'switched_off', 'busy', 'no_such_number', 'suspended', 'barred', 'wrong_information')`,
    ),
    check(
      "call_back_answered_has_group",
      sql`(${table.connection} = 'answered') is true = (${table.answerGroup} is not null)`,
    ),
  ],
);

const callBackId = () =>
  uuid()
    .notNull()
    .references(() => callBack.id);

export const callBackVisit = pgTable(
  "call_back_visit",
  { callBackId: callBackId(), visitId: visitId(), reasons: text().array().notNull() },
  (table) => [
    primaryKey({ columns: [table.callBackId, table.visitId] }),
    index("call_back_visit_by_visit").on(table.visitId),
  ],
);

export const callAttempt = pgTable(
  "call_attempt",
  {
    id: id(),
    callBackId: callBackId(),
    attemptNo: smallint().notNull(),
    connection: text().notNull(),
    at: at().notNull(),
    by: text().notNull(),
    appointmentAt: at(),
    note: text(),
  },
  (table) => [
    unique("call_attempt_once").on(table.callBackId, table.attemptNo),
    check("call_attempt_appointment_answered", sql`${table.appointmentAt} is null or ${table.connection} = 'answered'`),
  ],
);

export const callAnswer = pgTable("call_answer", {
  callBackId: uuid()
    .primaryKey()
    .references(() => callBack.id),
  questionnaireVersion: text().notNull(),
  answers: jsonb().notNull(),
  score: smallint(),
  by: text().notNull(),
  at: at().notNull(),
});

/** Elders who are being rung now. The key lets one operator at a time have an elder, in whatever batches the elder stands. */
export const callLease = pgTable("call_lease", {
  elderId: uuid()
    .primaryKey()
    .references(() => elder.id),
  callBackId: callBackId(),
  leasedBy: text().notNull(),
  leasedUntil: at().notNull(),
});
