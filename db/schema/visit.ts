/** Visits, who goes, what was recorded about them, and what the rules found. Delivery, approval and findings stay three things. */
import { sql } from "drizzle-orm";
import {
  bigint,
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytes, fenColumn, id, month, now, on } from "./columns.ts";
import { elder } from "./elder.ts";
import { visitSeries } from "./planning.ts";
import { street } from "./reference.ts";
import { careWorker, provider, providerContract } from "./workforce.ts";

const elderId = () =>
  uuid()
    .notNull()
    .references(() => elder.id);
const streetId = () =>
  integer()
    .notNull()
    .references(() => street.id);
const providerId = () =>
  uuid()
    .notNull()
    .references(() => provider.id);

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
    repliedAt: at(),
    repliedBy: text(),
    declineReason: text(),
    note: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("offer_by_provider").on(table.providerId, table.state),
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
    plannedFen: fenColumn().notNull(),
    deliveryState: text().notNull(),
    missedSide: text(),
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

const visitId = () =>
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

/** Raw events as captured. No foreign key on the visit: an event is never refused for what it refers to. */
export const visitEvent = pgTable(
  "visit_event",
  {
    eventId: id(),
    visitId: uuid().notNull(),
    workerId: uuid(),
    kind: text().notNull(),
    deviceId: text().notNull(),
    deviceSeq: bigint({ mode: "number" }).notNull(),
    deviceTime: at().notNull(),
    receivedAt: at().notNull(),
    body: jsonb().notNull(),
    bodyDigest: bytes().notNull(),
  },
  (table) => [
    index("visit_event_by_visit").on(table.visitId),
    index("visit_event_by_device").on(table.deviceId, table.deviceSeq),
  ],
);

export const finding = pgTable(
  "finding",
  {
    id: id(),
    visitId: visitId(),
    streetId: streetId(),
    providerId: providerId(),
    ruleCode: text().notNull(),
    level: text().notNull(),
    mode: text().notNull(),
    effect: text().notNull(),
    wouldHave: boolean().notNull(),
    state: text().notNull(),
    facts: jsonb().notNull(),
    ruleVersion: text().notNull(),
    openedAt: at().notNull(),
    dueOn: on(),
    closedAt: at(),
    closedBy: text(),
    reasonCode: text(),
    resolutionCode: text(),
    note: text(),
  },
  (table) => [
    unique("finding_once_per_rule").on(table.visitId, table.ruleCode),
    index("finding_open").on(table.state, table.streetId),
    check("finding_level_known", sql`${table.level} in ('block', 'fix', 'acknowledge', 'info')`),
    check(
      "finding_state_known",
      sql`${table.state} in ('open', 'cleared', 'acknowledged', 'fixed', 'upheld', 'withdrawn')`,
    ),
    check(
      "finding_close_is_explained",
      sql`${table.state} not in ('acknowledged', 'fixed') or (${table.reasonCode} is not null and ${table.resolutionCode} is not null and ${table.closedBy} is not null)`,
    ),
  ],
);

/** Every step of a finding after it was opened; the finding's row holds where it stands now. Append-only. */
export const findingChange = pgTable(
  "finding_change",
  {
    id: id(),
    findingId: uuid()
      .notNull()
      .references(() => finding.id),
    step: text().notNull(),
    at: at().notNull(),
    by: text().notNull(),
    facts: jsonb().notNull(),
    reasonCode: text(),
    resolutionCode: text(),
    note: text(),
  },
  (table) => [
    index("finding_change_by_finding").on(table.findingId),
    check(
      "finding_change_step_known",
      sql`${table.step} in ('cleared', 'reopened', 'acknowledged', 'fixed', 'upheld', 'withdrawn', 'contested')`,
    ),
  ],
);

/** A correction that somebody asked for. It becomes an event of the visit once a second person has approved it. */
export const visitCorrection = pgTable(
  "visit_correction",
  {
    id: id(),
    visitId: visitId(),
    field: text().notNull(),
    oldValue: at(),
    newValue: at().notNull(),
    reasonCode: text().notNull(),
    resolutionCode: text().notNull(),
    memo: text(),
    /** What proves the new value: number of the paper record, of the call, of the ticket. Its digest goes into the event. */
    evidence: text(),
    state: text().notNull().default("requested"),
    requestedBy: text().notNull(),
    requestedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
    decisionNote: text(),
  },
  (table) => [
    index("visit_correction_by_visit").on(table.visitId),
    uniqueIndex("visit_correction_one_open")
      .on(table.visitId, table.field)
      .where(sql`${table.state} = 'requested'`),
    check("visit_correction_field_known", sql`${table.field} in ('check_in_at', 'check_out_at')`),
    check("visit_correction_state_known", sql`${table.state} in ('requested', 'approved', 'refused')`),
    check(
      "visit_correction_second_person",
      sql`${table.state} = 'requested' or (${table.decidedBy} is not null and ${table.decidedBy} <> ${table.requestedBy})`,
    ),
  ],
);

/** What a phone sent and no visit could take: kept with its reason, counted as sent, looked at by a person. Append-only. */
export const visitEventQuarantine = pgTable(
  "visit_event_quarantine",
  {
    id: id(),
    /** As the phone said; anything may stand here. */
    eventId: text(),
    visitNo: text(),
    sender: text().notNull(),
    reason: text().notNull(),
    body: jsonb().notNull(),
    bodyDigest: bytes().notNull(),
    receivedAt: at().notNull(),
  },
  (table) => [
    unique("visit_event_quarantine_once").on(table.sender, table.bodyDigest),
    check("visit_event_quarantine_reason_known", sql`${table.reason} in ('malformed', 'not-your-visit')`),
  ],
);

/** The six digits that an elder types on the care worker's phone. Not the PIN of the kiosk. */
export const elderVisitPin = pgTable(
  "elder_visit_pin",
  {
    elderId: uuid()
      .primaryKey()
      .references(() => elder.id),
    pinHash: text().notNull(),
    triesLeft: smallint().notNull(),
    setBy: text().notNull(),
    setAt: at().notNull(),
  },
  (table) => [check("elder_visit_pin_tries", sql`${table.triesLeft} between 0 and 10`)],
);
