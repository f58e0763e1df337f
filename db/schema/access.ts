/** Who may sign in, their sessions, and the elder's short-lived session at a kiosk. */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, smallint, text, uuid } from "drizzle-orm/pg-core";
import { at, bytes, id, now, on } from "./columns.ts";
import { elderId } from "./elder.ts";
import { kioskDevice } from "./kiosk.ts";
import { street } from "./reference.ts";
import { careWorker, provider } from "./workforce.ts";

export const appUser = pgTable("app_user", {
  id: id(),
  loginName: text().notNull().unique(),
  displayName: text().notNull(),
  passwordHash: text().notNull(),
  disabledAt: at(),
  endsOn: on(),
  createdAt: at().notNull().default(now),
});

/** A role with its scope. A street role names a street, a provider role a provider, a care worker's role the worker. */
export const userRole = pgTable(
  "user_role",
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    role: text().notNull(),
    streetId: integer().references(() => street.id),
    providerId: uuid().references(() => provider.id),
    workerId: uuid().references(() => careWorker.id),
  },
  (table) => [
    index("user_role_by_user").on(table.userId),
    check(
      "user_role_scope",
      sql`case ${table.role} when 'street_clerk' then ${table.streetId} is not null when 'street_lead' then ${table.streetId} is not null when 'provider_manager' then ${table.providerId} is not null when 'care_worker' then ${table.workerId} is not null and ${table.providerId} is not null else ${table.role} in ('district_clerk', 'district_lead', 'operator', 'finance', 'auditor') end`,
    ),
  ],
);

export const session = pgTable(
  "session",
  {
    tokenHash: bytes().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => appUser.id),
    createdAt: at().notNull(),
    lastSeenAt: at().notNull(),
    endsAt: at().notNull(),
    freshUntil: at(),
  },
  (table) => [index("session_by_user").on(table.userId)],
);

export const kioskSession = pgTable(
  "kiosk_session",
  {
    tokenHash: bytes().primaryKey(),
    elderId: elderId(),
    identifiedBy: text().notNull(),
    /** null at a machine that is not paired. */
    deviceId: uuid().references(() => kioskDevice.id),
    /** Set when a clerk stands beside the elder: what is done then is 代办. */
    assistedBy: text(),
    createdAt: at().notNull(),
    lastSeenAt: at().notNull(),
    endsAt: at().notNull(),
    draft: jsonb()
      .notNull()
      .default(sql`'{}'::jsonb`),
  },
  (table) => [
    index("kiosk_session_by_elder").on(table.elderId),
    index("kiosk_session_by_device").on(table.deviceId),
    check(
      "kiosk_session_means_known",
      sql`${table.identifiedBy} in ('id_card', 'social_card', 'qr', 'phone_code', 'staff')`,
    ),
    check(
      "kiosk_session_assisted_by_staff",
      sql`(${table.assistedBy} is not null) = (${table.identifiedBy} = 'staff')`,
    ),
  ],
);

/**
 * A six-digit code asked for at a kiosk: five tries, five minutes, single use. A number that nobody has on file has its row too, so
 * that it looks and is limited like any other; nothing is sent to it and no code opens it.
 */
export const signInCode = pgTable(
  "sign_in_code",
  {
    id: id(),
    tokenHash: bytes().notNull().unique(),
    phoneIndex: bytes().notNull(),
    device: text().notNull(),
    codeHash: bytes().notNull(),
    triesLeft: smallint().notNull(),
    createdAt: at().notNull(),
    endsAt: at().notNull(),
    usedAt: at(),
  },
  (table) => [
    index("sign_in_code_by_phone").on(table.phoneIndex, table.createdAt),
    index("sign_in_code_by_device").on(table.device, table.createdAt),
    check("sign_in_code_tries_not_negative", sql`${table.triesLeft} >= 0`),
  ],
);
