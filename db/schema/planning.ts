/** From eligibility to the month's plan: results with reasons, entitlement, runs with digests and seed, allocation, series, debt. */
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
import { at, id, month, now, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { streetId } from "./reference.ts";
import { provider, providerContract, providerId } from "./workforce.ts";

export const eligibilityResult = pgTable(
  "eligibility_result",
  {
    elderId: elderId(),
    month: month().notNull(),
    streetId: streetId(),
    verdict: text().notNull(),
    visitsAllowed: smallint().notNull(),
    judgedOn: on().notNull(),
    reasons: jsonb().notNull(),
    policyVersion: text().notNull(),
    judgedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.elderId, table.month] }),
    check("eligibility_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check(
      "eligibility_verdict_known",
      sql`${table.verdict} in ('eligible', 'not_eligible', 'paused', 'waiting', 'needs_data')`,
    ),
  ],
);

export const entitlementMonth = pgTable(
  "entitlement_month",
  {
    elderId: elderId(),
    month: month().notNull(),
    visitsAllowed: smallint().notNull(),
    visitsExcess: smallint().notNull().default(0),
    visitsReserved: smallint().notNull().default(0),
    visitsUsed: smallint().notNull().default(0),
    policyVersion: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.elderId, table.month] }),
    check("entitlement_month_first_day", sql`extract(day from ${table.month}) = 1`),
    check(
      "entitlement_not_negative",
      sql`least(${table.visitsAllowed}, ${table.visitsExcess}, ${table.visitsReserved}, ${table.visitsUsed}) >= 0`,
    ),
    check(
      "within_entitlement",
      sql`${table.visitsReserved} + ${table.visitsUsed} <= ${table.visitsAllowed} + ${table.visitsExcess}`,
    ),
  ],
);

export const carePlan = pgTable(
  "care_plan",
  {
    id: id(),
    elderId: elderId(),
    version: integer().notNull(),
    fromOn: on().notNull(),
    toOn: on(),
    subtypes: text().array().notNull(),
    signedOn: on(),
    catalogueVersion: text().notNull(),
  },
  (table) => [unique("care_plan_version").on(table.elderId, table.version)],
);

export const planningRun = pgTable(
  "planning_run",
  {
    id: id(),
    kind: text().notNull(),
    month: month().notNull(),
    seed: text().notNull(),
    inputDigest: text().notNull(),
    resultDigest: text().notNull(),
    policyVersion: text().notNull(),
    stats: jsonb().notNull(),
    warnings: jsonb().notNull(),
    state: text().notNull().default("published"),
    createdBy: text().notNull(),
    createdAt: at().notNull().default(now),
    publishedBy: text(),
    publishedAt: at(),
  },
  (table) => [
    index("planning_run_by_month").on(table.month, table.kind),
    check("planning_run_kind_known", sql`${table.kind} in ('allocation', 'newcomers', 'plan')`),
    check("planning_run_state_known", sql`${table.state} in ('draft', 'published', 'replaced')`),
    uniqueIndex("one_published_plan_a_month")
      .on(table.month)
      .where(sql`${table.kind} = 'plan' and ${table.state} = 'published'`),
  ],
);

/** What a run planned, whole: a draft is published from it, and runs are compared by it. */
export const planningResult = pgTable("planning_result", {
  runId: uuid()
    .primaryKey()
    .references(() => planningRun.id),
  plan: jsonb().notNull(),
  remedies: jsonb().notNull(),
});

export const allocation = pgTable(
  "allocation",
  {
    elderId: elderId(),
    month: month().notNull(),
    streetId: streetId(),
    runId: uuid()
      .notNull()
      .references(() => planningRun.id),
    providerId: uuid().references(() => provider.id),
    contractId: uuid().references(() => providerContract.id),
    chosenFor: text().notNull(),
    explanation: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.elderId, table.month] }),
    index("allocation_by_provider").on(table.providerId, table.month),
  ],
);

export const visitSeries = pgTable(
  "visit_series",
  {
    id: id(),
    uid: text().notNull().unique(),
    elderId: elderId(),
    streetId: streetId(),
    providerId: providerId(),
    runId: uuid()
      .notNull()
      .references(() => planningRun.id),
    month: month().notNull(),
    part: smallint().notNull().default(1),
    rrule: text().notNull(),
    startsOn: on().notNull(),
    startMinute: smallint().notNull(),
    durationMinutes: smallint().notNull(),
    workerIds: uuid().array().notNull(),
    subtypes: text().array().notNull(),
    sequence: integer().notNull().default(0),
    plannedSequence: integer().notNull().default(0),
    explanation: jsonb().notNull(),
  },
  (table) => [
    unique("visit_series_once").on(table.elderId, table.month, table.part),
    check("series_start_in_day", sql`${table.startMinute} between 0 and 1439`),
  ],
);

export const seriesException = pgTable(
  "series_exception",
  {
    seriesId: uuid()
      .notNull()
      .references(() => visitSeries.id),
    originalOn: on().notNull(),
    kind: text().notNull(),
    movedToOn: on(),
    movedToMinute: smallint(),
    reason: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.seriesId, table.originalOn] }),
    check(
      "series_exception_shape",
      sql`(${table.kind} = 'moved') = (${table.movedToOn} is not null) and ${table.kind} in ('moved', 'dropped')`,
    ),
  ],
);
