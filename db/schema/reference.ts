/** Reference data of one district: streets, facilities, work calendar, policy versions and the service catalogue. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, id, now, on } from "./columns.ts";

export const street = pgTable("street", {
  id: integer().primaryKey(),
  slug: text().notNull().unique(),
  nameZh: text().notNull().unique(),
  nameEn: text().notNull(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
  officialCode: text(),
});

/** A column that names a street. */
export const streetId = () =>
  integer()
    .notNull()
    .references(() => street.id);

export const facility = pgTable(
  "facility",
  {
    id: id(),
    kind: text().notNull(),
    name: text().notNull().unique(),
    streetId: streetId(),
    community: text(),
    address: text(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    phone: text(),
    openingHours: text(),
    capacity: integer(),
    rowDigest: text().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check("facility_kind_known", sql`${table.kind} in ('street_centre', 'comprehensive_station', 'station')`),
  ],
);

export const calendarDay = pgTable(
  "calendar_day",
  { date: on().primaryKey(), kind: text().notNull(), name: text().notNull() },
  (table) => [check("calendar_day_kind_known", sql`${table.kind} in ('off', 'work')`)],
);

export const policyVersion = pgTable("policy_version", {
  id: text().primaryKey(),
  effectiveFrom: on().notNull(),
  effectiveTo: on(),
  sourceDocument: text().notNull(),
  confirmed: boolean().notNull().default(false),
  parameters: jsonb().notNull(),
  ruleModes: jsonb().notNull(),
  adoptedAt: at().notNull().default(now),
});

export const serviceSubtype = pgTable(
  "service_subtype",
  {
    catalogueVersion: text().notNull(),
    code: text().notNull(),
    position: smallint().notNull(),
    categoryCode: text().notNull(),
    nameZh: text().notNull(),
    nameEn: text().notNull(),
    typicalMinutes: smallint().notNull(),
    qualifications: text().array().notNull(),
    grades: smallint().array().notNull(),
    nationalType: text(),
    funding: text().notNull(),
    twoWorkersFromGrade: smallint(),
    longVisitExempt: boolean().notNull(),
    confirmed: boolean().notNull(),
    qualificationCondition: text(),
  },
  (table) => [
    primaryKey({ columns: [table.catalogueVersion, table.code] }),
    unique("service_subtype_position").on(table.catalogueVersion, table.position),
    check("service_subtype_funding_known", sql`${table.funding} in ('basket', 'event', 'medical')`),
  ],
);

/** A change of a rule's mode from a date: asked for by one person, decided by another. It acts once it is approved. */
export const ruleModeChange = pgTable(
  "rule_mode_change",
  {
    id: id(),
    ruleCode: text().notNull(),
    mode: text().notNull(),
    fromOn: on().notNull(),
    reason: text().notNull(),
    state: text().notNull().default("requested"),
    requestedBy: text().notNull(),
    requestedAt: at().notNull(),
    decidedBy: text(),
    decidedAt: at(),
  },
  (table) => [
    uniqueIndex("rule_mode_change_one_open")
      .on(table.ruleCode)
      .where(sql`${table.state} = 'requested'`),
    check("rule_mode_change_mode_known", sql`${table.mode} in ('off', 'warn_only', 'enforce')`),
    check("rule_mode_change_state_known", sql`${table.state} in ('requested', 'approved', 'refused')`),
    check(
      "rule_mode_change_second_person",
      sql`${table.state} = 'requested' or (${table.decidedBy} is not null and ${table.decidedAt} is not null and (${table.state} = 'refused' or ${table.decidedBy} <> ${table.requestedBy}))`,
    ),
  ],
);
