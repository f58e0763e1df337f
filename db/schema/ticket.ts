/**
 * Tickets (工单): what elders, families and offices want done until a time, with every step that was taken; and calls for help from kiosks
 * with theirs. Steps are only added.
 */
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, bytes, id } from "./columns.ts";
import { elder } from "./elder.ts";
import { streetId } from "./reference.ts";
import { visit } from "./visit.ts";
import { provider } from "./workforce.ts";

export const ticket = pgTable(
  "ticket",
  {
    id: id(),
    ticketNo: text().notNull().unique(),
    kind: text().notNull(),
    topic: text(),
    details: text().array().notNull(),
    /** Numbers of persons masked. */
    summary: text(),
    streetId: streetId(),
    elderId: uuid().references(() => elder.id),
    providerId: uuid().references(() => provider.id),
    visitId: uuid().references(() => visit.id),
    channel: text().notNull(),
    anonymous: boolean().notNull(),
    askingHash: bytes(),
    askingTriesLeft: smallint().notNull(),
    callBackWanted: boolean().notNull(),
    callBackPhoneCipher: text(),
    state: text().notNull(),
    desk: text().notNull(),
    seat: text(),
    assignedTo: text(),
    seenByProvider: boolean().notNull(),
    sourceKind: text(),
    sourceRef: text(),
    /** Made by the page that asks; a request that is sent again finds its ticket. */
    requestKey: text().unique(),
    openedBy: text().notNull(),
    openedAt: at().notNull(),
    dueAt: at().notNull(),
    policyVersion: text().notNull(),
    answer: text(),
    answeredBy: text(),
    answeredAt: at(),
    closedBy: text(),
    closedAt: at(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("ticket_open")
      .on(table.desk, table.dueAt)
      .where(sql`${table.state} not in ('resolved', 'closed')`),
    index("ticket_by_street").on(table.streetId, table.openedAt),
    index("ticket_by_elder").on(table.elderId),
    index("ticket_by_provider").on(table.providerId),
    index("ticket_by_source").on(table.sourceKind, table.sourceRef),
    check(
      "ticket_kind_known",
      sql`${table.kind} in ('consult', 'book', 'help', 'complaint', 'call_back', 'outbound_care', 'wait', 'apply', 'invoice')`,
    ),
    check(
      "ticket_state_known",
      sql`${table.state} in ('new', 'assigned', 'in_progress', 'waiting', 'resolved', 'closed')`,
    ),
    check("ticket_desk_known", sql`${table.desk} in ('operator', 'street', 'district', 'provider')`),
    check("ticket_channel_known", sql`${table.channel} in ('kiosk', 'phone', 'hotline', 'family', 'office')`),
    check(
      "ticket_anonymous_names_nobody",
      sql`not ${table.anonymous} or num_nonnulls(${table.elderId}, ${table.callBackPhoneCipher}) = 0`,
    ),
    check(
      "ticket_protected_from_provider",
      sql`not (${table.seenByProvider} or ${table.desk} = 'provider') or (${table.providerId} is not null and not (${table.details} && array['took_money', 'unsafe']))`,
    ),
    check(
      "ticket_answered_whole",
      sql`num_nulls(${table.answer}, ${table.answeredBy}, ${table.answeredAt}) in (0, 3) and (${table.state} not in ('resolved', 'closed') or ${table.answer} is not null)`,
    ),
    check(
      "ticket_closed_whole",
      sql`num_nulls(${table.closedBy}, ${table.closedAt}) = case ${table.state} when 'closed' then 0 else 2 end`,
    ),
    check("ticket_tries_not_negative", sql`${table.askingTriesLeft} >= 0`),
  ],
);

export const ticketEvent = pgTable(
  "ticket_event",
  {
    id: id(),
    ticketId: uuid()
      .notNull()
      .references(() => ticket.id),
    place: integer().notNull(),
    step: text().notNull(),
    fromState: text(),
    toState: text().notNull(),
    note: text(),
    facts: jsonb().notNull(),
    by: text().notNull(),
    at: at().notNull(),
  },
  (table) => [
    unique("ticket_event_place").on(table.ticketId, table.place),
    check(
      "ticket_event_step_known",
      sql`${table.step} in ('open', 'assign', 'start', 'wait', 'answer', 'close', 'reopen', 'note', 'asked')`,
    ),
  ],
);

export const helpRequest = pgTable(
  "help_request",
  {
    id: id(),
    helpNo: text().notNull().unique(),
    /** Made by the kiosk at the touch; a request that was kept without a network is stored once. */
    requestKey: text().notNull().unique(),
    streetId: streetId(),
    device: text().notNull(),
    elderId: uuid().references(() => elder.id),
    touchedAt: at().notNull(),
    receivedAt: at().notNull(),
    dialledByKiosk: text(),
    /** Prepared at the touch for the elder's first contact, sent when the call is not called off. */
    contactCipher: text(),
    contactBodyCipher: text(),
    want: text(),
    state: text().notNull(),
    confirmAt: at().notNull(),
    hotlineAt: at().notNull(),
    bothAt: at().notNull(),
    nextStepAt: at(),
    takenBy: text(),
    takenAt: at(),
    arrivedBy: text(),
    arrivedAt: at(),
    endedBy: text(),
    endedAt: at(),
    outcome: text(),
    note: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("help_request_next_step")
      .on(table.nextStepAt)
      .where(sql`${table.nextStepAt} is not null`),
    index("help_request_live")
      .on(table.touchedAt)
      .where(sql`${table.state} in ('open', 'taken', 'arrived')`),
    index("help_request_by_street").on(table.streetId, table.touchedAt),
    index("help_request_by_elder").on(table.elderId),
    check("help_request_want_known", sql`${table.want} in ('staff', 'unwell')`),
    check("help_request_state_known", sql`${table.state} in ('open', 'taken', 'arrived', 'closed', 'cancelled')`),
    check(
      "help_request_outcome_known",
      sql`${table.outcome} in ('helped', 'to_120', 'family_came', 'nobody_there', 'not_needed', 'test')`,
    ),
    check("help_request_closed_says_how", sql`(${table.state} = 'closed') = (${table.outcome} is not null)`),
    check(
      "help_request_ended_whole",
      sql`num_nulls(${table.endedBy}, ${table.endedAt}) = case when ${table.state} in ('closed', 'cancelled') then 0 else 2 end`,
    ),
    check("help_request_taken_whole", sql`num_nulls(${table.takenBy}, ${table.takenAt}) in (0, 2)`),
    check("help_request_arrived_whole", sql`num_nulls(${table.arrivedBy}, ${table.arrivedAt}) in (0, 2)`),
    check("help_request_escalates_while_open", sql`${table.nextStepAt} is null or ${table.state} = 'open'`),
  ],
);

export const helpStep = pgTable(
  "help_step",
  {
    id: id(),
    helpId: uuid()
      .notNull()
      .references(() => helpRequest.id),
    step: text().notNull(),
    dueAt: at(),
    at: at().notNull(),
    by: text().notNull(),
  },
  (table) => [unique("help_step_once").on(table.helpId, table.step)],
);
