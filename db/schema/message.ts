/**
 * Messages to people outside: what caused them, and each message to one person. A cause is written in the unit of what happened and holds
 * no personal data; who is told is looked up after that, so that a consent that ended in between is respected.
 */
import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { elder, elderId } from "./elder.ts";
import { familyLink } from "./family.ts";

export const messageCause = pgTable(
  "message_cause",
  {
    id: id(),
    kind: text().notNull(),
    /** The visit, order, refund, alert or ticket. */
    subject: text().notNull(),
    elderId: elderId(),
    /** Whom it is for; null lets the scopes of the family decide, or is the elder. */
    linkId: uuid().references(() => familyLink.id),
    /** Amounts, times and numbers that the message shows. */
    facts: jsonb().notNull(),
    happenedAt: at().notNull(),
    /** When the messages were made of it. */
    addressedAt: at(),
  },
  (table) => [
    unique("message_cause_once").on(table.kind, table.subject),
    index("message_cause_waiting")
      .on(table.happenedAt)
      .where(sql`${table.addressedAt} is null`),
    check(
      "message_cause_kind_known",
      sql`${table.kind} in ('payment_received', 'refund_done', 'visit_booked', 'visit_moved', 'visit_cancelled', 'visit_arrived', 'visit_finished', 'alert_raised', 'complaint_answered', 'invoice_answered')`,
    ),
  ],
);

/** One message to one person. Its key is the same at every try, so that a channel that knows it sends once. */
export const outgoingMessage = pgTable(
  "outgoing_message",
  {
    id: id(),
    kind: text().notNull(),
    recipientCipher: text().notNull(),
    /** A whole text, or the fields of the kind's template as JSON. */
    bodyCipher: text().notNull(),
    createdAt: at().notNull(),
    sentAt: at(),
    causeId: uuid().references(() => messageCause.id),
    elderId: uuid().references(() => elder.id),
    linkId: uuid().references(() => familyLink.id),
    recipientMask: text(),
    /** Null is the message's own id. */
    key: text().unique(),
    state: text().notNull().default("queued"),
    channel: text(),
    channelNo: text(),
    attempts: smallint().notNull().default(0),
    nextTryAt: at(),
    lastError: text(),
  },
  (table) => [
    index("outgoing_message_waiting")
      .on(table.createdAt)
      .where(sql`${table.state} = 'queued'`),
    index("outgoing_message_by_elder").on(table.elderId, table.createdAt),
    check("outgoing_message_state_known", sql`${table.state} in ('queued', 'sent', 'recorded', 'failed', 'too_late')`),
    check("outgoing_message_sent_whole", sql`(${table.state} in ('sent', 'recorded')) = (${table.sentAt} is not null)`),
  ],
);
