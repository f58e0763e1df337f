/** Counts of how kiosks' screens are used: of a machine, a day, a screen, a language and a size of letters. */
import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { ScreenUse } from "#app/domain/kiosk/screen-use.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { kioskDevice, kioskScreenUse } from "../schema/kiosk.ts";
import type { Unit } from "../transaction.ts";
import { streetReached } from "./scope-conditions.ts";

export async function addScreenUse(unit: Unit, row: typeof kioskScreenUse.$inferInsert): Promise<void> {
  const { deviceId, usedOn, screen, locale, textStep, shown, seconds, wentAway, timedOut, helped } = kioskScreenUse;
  await unit.orm
    .insert(kioskScreenUse)
    .values(row)
    .onConflictDoUpdate({
      target: [deviceId, usedOn, screen, locale, textStep],
      set: {
        shown: sql`${shown} + excluded.shown`,
        seconds: sql`${seconds} + excluded.seconds`,
        wentAway: sql`${wentAway} + excluded.went_away`,
        timedOut: sql`${timedOut} + excluded.timed_out`,
        helped: sql`${helped} + excluded.helped`,
      },
    });
}

/** Of the scope's kiosks together, since a day. */
export async function sumScreenUse(unit: Unit, since: PlainDate): Promise<ScreenUse[]> {
  const { screen, shown, seconds, wentAway, timedOut, helped } = kioskScreenUse;
  const sum = (column: PgColumn) => sql<number>`sum(${column})::int`.mapWith(Number);
  return unit.orm
    .select({
      screen,
      shown: sum(shown),
      seconds: sum(seconds),
      left: sum(wentAway),
      timedOut: sum(timedOut),
      helped: sum(helped),
    })
    .from(kioskScreenUse)
    .innerJoin(kioskDevice, eq(kioskDevice.id, kioskScreenUse.deviceId))
    .where(and(gte(kioskScreenUse.usedOn, since), streetReached(unit, kioskDevice.streetId)))
    .groupBy(screen)
    .orderBy(screen);
}

/** @returns how many went */
export async function deleteScreenUseBefore(unit: Unit, day: PlainDate): Promise<number> {
  const rows = await unit.orm
    .delete(kioskScreenUse)
    .where(lt(kioskScreenUse.usedOn, day))
    .returning({ screen: kioskScreenUse.screen });
  return rows.length;
}
