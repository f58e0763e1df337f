/** What devices said: readings once each, buffered deliveries that wait, and messages that nobody takes. */
import { and, asc, desc, eq, gte, inArray, lt, lte, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import type { DatedReading } from "#app/domain/devices/reading.ts";
import { alert } from "../schema/alert.ts";
import { deviceBinding, deviceInbox, deviceQuarantine, deviceReading } from "../schema/device.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { isOneOf, piecesOf } from "./batches.ts";

export type ReadingToStore = DatedReading & { readonly deviceId: string; readonly receivedAt: Instant };

/** Names a reading among those of several devices. */
export function readingName({ deviceId, messageKey }: { readonly deviceId: string; readonly messageKey: string }) {
  return `${deviceId} ${messageKey}`;
}

/**
 * Stores what is not stored yet, of however many devices. One statement and one parameter, however many readings.
 * @returns names (readingName) of those that are new
 */
export async function insertReadings(unit: Unit, readings: readonly ReadingToStore[]): Promise<ReadonlySet<string>> {
  if (readings.length === 0) return new Set();
  const rows = readings.map(({ measuredAt, receivedAt, ...reading }) => ({
    ...reading,
    measuredAt: asDate(measuredAt),
    receivedAt: asDate(receivedAt),
  }));
  const stored = rowsOf<{ deviceId: string; messageKey: string }>(
    await unit.orm.execute(sql`
      insert into device_reading (device_id, message_key, sequence, measured_at, received_at, late, measures)
      select "deviceId", "messageKey", sequence, "measuredAt", "receivedAt", late, measures
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r("deviceId" uuid, "messageKey" text, sequence bigint, "measuredAt" timestamptz, "receivedAt" timestamptz,
             late boolean, measures jsonb)
      on conflict do nothing
      returning device_id as "deviceId", message_key as "messageKey"`),
  );
  return new Set(stored.map(readingName));
}

/**
 * Names of readings of these devices, and of causes of alerts, that were measured since a moment and hold one of these texts. What has no
 * time of its own is measured when it is received.
 */
export async function listDeliveryNames(
  unit: Unit,
  texts: readonly string[],
  { since, deviceIds }: { readonly since: Instant; readonly deviceIds: readonly string[] },
): Promise<string[]> {
  const from = asDate(since);
  const patterns = texts.map((text) => `%${text}%`);
  const like = (column: PgColumn) =>
    sql`${column} like any(array(select jsonb_array_elements_text(${JSON.stringify(patterns)}::text::jsonb)))`;
  const ofReadings = unit.orm
    .select({ name: deviceReading.messageKey })
    .from(deviceReading)
    .where(
      and(
        isOneOf(deviceReading.deviceId, deviceIds),
        gte(deviceReading.measuredAt, from),
        like(deviceReading.messageKey),
      ),
    );
  const ofAlerts = unit.orm
    .select({ name: alert.causeKey })
    .from(alert)
    .where(and(gte(alert.raisedAt, from), like(alert.causeKey)));
  return (await ofReadings.union(ofAlerts)).map(({ name }) => name);
}

export type InboxRow = typeof deviceInbox.$inferSelect;

/** A delivery that waits already is left as it is. */
export async function insertInbox(unit: Unit, rows: readonly (typeof deviceInbox.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await unit.orm
      .insert(deviceInbox)
      .values([...rows])
      .onConflictDoNothing();
}

/** The oldest waiting deliveries that no other process has in hand; they leave the table with this transaction. */
export async function takeInbox(unit: Unit, most: number): Promise<InboxRow[]> {
  const rows = await unit.orm
    .select()
    .from(deviceInbox)
    .orderBy(asc(deviceInbox.receivedAt))
    .limit(most)
    .for("update", { skipLocked: true });
  if (rows.length > 0)
    await unit.orm.delete(deviceInbox).where(
      isOneOf(
        deviceInbox.id,
        rows.map(({ id }) => id),
      ),
    );
  return rows;
}

const LONGEST_BODY = 8000;
const LONGEST_TOPIC = 500;

/** A topic as it is kept: PostgreSQL's text holds no NUL. */
export function keptTopic(topic: string): string {
  return topic.replaceAll("\u0000", "\uFFFD").slice(0, LONGEST_TOPIC);
}

export async function insertQuarantine(
  unit: Unit,
  rows: readonly (typeof deviceQuarantine.$inferInsert)[],
): Promise<void> {
  const kept = rows.map((row) => ({
    ...row,
    topic: typeof row.topic === "string" ? keptTopic(row.topic) : null,
    body: row.body.replaceAll("\u0000", "\uFFFD").slice(0, LONGEST_BODY),
  }));
  for (const piece of piecesOf(kept)) await unit.orm.insert(deviceQuarantine).values(piece);
}

/** The oldest that came before a moment. @returns how many went */
export async function deleteQuarantineBefore(unit: Unit, before: Instant, most: number): Promise<number> {
  const oldest = unit.orm
    .select({ id: deviceQuarantine.id })
    .from(deviceQuarantine)
    .where(lt(deviceQuarantine.receivedAt, asDate(before)))
    .orderBy(asc(deviceQuarantine.receivedAt))
    .limit(most);
  const rows = await unit.orm
    .delete(deviceQuarantine)
    .where(inArray(deviceQuarantine.id, oldest))
    .returning({ id: deviceQuarantine.id });
  return rows.length;
}

/** What the devices of these kinds in an elder's home said in a span, by their bindings of that time. */
export async function listHomeReadings(
  unit: Unit,
  elderId: string,
  span: { readonly from: Instant; readonly to: Instant },
) {
  return unit.orm
    .select({ measuredAt: deviceReading.measuredAt, measures: deviceReading.measures })
    .from(deviceReading)
    .innerJoin(
      deviceBinding,
      and(
        eq(deviceBinding.deviceId, deviceReading.deviceId),
        lte(deviceBinding.fromAt, deviceReading.measuredAt),
        sql`(${deviceBinding.toAt} is null or ${deviceBinding.toAt} > ${deviceReading.measuredAt})`,
      ),
    )
    .where(
      and(
        eq(deviceBinding.elderId, elderId),
        gte(deviceReading.measuredAt, asDate(span.from)),
        lte(deviceReading.measuredAt, asDate(span.to)),
      ),
    )
    .orderBy(asc(deviceReading.measuredAt));
}

/** The newest readings of these devices. */
export async function listLastReadings(unit: Unit, deviceIds: readonly string[], limit: number) {
  if (deviceIds.length === 0) return [];
  return unit.orm
    .select()
    .from(deviceReading)
    .where(inArray(deviceReading.deviceId, [...deviceIds]))
    .orderBy(desc(deviceReading.measuredAt))
    .limit(limit);
}
