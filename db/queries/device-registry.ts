/** The registry of devices for staff: what hangs in the scope's homes, and the stock, which is everybody's. */
import { and, asc, count, desc, eq, ilike, isNull, ne, or, sql, type SQL } from "drizzle-orm";
import { ENDED_STATES } from "#app/domain/family-beds/lifecycle.ts";
import { streetReached } from "../repositories/scope-conditions.ts";
import { device, deviceBinding, deviceState, deviceWorkOrder } from "../schema/device.ts";
import { elder } from "../schema/elder.ts";
import { familyBed } from "../schema/family-bed.ts";
import { street } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

export type RegistryFilter = {
  readonly state: string | null;
  readonly typeCode: string | null;
  /** Part of a number or a serial. */
  readonly text: string;
  /** Only what hangs somewhere and was last heard before this moment. */
  readonly silentBefore: Date | null;
};

/** When a device was last known to be there: a newly hung one as if it had spoken then. */
const heardAt = sql`greatest(${deviceState.seenAt}, ${deviceBinding.fromAt})`;

const shown = {
  deviceNo: device.deviceNo,
  typeCode: device.typeCode,
  vendor: device.vendor,
  externalId: device.externalId,
  state: device.state,
  seenAt: deviceState.seenAt,
  batteryPercent: deviceState.batteryPercent,
  firmware: deviceState.firmware,
  boundAt: deviceBinding.fromAt,
  elderNo: elder.elderNo,
  elderName: elder.name,
  streetZh: street.nameZh,
  streetEn: street.nameEn,
  bedNo: familyBed.bedNo,
};

function rowsOf(unit: Unit, where: SQL | undefined) {
  return unit.orm
    .select(shown)
    .from(device)
    .leftJoin(deviceState, eq(deviceState.deviceId, device.id))
    .leftJoin(deviceBinding, and(eq(deviceBinding.deviceId, device.id), isNull(deviceBinding.toAt)))
    .leftJoin(elder, eq(elder.id, deviceBinding.elderId))
    .leftJoin(street, eq(street.id, elder.streetId))
    .leftJoin(
      familyBed,
      and(
        eq(familyBed.elderId, elder.id),
        sql`${familyBed.state} not in (${sql.join(
          ENDED_STATES.map((one) => sql`${one}`),
          sql`, `,
        )})`,
      ),
    )
    .where(and(or(isNull(deviceBinding.id), streetReached(unit, elder.streetId)), where));
}

/** The machine's own devices are no part of the registry. */
const notItsOwn = ne(device.vendor, "bedside-synthetic");

const escaped = (text: string) => `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;

/** A page of the registry: what hangs in homes before the stock, the longest silent first. */
export async function listRegistry(unit: Unit, filter: RegistryFilter, page: { readonly most: number; from: number }) {
  const { state, typeCode, text, silentBefore } = filter;
  const wanted = and(
    notItsOwn,
    state === null ? undefined : eq(device.state, state),
    typeCode === null ? undefined : eq(device.typeCode, typeCode),
    text === "" ? undefined : or(ilike(device.deviceNo, escaped(text)), ilike(device.externalId, escaped(text))),
    silentBefore === null ? undefined : sql`${heardAt} <= ${silentBefore.toISOString()}::timestamptz`,
  );
  return rowsOf(unit, wanted)
    .orderBy(sql`${deviceBinding.id} is null`, sql`${heardAt} asc nulls last`, asc(device.deviceNo))
    .limit(page.most)
    .offset(page.from);
}

export type RegistryRow = Awaited<ReturnType<typeof listRegistry>>[number];

/** One device; null outside the scope. */
export async function findRegistered(unit: Unit, deviceNo: string) {
  const [row] = await rowsOf(unit, eq(device.deviceNo, deviceNo));
  if (row === undefined) return null;
  const [own] = await unit.orm.select().from(device).where(eq(device.deviceNo, deviceNo));
  return own === undefined ? null : { ...row, device: own };
}

/** How many are in each state, of the scope; and how many of those that hang were last heard before a moment. */
export async function countRegistry(unit: Unit, silentBefore: Date) {
  const rows = await unit.orm
    .select({
      state: device.state,
      devices: count(),
      silent: sql<number>`count(*) filter (where ${heardAt} <= ${silentBefore.toISOString()}::timestamptz)`.mapWith(
        Number,
      ),
    })
    .from(device)
    .leftJoin(deviceState, eq(deviceState.deviceId, device.id))
    .leftJoin(deviceBinding, and(eq(deviceBinding.deviceId, device.id), isNull(deviceBinding.toAt)))
    .leftJoin(elder, eq(elder.id, deviceBinding.elderId))
    .where(and(notItsOwn, or(isNull(deviceBinding.id), streetReached(unit, elder.streetId))))
    .groupBy(device.state);
  return rows;
}

/** In whose homes of the scope a device hung, the last first. */
export async function listBindingHistory(unit: Unit, deviceId: string) {
  return unit.orm
    .select({
      fromAt: deviceBinding.fromAt,
      toAt: deviceBinding.toAt,
      boundBy: deviceBinding.boundBy,
      endedBy: deviceBinding.endedBy,
      endReason: deviceBinding.endReason,
      elderNo: elder.elderNo,
      elderName: elder.name,
    })
    .from(deviceBinding)
    .innerJoin(elder, eq(elder.id, deviceBinding.elderId))
    .where(and(eq(deviceBinding.deviceId, deviceId), streetReached(unit, elder.streetId)))
    .orderBy(desc(deviceBinding.fromAt));
}

/** Work orders of a device in the scope, the last first. */
export async function listOrdersOfDevice(unit: Unit, deviceId: string) {
  return unit.orm
    .select({
      orderNo: deviceWorkOrder.orderNo,
      kind: deviceWorkOrder.kind,
      dueOn: deviceWorkOrder.dueOn,
      openedAt: deviceWorkOrder.openedAt,
      closedAt: deviceWorkOrder.closedAt,
      result: deviceWorkOrder.result,
    })
    .from(deviceWorkOrder)
    .where(and(eq(deviceWorkOrder.deviceId, deviceId), streetReached(unit, deviceWorkOrder.streetId)))
    .orderBy(desc(deviceWorkOrder.openedAt));
}
