/**
 * Devices of family beds: their types, which hangs in whose home from when to when, what they said, and who goes to see a silent one.
 * Readings are only added; a binding ends and is never altered; no device is bound twice at one time (exclusion constraint in the migration).
 */
import { sql } from "drizzle-orm";
import {
  bigint,
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
} from "drizzle-orm/pg-core";
import { at, id, on } from "./columns.ts";
import { elder, elderId } from "./elder.ts";
import { street } from "./reference.ts";

/** What a kind of device measures and from which values it alarms, unless an elder has thresholds of his or her own. */
export const deviceType = pgTable("device_type", {
  code: text().primaryKey(),
  position: smallint().notNull(),
  nameZh: text().notNull(),
  nameEn: text().notNull(),
  measures: text().array().notNull(),
  thresholds: jsonb().notNull(),
  confirmed: boolean().notNull().default(false),
});

export const device = pgTable(
  "device",
  {
    id: id(),
    deviceNo: text().notNull().unique(),
    typeCode: text()
      .notNull()
      .references(() => deviceType.code),
    vendor: text().notNull(),
    /** The name the vendor's messages call it by. */
    externalId: text().notNull(),
    keyId: text().notNull(),
    tokenHash: text().notNull().unique(),
    /** Goes into token and secret: the next one makes both anew and the old ones worthless. */
    tokenVersion: smallint().notNull().default(1),
    state: text().notNull().default("spare"),
    registeredBy: text().notNull(),
    registeredAt: at().notNull(),
    retiredAt: at(),
  },
  (table) => [
    unique("device_external_once").on(table.vendor, table.externalId),
    index("device_by_state").on(table.state),
    check("device_state_known", sql`${table.state} in ('spare', 'bound', 'repair', 'retired')`),
    check("device_retired_with_time", sql`(${table.state} = 'retired') = (${table.retiredAt} is not null)`),
  ],
);

/** A column that names a device. */
export const deviceId = () =>
  uuid()
    .notNull()
    .references(() => device.id);

export const deviceBinding = pgTable(
  "device_binding",
  {
    id: id(),
    deviceId: deviceId(),
    elderId: elderId(),
    fromAt: at().notNull(),
    toAt: at(),
    boundBy: text().notNull(),
    endedBy: text(),
    endReason: text(),
  },
  (table) => [
    index("device_binding_by_elder").on(table.elderId),
    index("device_binding_by_device").on(table.deviceId, table.fromAt),
    check("device_binding_runs_forward", sql`${table.toAt} is null or ${table.toAt} > ${table.fromAt}`),
    check("device_binding_ended_whole", sql`num_nulls(${table.toAt}, ${table.endedBy}, ${table.endReason}) in (0, 3)`),
    check(
      "device_binding_reason_known",
      sql`${table.endReason} in ('swapped', 'moved', 'bed_ended', 'repair', 'lost')`,
    ),
  ],
);

/** Where a device stands now: one row, written by each message that is newer than the last. */
export const deviceState = pgTable("device_state", {
  deviceId: uuid()
    .primaryKey()
    .references(() => device.id),
  seenAt: at(),
  measuredAt: at(),
  firmware: text(),
  batteryPercent: smallint(),
  inBed: boolean(),
  inBedSince: at(),
  movedAt: at(),
  doorOpen: boolean(),
  doorSince: at(),
  values: jsonb().notNull().default({}),
});

export const deviceReading = pgTable(
  "device_reading",
  {
    deviceId: deviceId(),
    messageKey: text().notNull(),
    sequence: bigint({ mode: "number" }),
    measuredAt: at().notNull(),
    receivedAt: at().notNull(),
    /** Came later than its time by more than the policy's limit, or with a time that cannot be. */
    late: boolean().notNull(),
    measures: jsonb().notNull(),
  },
  (table) => [
    unique("device_reading_once").on(table.deviceId, table.messageKey),
    index("device_reading_by_time").on(table.deviceId, table.measuredAt),
  ],
);

/**
 * Buffered readings that were acknowledged and wait to be taken in: a day's buffer of two thousand devices may not stand before a call for
 * help. A row leaves with the transaction that stores its readings.
 */
export const deviceInbox = pgTable(
  "device_inbox",
  {
    id: id(),
    receivedAt: at().notNull(),
    channel: text().notNull(),
    deliveryKey: text().notNull().unique(),
    messages: jsonb().notNull(),
  },
  (table) => [
    index("device_inbox_in_order").on(table.receivedAt),
    check("device_inbox_channel_known", sql`${table.channel} in ('https', 'mqtt')`),
  ],
);

/** Messages that no mapping or no device takes: kept with the reason, so that nothing a device said is lost. */
export const deviceQuarantine = pgTable(
  "device_quarantine",
  {
    id: id(),
    receivedAt: at().notNull(),
    channel: text().notNull(),
    topic: text(),
    vendor: text(),
    externalId: text(),
    reason: text().notNull(),
    body: text().notNull(),
  },
  (table) => [
    index("device_quarantine_by_time").on(table.receivedAt),
    check("device_quarantine_channel_known", sql`${table.channel} in ('https', 'mqtt')`),
  ],
);

/** Thresholds of one elder: the newest row of a name counts. */
export const elderThreshold = pgTable(
  "elder_threshold",
  {
    id: id(),
    elderId: elderId(),
    name: text().notNull(),
    /** null gives the default of the device's type back. */
    value: integer(),
    reason: text().notNull(),
    setBy: text().notNull(),
    setAt: at().notNull(),
  },
  (table) => [index("elder_threshold_by_elder").on(table.elderId, table.name, table.setAt)],
);

/** Somebody goes to the home: a device is silent, nearly empty or broken. */
export const deviceWorkOrder = pgTable(
  "device_work_order",
  {
    id: id(),
    orderNo: integer().notNull().generatedAlwaysAsIdentity(),
    deviceId: deviceId(),
    elderId: uuid().references(() => elder.id),
    streetId: integer().references(() => street.id),
    kind: text().notNull(),
    dueOn: on().notNull(),
    openedAt: at().notNull(),
    closedAt: at(),
    closedBy: text(),
    result: text(),
  },
  (table) => [
    uniqueIndex("device_work_order_one_open")
      .on(table.deviceId, table.kind)
      .where(sql`${table.closedAt} is null`),
    index("device_work_order_open")
      .on(table.dueOn)
      .where(sql`${table.closedAt} is null`),
    check("device_work_order_kind_known", sql`${table.kind} in ('silent', 'low_battery', 'fault')`),
    check(
      "device_work_order_closed_whole",
      sql`num_nulls(${table.closedAt}, ${table.closedBy}, ${table.result}) in (0, 3)`,
    ),
    check(
      "device_work_order_result_known",
      sql`${table.result} in ('repaired', 'swapped', 'battery', 'came_back', 'elder_away')`,
    ),
  ],
);
