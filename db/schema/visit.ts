/** Visits, who goes, what was recorded about them, and what the rules found. Delivery, approval and findings stay three things. */
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
import { at, fenColumn, id, month, now, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { visitSeries } from "./planning.ts";
import { streetId } from "./reference.ts";
import { careWorker, provider, providerContract, providerId } from "./workforce.ts";

export const offer = pgTable(
  "offer",
  {
    id: id(),
    providerId: providerId(),
    elderId: elderId(),
    streetId: streetId(),
    month: month().notNull(),
    state: text().notNull(),
    sentAt: at().notNull(),
    replyBy: at().notNull(),
    /** From then on the street sees that nobody has taken the visits yet. */
    fillBy: at().notNull(),
    repliedAt: at(),
    repliedBy: text(),
    /** When it ended without the provider's answer: expired, superseded or withdrawn. */
    closedAt: at(),
    closedBy: text(),
    declineReason: text(),
    note: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("offer_by_provider").on(table.providerId, table.state),
    index("offer_by_elder").on(table.elderId, table.month),
    check(
      "offer_state_known",
      sql`${table.state} in ('sent', 'viewed', 'accepted', 'rejected', 'expired', 'superseded', 'withdrawn')`,
    ),
    check("offer_reject_has_reason", sql`${table.state} <> 'rejected' or ${table.declineReason} is not null`),
  ],
);

export const visit = pgTable(
  "visit",
  {
    id: id(),
    /** Business key in digests, files and on slips: month, elder number and position in the month. */
    visitNo: text().notNull().unique(),
    streetId: streetId(),
    providerId: providerId(),
    elderId: elderId(),
    contractId: uuid().references(() => providerContract.id),
    seriesId: uuid().references(() => visitSeries.id),
    offerId: uuid().references(() => offer.id),
    occurrenceOn: on(),
    moveReason: text(),
    kind: text().notNull().default("basket"),
    origin: text().notNull().default("plan"),
    serviceMonth: month().notNull(),
    plannedStart: at().notNull(),
    plannedEnd: at().notNull(),
    subtypes: text().array().notNull(),
    /** What the elder asks the care worker to mind; codes of visit-remark.ts. */
    remarks: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    plannedFen: fenColumn().notNull(),
    /** Fund whose budget holds the planned money until the visit is settled. */
    fund: text().notNull().default("district"),
    deliveryState: text().notNull(),
    missedSide: text(),
    missedReason: text(),
    cancelReason: text(),
    approvalState: text().notNull().default("none"),
    effectiveIn: at(),
    effectiveOut: at(),
    minutes: integer(),
    proofs: jsonb(),
    strength: text(),
    waived: boolean().notNull().default(false),
    policyVersion: text().notNull(),
    catalogueVersion: text().notNull(),
    ruleVersion: text(),
    evidenceDigest: text(),
    verifiedAt: at(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("visit_by_elder_month").on(table.elderId, table.serviceMonth),
    index("visit_by_provider_month").on(table.providerId, table.serviceMonth),
    index("visit_by_start").on(table.plannedStart),
    check("visit_remarks_known", sql`${table.remarks} <@ array['ring_first', 'speak_loudly', 'has_dog', 'wheelchair']`),
    check("visit_times_ordered", sql`${table.plannedStart} < ${table.plannedEnd}`),
    check("visit_planned_fen_not_negative", sql`${table.plannedFen} >= 0`),
    check(
      "visit_delivery_state_known",
      sql`${table.deliveryState} in ('planned', 'offered', 'accepted', 'en_route', 'in_progress', 'done', 'missed', 'cancelled')`,
    ),
    check(
      "visit_approval_state_known",
      sql`${table.approvalState} in ('none', 'checking', 'in_violation', 'verified', 'rejected', 'locked')`,
    ),
  ],
);

/** A column that names a visit. */
export const visitId = () =>
  uuid()
    .notNull()
    .references(() => visit.id);

export const visitWorker = pgTable(
  "visit_worker",
  {
    visitId: visitId(),
    workerId: uuid()
      .notNull()
      .references(() => careWorker.id),
    groupId: uuid().notNull(),
    plannedStart: at().notNull(),
    plannedEnd: at().notNull(),
    released: boolean().notNull().default(false),
    assignedBy: text().notNull(),
    assignedAt: at().notNull().default(now),
  },
  (table) => [
    primaryKey({ columns: [table.visitId, table.workerId] }),
    index("visit_worker_by_worker").on(table.workerId, table.plannedStart),
  ],
);

/**
 * A time that an elder at a kiosk is looking at before confirming. An exclusion constraint lets one elder hold a worker's time; who
 * comes to it a moment later is offered other times. Holds that have ended are cleared by whoever wants the time next.
 */
export const slotHold = pgTable(
  "slot_hold",
  {
    id: id(),
    elderId: elderId(),
    workerId: uuid()
      .notNull()
      .references(() => careWorker.id),
    plannedStart: at().notNull(),
    plannedEnd: at().notNull(),
    heldUntil: at().notNull(),
  },
  (table) => [
    index("slot_hold_by_elder").on(table.elderId),
    check("slot_hold_times_ordered", sql`${table.plannedStart} < ${table.plannedEnd}`),
  ],
);

export const visitDebt = pgTable(
  "visit_debt",
  {
    id: id(),
    elderId: elderId(),
    streetId: streetId(),
    providerId: uuid().references(() => provider.id),
    month: month().notNull(),
    sequence: smallint().notNull(),
    originalOn: on(),
    reason: text().notNull(),
    facts: jsonb().notNull(),
    state: text().notNull().default("open"),
    replacedBy: uuid().references(() => visit.id),
  },
  (table) => [
    unique("visit_debt_once").on(table.elderId, table.month, table.sequence),
    check("visit_debt_state_known", sql`${table.state} in ('open', 'replaced', 'lapsed')`),
  ],
);
