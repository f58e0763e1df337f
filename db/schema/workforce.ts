/** Providers, their contracts (one price per visit, dated), and care workers with qualifications, availability and leave. */
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, fenColumn, id, on } from "./columns.ts";
import { street } from "./reference.ts";

export const provider = pgTable(
  "provider",
  {
    id: id(),
    name: text().notNull().unique(),
    creditCode: text().notNull().unique(),
    kind: text(),
    address: text(),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    contactName: text(),
    phoneCipher: text(),
    bankName: text(),
    bankAccountCipher: text(),
    state: text().notNull(),
    rowDigest: text().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [check("provider_state_known", sql`${table.state} in ('active', 'suspended', 'ended')`)],
);

/** A column that names a provider. */
export const providerId = () =>
  uuid()
    .notNull()
    .references(() => provider.id);

export const providerContract = pgTable(
  "provider_contract",
  {
    id: id(),
    providerId: providerId(),
    contractNo: text().notNull().unique(),
    fromOn: on().notNull(),
    toOn: on().notNull(),
    coversAllStreets: boolean().notNull(),
    streetIds: integer().array().notNull(),
    coversAllSubtypes: boolean().notNull(),
    subtypes: text().array().notNull(),
    priceFen: fenColumn().notNull(),
    monthlyCapacity: integer().notNull(),
  },
  (table) => [
    index("provider_contract_by_provider").on(table.providerId),
    check("contract_price_positive", sql`${table.priceFen} > 0`),
    check("contract_capacity_positive", sql`${table.monthlyCapacity} > 0`),
    check("contract_period_ordered", sql`${table.fromOn} <= ${table.toOn}`),
  ],
);

export const careWorker = pgTable(
  "care_worker",
  {
    id: id(),
    workerNo: text().notNull().unique(),
    name: text().notNull(),
    sex: text().notNull(),
    birthOn: on().notNull(),
    idNumberCipher: text().notNull(),
    idNumberIndex: bytes().notNull().unique(),
    phoneCipher: text().notNull(),
    phoneIndex: bytes().notNull(),
    providerId: providerId(),
    employedFrom: on().notNull(),
    employedTo: on(),
    homeStreetId: integer().references(() => street.id),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    availability: jsonb().notNull(),
    weeklyMinutesMax: integer(),
    dialects: text().array().notNull(),
    rowDigest: text().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    index("care_worker_by_provider").on(table.providerId),
    index("care_worker_by_phone").on(table.phoneIndex),
  ],
);

const workerId = () =>
  uuid()
    .notNull()
    .references(() => careWorker.id);

export const workerQualification = pgTable(
  "worker_qualification",
  { workerId: workerId(), code: text().notNull(), certificateNo: text(), expiresOn: on() },
  (table) => [
    primaryKey({ columns: [table.workerId, table.code] }),
    check("qualification_code_known", sql`${table.code} ~ '^Q[0-7]$'`),
  ],
);

export const workerLeave = pgTable(
  "worker_leave",
  { id: id(), workerId: workerId(), fromOn: on().notNull(), toOn: on().notNull() },
  (table) => [
    unique("worker_leave_once").on(table.workerId, table.fromOn, table.toOn),
    check("worker_leave_ordered", sql`${table.fromOn} <= ${table.toOn}`),
  ],
);
