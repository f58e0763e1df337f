/** Visits to see a device. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { asDate } from "#app/domain/time/instant.ts";
import { device, deviceWorkOrder } from "../schema/device.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export type WorkOrderRow = typeof deviceWorkOrder.$inferSelect;

/** @returns false when an order of this kind is open for the device */
export async function insertWorkOrder(unit: Unit, row: typeof deviceWorkOrder.$inferInsert): Promise<boolean> {
  const rows = await unit.orm
    .insert(deviceWorkOrder)
    .values(row)
    .onConflictDoNothing({ target: [deviceWorkOrder.deviceId, deviceWorkOrder.kind], where: sql`closed_at is null` })
    .returning({ id: deviceWorkOrder.id });
  return rows.length > 0;
}

/** @returns false when it is closed or out of scope */
export async function closeWorkOrder(
  unit: Unit,
  orderNo: number,
  closed: { readonly by: string; readonly result: string },
): Promise<boolean> {
  const rows = await unit.orm
    .update(deviceWorkOrder)
    .set({ closedAt: asDate(unit.now), closedBy: closed.by, result: closed.result })
    .where(
      and(
        eq(deviceWorkOrder.orderNo, orderNo),
        isNull(deviceWorkOrder.closedAt),
        streetReached(unit, deviceWorkOrder.streetId),
      ),
    )
    .returning({ id: deviceWorkOrder.id });
  return rows.length > 0;
}

/** Open orders, the most overdue first. */
export async function listOpenOrders(unit: Unit) {
  return unit.orm
    .select({ order: deviceWorkOrder, deviceNo: device.deviceNo, typeCode: device.typeCode })
    .from(deviceWorkOrder)
    .innerJoin(device, eq(device.id, deviceWorkOrder.deviceId))
    .where(and(isNull(deviceWorkOrder.closedAt), streetReached(unit, deviceWorkOrder.streetId)))
    .orderBy(asc(deviceWorkOrder.dueOn), asc(deviceWorkOrder.orderNo))
    .limit(300);
}

/** Devices for which somebody is on the way because they are silent. */
export async function listOpenSilenceOrders(unit: Unit): Promise<ReadonlySet<string>> {
  const rows = await unit.orm
    .select({ deviceId: deviceWorkOrder.deviceId })
    .from(deviceWorkOrder)
    .where(and(eq(deviceWorkOrder.kind, "silent"), isNull(deviceWorkOrder.closedAt)));
  return new Set(rows.map(({ deviceId }) => deviceId));
}

/** Orders for silence of devices that were heard again. @returns how many closed */
export async function closeHeardOrders(unit: Unit, by: string): Promise<number> {
  const rows = await unit.orm
    .update(deviceWorkOrder)
    .set({ closedAt: asDate(unit.now), closedBy: by, result: "came_back" })
    .where(
      and(
        eq(deviceWorkOrder.kind, "silent"),
        isNull(deviceWorkOrder.closedAt),
        sql`exists (select 1 from device_state s where s.device_id = ${deviceWorkOrder.deviceId} and s.seen_at > ${deviceWorkOrder.openedAt})`,
      ),
    )
    .returning({ id: deviceWorkOrder.id });
  return rows.length;
}
