/** Checks at home, drawn like call-backs, and what calls and checks leave to be done by somebody until a date. */
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
} from "drizzle-orm/pg-core";
import { callBack } from "./call-back.ts";
import { at, id, month, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { streetId } from "./reference.ts";
import { visitId } from "./visit.ts";
import { providerId } from "./workforce.ts";

export const fieldCheckDraw = pgTable("field_check_draw", {
  month: month().primaryKey(),
  algorithm: text().notNull(),
  policyVersion: text().notNull(),
  ratioPercent: integer().notNull(),
  publicValue: text().notNull(),
  batchDigest: text().notNull(),
  seed: text().notNull(),
  /** Elders who had been served in the month. */
  population: integer().notNull(),
  /** The elder numbers of the list, sorted, one a line. */
  populationText: text().notNull(),
  size: integer().notNull(),
  drawnBy: text().notNull(),
  drawnAt: at().notNull(),
});

export const fieldCheck = pgTable(
  "field_check",
  {
    id: id(),
    month: month()
      .notNull()
      .references(() => fieldCheckDraw.month),
    position: integer().notNull(),
    elderId: elderId(),
    visitId: visitId(),
    streetId: streetId(),
    providerId: providerId(),
    assignedTo: text(),
    dueOn: on().notNull(),
    state: text().notNull(),
    /** When somebody was at the door. */
    checkedAt: at(),
    checkedBy: text(),
    questionnaireVersion: text(),
    answers: jsonb(),
    answerGroup: text(),
    differs: boolean().notNull().default(false),
    note: text(),
    recordedAt: at(),
  },
  (table) => [
    unique("field_check_once").on(table.month, table.elderId),
    unique("field_check_position").on(table.month, table.position),
    index("field_check_by_street").on(table.streetId, table.state),
    check("field_check_state_known", sql`${table.state} in ('open', 'done')`),
    check(
      "field_check_done_whole",
      sql`num_nulls(${table.checkedAt}, ${table.checkedBy}, ${table.answers}, ${table.answerGroup}, ${table.note}, ${table.recordedAt}) = case ${table.state} when 'done' then 0 else 6 end`,
    ),
  ],
);

export const followUp = pgTable(
  "follow_up",
  {
    id: id(),
    ticketNo: text().notNull().unique(),
    kind: text().notNull(),
    callBackId: uuid().references(() => callBack.id),
    fieldCheckId: uuid().references(() => fieldCheck.id),
    elderId: elderId(),
    streetId: streetId(),
    providerId: providerId(),
    detail: text(),
    openedBy: text().notNull(),
    openedAt: at().notNull(),
    dueOn: on().notNull(),
    state: text().notNull().default("open"),
    outcome: text(),
    note: text(),
    proposedBy: text(),
    proposedAt: at(),
    closedBy: text(),
    closedAt: at(),
    version: smallint().notNull().default(1),
  },
  (table) => [
    index("follow_up_open").on(table.state, table.streetId),
    index("follow_up_by_elder").on(table.elderId),
    check("follow_up_from_one", sql`num_nulls(${table.callBackId}, ${table.fieldCheckId}) = 1`),
    check(
      "follow_up_kind_known",
      sql`${table.kind} in ('deceased', 'denied', 'complaint', 'dissatisfied', 'different', 'moved', 'contact')`,
    ),
    check("follow_up_state_known", sql`${table.state} in ('open', 'proposed', 'closed')`),
    check(
      "follow_up_closed_whole",
      sql`num_nulls(${table.closedBy}, ${table.closedAt}) = case ${table.state} when 'closed' then 0 else 2 end and (${table.state} <> 'closed' or num_nulls(${table.outcome}, ${table.note}) = 0)`,
    ),
    check("follow_up_proposed_whole", sql`num_nulls(${table.proposedBy}, ${table.proposedAt}) in (0, 2)`),
    check(
      "follow_up_death_by_other_person",
      sql`(${table.outcome} = 'death-confirmed' and ${table.state} = 'closed') is not true or ${table.closedBy} <> ${table.openedBy}`,
    ),
    check(
      "follow_up_lift_by_two",
      sql`(${table.outcome} = 'visit-stands' and ${table.state} = 'closed') is not true or (${table.proposedBy} is not null and ${table.proposedBy} <> ${table.closedBy})`,
    ),
  ],
);

export const followUpVisit = pgTable(
  "follow_up_visit",
  {
    followUpId: uuid()
      .notNull()
      .references(() => followUp.id),
    visitId: visitId(),
  },
  (table) => [
    primaryKey({ columns: [table.followUpId, table.visitId] }),
    index("follow_up_visit_by_visit").on(table.visitId),
  ],
);
