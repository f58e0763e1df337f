/** The day as it runs: who was told what about which visit, and visits that nobody had planned. */
import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { streetId } from "./reference.ts";
import { visit, visitId } from "./visit.ts";
import { careWorker, providerId } from "./workforce.ts";

/**
 * One thing that one party is told about one visit. A step of the late ladder is told once for each planned start; a visit that is moved
 * begins a ladder of its own. Rows end and are acknowledged; they are never deleted.
 */
export const notice = pgTable(
  "notice",
  {
    id: id(),
    visitId: visitId(),
    streetId: streetId(),
    providerId: providerId(),
    /** Set when it is told to a care worker. */
    workerId: uuid().references(() => careWorker.id),
    kind: text().notNull(),
    audience: text().notNull(),
    /** Id of the worker, the provider or the street that is told. */
    recipient: text().notNull(),
    /** The planned start that it speaks of. */
    plannedStart: at().notNull(),
    dueAt: at().notNull(),
    madeAt: at().notNull(),
    /** Was due while nothing ran and a later step took its place: kept as history, told to nobody. */
    overtaken: boolean().notNull().default(false),
    acknowledgedAt: at(),
    acknowledgedBy: text(),
    endedAt: at(),
    endedFor: text(),
  },
  (table) => [
    unique("notice_once").on(table.visitId, table.kind, table.audience, table.recipient, table.plannedStart),
    index("notice_open_of_recipient")
      .on(table.audience, table.recipient)
      .where(sql`${table.endedAt} is null and not ${table.overtaken}`),
    check(
      "notice_kind_known",
      sql`${table.kind} in ('reminder', 'late_worker', 'late_provider', 'late_street', 'presumed_missed', 'check_out_reminder', 'check_out_missing', 'all_clear', 'no_answer', 'unsafe', 'taken_off', 'put_on', 'called_off')`,
    ),
    check("notice_audience_known", sql`${table.audience} in ('worker', 'provider', 'street')`),
    check("notice_worker_when_told_to_one", sql`(${table.audience} = 'worker') = (${table.workerId} is not null)`),
    check(
      "notice_acknowledged_by_somebody",
      sql`num_nulls(${table.acknowledgedAt}, ${table.acknowledgedBy}) in (0, 2)`,
    ),
    check("notice_ended_for_something", sql`num_nulls(${table.endedAt}, ${table.endedFor}) in (0, 2)`),
  ],
);

/** Why a visit took place that nobody had planned: the worker's word at the door, and the provider's justification. */
export const unscheduledVisit = pgTable(
  "unscheduled_visit",
  {
    visitId: uuid()
      .primaryKey()
      .references(() => visit.id),
    reasonCode: text().notNull(),
    note: text(),
    recordedBy: uuid()
      .notNull()
      .references(() => careWorker.id),
    recordedAt: at().notNull(),
    justification: text(),
    agreedBy: text(),
    justifiedBy: text(),
    justifiedAt: at(),
  },
  (table) => [
    check("unscheduled_visit_agreed_by_known", sql`${table.agreedBy} in ('elder', 'family')`),
    check(
      "unscheduled_visit_justified_whole",
      sql`num_nulls(${table.justification}, ${table.agreedBy}, ${table.justifiedBy}, ${table.justifiedAt}) in (0, 4)`,
    ),
  ],
);
