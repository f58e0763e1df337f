/**
 * The operations centre (871-12345): who sits at which seat, its shifts and what one left to the next, telephone calls, the questions that a
 * caller answered and the consents that were given aloud. One operator has one seat and one call at a time, by constraint.
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { at, bytes, id } from "./columns.ts";
import { elder, elderId } from "./elder.ts";
import { familyLink } from "./family.ts";
import { visit } from "./visit.ts";

/** Who sits at which of the seats; a row is one stay, from signing on to leaving. */
export const seatPresence = pgTable(
  "seat_presence",
  {
    id: id(),
    seatNo: smallint().notNull(),
    login: text().notNull(),
    state: text().notNull(),
    stateSince: at().notNull(),
    fromAt: at().notNull(),
    seenAt: at().notNull(),
    toAt: at(),
    endedFor: text(),
  },
  (table) => [
    uniqueIndex("seat_presence_one_on_a_seat")
      .on(table.seatNo)
      .where(sql`${table.toAt} is null`),
    uniqueIndex("seat_presence_one_seat_each")
      .on(table.login)
      .where(sql`${table.toAt} is null`),
    index("seat_presence_by_time").on(table.fromAt),
    check("seat_presence_state_known", sql`${table.state} in ('free', 'in_call', 'after_call', 'break')`),
    check("seat_presence_seat_number", sql`${table.seatNo} between 1 and 99`),
    check("seat_presence_ended_whole", sql`num_nulls(${table.toAt}, ${table.endedFor}) in (0, 2)`),
    check("seat_presence_ended_known", sql`${table.endedFor} in ('signed_off', 'timed_out')`),
  ],
);

/** A planned shift with who is to sit in it. Shifts follow each other: an exclusion constraint keeps them from overlapping. */
export const centreShift = pgTable(
  "centre_shift",
  {
    id: id(),
    fromAt: at().notNull(),
    toAt: at().notNull(),
    lead: text().notNull(),
    operators: text().array().notNull(),
    plannedBy: text().notNull(),
    plannedAt: at().notNull(),
  },
  (table) => [
    index("centre_shift_by_time").on(table.fromAt),
    check("centre_shift_times_ordered", sql`${table.fromAt} < ${table.toAt}`),
    check("centre_shift_lead_is_there", sql`${table.lead} = any(${table.operators})`),
  ],
);

/** What one shift left to the next: the figures as they stood, and a word of its own. */
export const shiftReport = pgTable(
  "shift_report",
  {
    id: id(),
    shiftId: uuid()
      .unique("shift_report_one_a_shift")
      .references(() => centreShift.id),
    fromAt: at().notNull(),
    toAt: at().notNull(),
    writtenBy: text().notNull(),
    writtenAt: at().notNull(),
    report: jsonb().notNull(),
    note: text(),
    takenOverBy: text(),
    takenOverAt: at(),
  },
  (table) => [
    index("shift_report_by_time").on(table.writtenAt),
    check("shift_report_taken_over_whole", sql`num_nulls(${table.takenOverBy}, ${table.takenOverAt}) in (0, 2)`),
    check(
      "shift_report_taken_over_by_another",
      sql`${table.takenOverBy} is null or ${table.takenOverBy} <> ${table.writtenBy}`,
    ),
  ],
);

/** A telephone call at the centre, coming in or going out. */
export const centreCall = pgTable(
  "centre_call",
  {
    id: id(),
    callNo: integer().notNull().generatedAlwaysAsIdentity(),
    direction: text().notNull(),
    /** typed by the operator, told by the telephone system, made by the demonstration, or dialled from a file. */
    source: text().notNull(),
    /** Of the telephone system: a ring that is told twice is one call. */
    systemRef: text().unique("centre_call_system_ref_once"),
    numberCipher: text(),
    numberIndex: bytes(),
    state: text().notNull(),
    rangAt: at().notNull(),
    answeredAt: at(),
    endedAt: at(),
    operator: text(),
    seatNo: smallint(),
    /** Who is at the other end, as far as the number or the operator says: it proves nothing. */
    caller: text().notNull().default("unknown"),
    elderId: uuid().references(() => elder.id),
    purpose: text(),
    careReason: text(),
    result: text(),
    note: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique("centre_call_number_once").on(table.callNo),
    uniqueIndex("centre_call_one_at_a_time")
      .on(table.operator)
      .where(sql`${table.state} = 'active'`),
    index("centre_call_waiting")
      .on(table.rangAt)
      .where(sql`${table.state} = 'ringing'`),
    index("centre_call_by_time").on(table.rangAt),
    index("centre_call_by_elder").on(table.elderId, table.rangAt),
    check("centre_call_direction_known", sql`${table.direction} in ('in', 'out')`),
    check("centre_call_source_known", sql`${table.source} in ('typed', 'telephone', 'demo', 'file')`),
    check("centre_call_state_known", sql`${table.state} in ('ringing', 'active', 'ended', 'missed')`),
    check("centre_call_caller_known", sql`${table.caller} in ('elder', 'family', 'other', 'unknown')`),
    check(
      "centre_call_purpose_known",
      sql`${table.purpose} in ('consult', 'book', 'help', 'complaint', 'call_back', 'outbound_care')`,
    ),
    check("centre_call_care_reason_known", sql`${table.careReason} in ('after_hospital', 'missed_visit', 'alone_old')`),
    check(
      "centre_call_answered_by_somebody",
      sql`(${table.state} in ('active', 'ended')) = (num_nulls(${table.answeredAt}, ${table.operator}, ${table.seatNo}) = 0)`,
    ),
    check("centre_call_ended_has_time", sql`(${table.state} in ('ended', 'missed')) = (${table.endedAt} is not null)`),
    check(
      "centre_call_ended_says_how",
      sql`(${table.state} = 'ended') = (num_nulls(${table.purpose}, ${table.result}) = 0)`,
    ),
  ],
);

const callId = () =>
  uuid()
    .notNull()
    .references((): AnyPgColumn => centreCall.id);

/** One question that was put to a caller about a file, and whether the answer was right. Each is asked once in a call. */
export const callerQuestion = pgTable(
  "caller_question",
  {
    id: id(),
    callId: callId(),
    elderId: elderId(),
    question: text().notNull(),
    askedAt: at().notNull(),
    isRight: boolean(),
    judgedAt: at(),
  },
  (table) => [
    unique("caller_question_once").on(table.callId, table.elderId, table.question),
    check("caller_question_known", sql`${table.question} in ('birth_date', 'address', 'contact', 'worker', 'id_tail')`),
    check("caller_question_judged_whole", sql`num_nulls(${table.isRight}, ${table.judgedAt}) in (0, 2)`),
  ],
);

/** A caller answered questions before personal data was spoken: the verdict, with what was asked. */
export const callerCheck = pgTable(
  "caller_check",
  {
    id: id(),
    callId: uuid().references((): AnyPgColumn => centreCall.id),
    elderId: elderId(),
    login: text().notNull(),
    at: at().notNull(),
    questions: text().array().notNull(),
    passed: boolean().notNull(),
  },
  (table) => [
    index("caller_check_by_elder").on(table.elderId, table.login, table.at),
    unique("caller_check_once").on(table.callId, table.elderId),
  ],
);

/** What somebody agreed to aloud, with the words that were read out. Only a yes is kept; append-only. */
export const callConsent = pgTable(
  "call_consent",
  {
    id: id(),
    callId: callId(),
    elderId: elderId(),
    purpose: text().notNull(),
    consentedBy: text().notNull(),
    name: text().notNull(),
    linkId: uuid().references(() => familyLink.id),
    words: text().notNull(),
    wordsVersion: text().notNull(),
    visitId: uuid().references(() => visit.id),
    by: text().notNull(),
    at: at().notNull(),
  },
  (table) => [
    index("call_consent_by_call").on(table.callId),
    index("call_consent_by_elder").on(table.elderId, table.at),
    check("call_consent_purpose_known", sql`${table.purpose} in ('book')`),
    check("call_consent_giver_known", sql`${table.consentedBy} in ('elder', 'family')`),
    check("call_consent_family_linked", sql`(${table.consentedBy} = 'family') = (${table.linkId} is not null)`),
    check("call_consent_names_visit", sql`${table.purpose} <> 'book' or ${table.visitId} is not null`),
  ],
);
