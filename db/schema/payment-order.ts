/** What people pay themselves: orders, refunds, the channel's notifications and bills, and what does not agree. Amounts are whole fen. */
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
import { at, bytes, fenColumn, id, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { familyLink } from "./family.ts";
import { visitId } from "./visit.ts";

export const paymentOrder = pgTable(
  "payment_order",
  {
    id: id(),
    orderNo: text().notNull().unique(),
    elderId: elderId(),
    visitId: visitId(),
    description: text().notNull(),
    priceFen: fenColumn().notNull(),
    subsidyFen: fenColumn().notNull(),
    otherFundFen: fenColumn().notNull(),
    /** What is paid through this order. */
    amountFen: fenColumn().notNull(),
    state: text().notNull(),
    method: text().notNull(),
    /** What the QR code holds. */
    codeUrl: text(),
    madeBy: text().notNull(),
    /** The member of the family who pays; null at a kiosk. */
    payerLinkId: uuid().references(() => familyLink.id),
    madeAt: at().notNull(),
    expiresAt: at().notNull(),
    paidAt: at(),
    transactionId: text().unique(),
    refundedFen: fenColumn()
      .notNull()
      .default(sql`0`),
    refundingFen: fenColumn()
      .notNull()
      .default(sql`0`),
    polls: smallint().notNull().default(0),
    nextPollAt: at(),
    /** When the visit counted and the money was owed to the provider. */
    earnedAt: at(),
  },
  (table) => [
    uniqueIndex("payment_order_live_once")
      .on(table.visitId)
      .where(sql`${table.state} not in ('closed', 'expired', 'refunded')`),
    index("payment_order_by_elder").on(table.elderId),
    index("payment_order_by_poll").on(table.nextPollAt),
    index("payment_order_by_paid").on(table.paidAt),
    check(
      "payment_order_state_known",
      sql`${table.state} in ('created', 'prepaying', 'paying', 'paid', 'closed', 'expired', 'refunding', 'partly_refunded', 'refunded')`,
    ),
    check("payment_order_method_known", sql`${table.method} in ('native', 'jsapi', 'h5')`),
    check("payment_order_amount_positive", sql`${table.amountFen} > 0`),
    check(
      "payment_order_parts_are_whole",
      sql`${table.subsidyFen} + ${table.otherFundFen} + ${table.amountFen} = ${table.priceFen} and least(${table.subsidyFen}, ${table.otherFundFen}) >= 0`,
    ),
    check(
      "payment_order_refunds_within_paid",
      sql`least(${table.refundedFen}, ${table.refundingFen}) >= 0 and ${table.refundedFen} + ${table.refundingFen} <= ${table.amountFen}`,
    ),
    check(
      "payment_order_paid_has_transaction",
      sql`(${table.state} in ('paid', 'refunding', 'partly_refunded', 'refunded')) = (${table.paidAt} is not null and ${table.transactionId} is not null)`,
    ),
  ],
);

export const paymentRefund = pgTable(
  "payment_refund",
  {
    id: id(),
    refundNo: text().notNull().unique(),
    orderId: uuid()
      .notNull()
      .references(() => paymentOrder.id),
    amountFen: fenColumn().notNull(),
    reason: text().notNull(),
    chargedTo: text().notNull(),
    state: text().notNull(),
    askedBy: text().notNull(),
    askedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
    sentAt: at(),
    refundId: text().unique(),
    refundedAt: at(),
    polls: smallint().notNull().default(0),
    nextPollAt: at(),
    /** The channel's word for why it did not send it: a state of its own, or the code of a refusal. */
    failure: text(),
    /** Of the bank transfer that a person made in the channel's place. */
    handReference: text().unique("payment_refund_hand_reference_once"),
    handPaidOn: on(),
    handBy: text(),
    handAt: at(),
    /** The second person, where the sum needs one. */
    handAgreedBy: text(),
  },
  (table) => [
    index("payment_refund_by_order").on(table.orderId),
    index("payment_refund_by_poll").on(table.nextPollAt),
    check("payment_refund_positive", sql`${table.amountFen} > 0`),
    check(
      "payment_refund_state_known",
      sql`${table.state} in ('asked', 'declined', 'approved', 'sent', 'refunded', 'failed', 'hand_waiting', 'by_hand')`,
    ),
    check(
      "payment_refund_hand_is_whole",
      sql`num_nulls(${table.handReference}, ${table.handPaidOn}, ${table.handBy}, ${table.handAt}) = case when ${table.state} in ('hand_waiting', 'by_hand') then 0 else 4 end`,
    ),
    check(
      "payment_refund_hand_second_person",
      sql`${table.handAgreedBy} is null or (${table.state} = 'by_hand' and ${table.handAgreedBy} <> ${table.handBy})`,
    ),
    check("payment_refund_charged_known", sql`${table.chargedTo} in ('provider', 'nobody')`),
    check("payment_refund_second_person", sql`${table.decidedBy} is distinct from ${table.askedBy}`),
    check("payment_refund_decided_by_somebody", sql`(${table.state} = 'asked') = (${table.decidedBy} is null)`),
  ],
);

/** Each believed notification once, as it arrived: append-only. */
export const paymentNotice = pgTable(
  "payment_notice",
  {
    gateway: text().notNull(),
    noticeId: text().notNull(),
    receivedAt: at().notNull(),
    headers: jsonb().notNull(),
    rawBody: bytes().notNull(),
    orderNo: text(),
    outcome: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.gateway, table.noticeId] }),
    index("payment_notice_by_order").on(table.orderNo),
  ],
);

/** A bill of one day as the channel wrote it: append-only. */
export const paymentBill = pgTable(
  "payment_bill",
  {
    id: id(),
    kind: text().notNull(),
    billOn: on().notNull(),
    fetchedAt: at().notNull(),
    /** Null when the channel had no bill for the day. */
    content: bytes(),
    digest: text().notNull(),
    lineCount: integer().notNull(),
  },
  (table) => [
    unique("payment_bill_once").on(table.billOn, table.kind),
    check("payment_bill_kind_known", sql`${table.kind} in ('trade', 'fund')`),
  ],
);

export const paymentBillLine = pgTable(
  "payment_bill_line",
  {
    billId: uuid()
      .notNull()
      .references(() => paymentBill.id),
    line: integer().notNull(),
    kind: text().notNull(),
    at: at().notNull(),
    /** Order number, refund number, or the flow's number. */
    number: text().notNull(),
    channelNo: text().notNull(),
    amountFen: fenColumn().notNull(),
    /** Negative when it was given back. */
    feeFen: fenColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.billId, table.line] }),
    index("payment_bill_line_by_number").on(table.number),
  ],
);

/** What does not agree, until somebody has explained it. */
export const paymentDifference = pgTable(
  "payment_difference",
  {
    id: id(),
    billOn: on().notNull(),
    kind: text().notNull(),
    subject: text().notNull(),
    hereFen: fenColumn().notNull(),
    thereFen: fenColumn().notNull(),
    /** By how much the bill moved the account unmatched; negative when it left. */
    suspenseFen: fenColumn()
      .notNull()
      .default(sql`0`),
    /** When it was posted to suspense; null for what moved nothing, and for a day that is not over. */
    suspendedAt: at(),
    /** The account to which it went from there. */
    releasedTo: text(),
    openedAt: at().notNull(),
    resolvedAt: at(),
    resolvedBy: text(),
    resolution: text(),
  },
  (table) => [
    unique("payment_difference_once").on(table.billOn, table.kind, table.subject),
    index("payment_difference_open")
      .on(table.billOn)
      .where(sql`${table.resolvedAt} is null`),
    check(
      "payment_difference_released_at_its_end",
      sql`(${table.releasedTo} is not null) = (${table.suspendedAt} is not null and ${table.resolvedAt} is not null)`,
    ),
    check(
      "payment_difference_resolved_by_somebody",
      sql`num_nulls(${table.resolvedAt}, ${table.resolvedBy}, ${table.resolution}) in (0, 3)`,
    ),
  ],
);
