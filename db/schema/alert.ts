/**
 * Alerts of family beds, the steps of their ladder and what was done about each. What happened is only added; a step is told once; a red
 * alert is closed by two people.
 */
import { sql } from "drizzle-orm";
import {
  boolean,
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
import { at, id } from "./columns.ts";
import { device, deviceId } from "./device.ts";
import { elder, elderId } from "./elder.ts";
import { street } from "./reference.ts";
import { careWorker } from "./workforce.ts";

export const alert = pgTable(
  "alert",
  {
    id: id(),
    alertNo: integer().notNull().generatedAlwaysAsIdentity(),
    /** null while the device hangs in nobody's home. */
    elderId: uuid().references(() => elder.id),
    streetId: integer().references(() => street.id),
    deviceId: uuid().references(() => device.id),
    kind: text().notNull(),
    level: text().notNull(),
    purpose: text().notNull().default("real"),
    raisedAt: at().notNull(),
    receivedAt: at().notNull(),
    late: boolean().notNull().default(false),
    facts: jsonb().notNull(),
    /** The reading or the rule's span that raised it: it raises no second one. */
    causeKey: text().notNull().unique(),
    repeats: integer().notNull().default(0),
    lastAt: at().notNull(),
    state: text().notNull().default("open"),
    takenBy: text(),
    takenAt: at(),
    firstVoiceAt: at(),
    dispatchedAt: at(),
    familyToldAt: at(),
    onSiteAt: at(),
    handedOverAt: at(),
    outcome: text(),
    outcomeNote: text(),
    closedBy: text(),
    closedAt: at(),
    secondBy: text(),
    secondAt: at(),
    callBackDueAt: at(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique("alert_number_once").on(table.alertNo),
    index("alert_open")
      .on(table.level, table.raisedAt)
      .where(sql`${table.state} <> 'closed'`),
    index("alert_by_elder").on(table.elderId, table.raisedAt),
    index("alert_by_device").on(table.deviceId, table.kind, table.raisedAt),
    index("alert_by_time").on(table.raisedAt),
    check(
      "alert_kind_known",
      sql`${table.kind} in ('sos', 'fall', 'smoke', 'gas', 'water', 'vital', 'off_bed', 'no_movement', 'door_night', 'door_shut', 'left_area', 'low_battery', 'silent')`,
    ),
    check("alert_level_known", sql`${table.level} in ('red', 'orange', 'yellow')`),
    check("alert_purpose_known", sql`${table.purpose} in ('real', 'drill', 'synthetic')`),
    check("alert_state_known", sql`${table.state} in ('open', 'taken', 'awaiting_second', 'closed')`),
    check("alert_taken_by_somebody", sql`num_nulls(${table.takenBy}, ${table.takenAt}) in (0, 2)`),
    check(
      "alert_outcome_known",
      sql`${table.outcome} in ('true', 'false', 'test', 'device_fault', 'handed_to_120', 'no_access')`,
    ),
    check(
      "alert_closed_with_outcome",
      sql`(${table.state} in ('awaiting_second', 'closed')) = (num_nulls(${table.outcome}, ${table.closedBy}, ${table.closedAt}) = 0)`,
    ),
    check(
      "alert_red_closed_by_two",
      sql`${table.state} <> 'closed' or ${table.level} <> 'red' or ${table.purpose} = 'synthetic' or (${table.secondBy} is not null and ${table.secondAt} is not null and ${table.secondBy} <> ${table.closedBy})`,
    ),
    check(
      "alert_closed_by_a_person",
      sql`${table.closedBy} is null or ${table.purpose} = 'synthetic' or ${table.level} = 'yellow' or ${table.closedBy} not like 'system:%'`,
    ),
  ],
);

const alertId = () =>
  uuid()
    .notNull()
    .references((): AnyPgColumn => alert.id);

/** The ladder: who is told next and when. A stored deadline is kept by whatever process runs when it comes. */
export const alertStep = pgTable(
  "alert_step",
  {
    alertId: alertId(),
    step: text().notNull(),
    dueAt: at().notNull(),
    toldAt: at(),
    endedAt: at(),
    endedFor: text(),
  },
  (table) => [
    unique("alert_step_once").on(table.alertId, table.step),
    index("alert_step_due")
      .on(table.dueAt)
      .where(sql`${table.toldAt} is null and ${table.endedAt} is null`),
    check(
      "alert_step_known",
      sql`${table.step} in ('seats', 'lead', 'family', 'street', 'supervisor', 'orange_lead', 'orange_street')`,
    ),
    check("alert_step_told_or_ended", sql`num_nonnulls(${table.toldAt}, ${table.endedAt}) < 2`),
    check("alert_step_ended_for_something", sql`num_nulls(${table.endedAt}, ${table.endedFor}) in (0, 2)`),
  ],
);

/** Everything that happened to an alert, in order. */
export const alertEvent = pgTable(
  "alert_event",
  {
    id: id(),
    alertId: alertId(),
    at: at().notNull(),
    by: text().notNull(),
    kind: text().notNull(),
    facts: jsonb().notNull(),
  },
  (table) => [
    index("alert_event_by_alert").on(table.alertId, table.at),
    check(
      "alert_event_kind_known",
      sql`${table.kind} in ('raised', 'repeated', 'told', 'taken', 'released', 'voice', 'family_told', 'dispatched', 'on_site', 'handed_to_120', 'note', 'outcome', 'second', 'second_refused', 'call_back')`,
    ),
  ],
);

export const alertDispatch = pgTable(
  "alert_dispatch",
  {
    id: id(),
    alertId: alertId(),
    responder: text().notNull(),
    workerId: uuid().references(() => careWorker.id),
    name: text().notNull(),
    distanceM: integer(),
    sentAt: at().notNull(),
    sentBy: text().notNull(),
    arrivedAt: at(),
  },
  (table) => [
    index("alert_dispatch_by_alert").on(table.alertId),
    index("alert_dispatch_on_the_way")
      .on(table.workerId)
      .where(sql`${table.arrivedAt} is null`),
    check("alert_dispatch_responder_known", sql`${table.responder} in ('care_worker', 'grid_worker')`),
    check("alert_dispatch_worker_named", sql`(${table.responder} = 'care_worker') = (${table.workerId} is not null)`),
  ],
);

/** The month's test of a bed's alarm: the next press is awaited; it is an alert like any other, marked as a test. */
export const alarmDrill = pgTable(
  "alarm_drill",
  {
    id: id(),
    elderId: elderId(),
    deviceId: deviceId(),
    openedBy: text().notNull(),
    openedAt: at().notNull(),
    until: at().notNull(),
    alertId: uuid()
      .unique()
      .references((): AnyPgColumn => alert.id),
    endedAt: at(),
  },
  (table) => [
    uniqueIndex("alarm_drill_one_open")
      .on(table.deviceId)
      .where(sql`${table.alertId} is null and ${table.endedAt} is null`),
    index("alarm_drill_by_elder").on(table.elderId, table.openedAt),
  ],
);

/** A synthetic alarm through the whole path: when it was sent, stored, and first seen on the operators' list. */
export const syntheticAlarm = pgTable(
  "synthetic_alarm",
  {
    id: id(),
    sentAt: at().notNull(),
    alertId: uuid().references((): AnyPgColumn => alert.id),
    storedMs: integer(),
    seenMs: integer(),
    problem: text(),
  },
  (table) => [index("synthetic_alarm_by_time").on(table.sentAt)],
);
