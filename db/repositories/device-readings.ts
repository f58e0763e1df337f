/** What devices said: readings once each, buffered deliveries that wait, and messages that nobody takes. */
import { and, asc, desc, eq, gte, inArray, lte, sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import type { DatedReading } from "#app/domain/devices/reading.ts";
import { deviceBinding, deviceInbox, deviceQuarantine, deviceReading } from "../schema/device.ts";
import { rowsOf, type Unit } from "../transaction.ts";

/** Stores what is not stored yet. One statement and one parameter, however many readings. @returns names of those that are new */
export async function insertReadings(
  unit: Unit,
  deviceId: string,
  readings: readonly DatedReading[],
): Promise<ReadonlySet<string>> {
  if (readings.length === 0) return new Set();
  const rows = readings.map(({ messageKey, sequence, measuredAt, late, measures }) => ({
    message_key: messageKey,
    sequence,
    measured_at: asDate(measuredAt).toISOString(),
    late,
    measures,
  }));
  const stored = rowsOf<{ messageKey: string }>(
    await unit.orm.execute(sql`
      insert into device_reading (device_id, message_key, sequence, measured_at, received_at, late, measures)
      select ${deviceId}::uuid, r.message_key, r.sequence, r.measured_at, ${asDate(unit.now).toISOString()}::timestamptz, r.late, r.measures
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(message_key text, sequence bigint, measured_at timestamptz, late boolean, measures jsonb)
      on conflict do nothing
      returning message_key as "messageKey"`),
  );
  return new Set(stored.map(({ messageKey }) => messageKey));
}

export type InboxRow = typeof deviceInbox.$inferSelect;

/** @returns false when this delivery waits already */
export async function insertInbox(unit: Unit, row: typeof deviceInbox.$inferInsert): Promise<boolean> {
  const rows = await unit.orm.insert(deviceInbox).values(row).onConflictDoNothing().returning({ id: deviceInbox.id });
  return rows.length > 0;
}

/** The oldest waiting delivery that no other process has in hand; it leaves the table with this transaction. */
export async function takeInbox(unit: Unit): Promise<InboxRow | null> {
  const [row] = await unit.orm
    .select()
    .from(deviceInbox)
    .orderBy(asc(deviceInbox.receivedAt))
    .limit(1)
    .for("update", { skipLocked: true });
  if (!row) return null;
  await unit.orm.delete(deviceInbox).where(eq(deviceInbox.id, row.id));
  return row;
}

const LONGEST_BODY = 8000;

export async function insertQuarantine(unit: Unit, row: typeof deviceQuarantine.$inferInsert): Promise<void> {
  // PostgreSQL's text holds no NUL.
  await unit.orm
    .insert(deviceQuarantine)
    .values({ ...row, body: row.body.replaceAll("\u0000", "\uFFFD").slice(0, LONGEST_BODY) });
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
