/** Homes with a device that calls for help whose last test is too long ago, in the scope; who waits longest comes first. */
import { and, asc, eq, isNull, min, sql } from "drizzle-orm";
import { isoText, type Instant } from "#app/domain/time/instant.ts";
import { streetReached } from "../repositories/scope-conditions.ts";
import { alarmDrill } from "../schema/alert.ts";
import { device, deviceBinding, deviceType } from "../schema/device.ts";
import { elder } from "../schema/elder.ts";
import type { Unit } from "../transaction.ts";

/** Of the newest test that a press answered; a test that nobody pressed for is none. */
const testedAt = sql<Date | null>`(select max(${alarmDrill.openedAt}) from ${alarmDrill}
  where ${alarmDrill.elderId} = ${elder.id} and ${alarmDrill.alertId} is not null)`;

/** The first device of each home that stands for the others, and since when the home waits: its last test, or the hanging of its first device. */
export async function listDrillsDue(unit: Unit, before: Instant, most: number) {
  const since = sql<Date>`coalesce(${testedAt}, min(${deviceBinding.fromAt}))`;
  const homes = unit.orm
    .select({
      elderNo: elder.elderNo,
      name: elder.name,
      community: elder.community,
      deviceNo: min(device.deviceNo).as("device_no"),
      isTested: sql<boolean>`${testedAt} is not null`.as("is_tested"),
      since: since.mapWith(deviceBinding.fromAt).as("since"),
    })
    .from(deviceBinding)
    .innerJoin(device, eq(device.id, deviceBinding.deviceId))
    .innerJoin(deviceType, eq(deviceType.code, device.typeCode))
    .innerJoin(elder, eq(elder.id, deviceBinding.elderId))
    .where(
      and(isNull(deviceBinding.toAt), sql`'sos' = any(${deviceType.measures})`, streetReached(unit, elder.streetId)),
    )
    .groupBy(elder.id)
    .as("homes");
  return unit.orm
    .select({
      elderNo: homes.elderNo,
      name: homes.name,
      community: homes.community,
      deviceNo: homes.deviceNo,
      isTested: homes.isTested,
      since: homes.since,
      total: sql<number>`count(*) over ()::int`,
    })
    .from(homes)
    .where(sql`${homes.since} < ${isoText(before)}::timestamptz`)
    .orderBy(asc(homes.since), asc(homes.elderNo))
    .limit(most);
}
