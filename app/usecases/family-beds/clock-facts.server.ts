/** What the subsidy clock of a bed runs on: its own events, stays from the elder's file, and the devices that hung in the home. */
import type { FamilyBed } from "#app/domain/family-beds/family-bed.ts";
import type { ClockFacts } from "#app/domain/family-beds/subsidy-clock.ts";
import { localDateOf, instant } from "#app/domain/time/instant.ts";
import { addDays, plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { listHeardDays, listStaysOfElder } from "#db/queries/bed-clock.ts";
import type { FamilyBedRow } from "#db/repositories/family-beds.ts";
import type { Unit } from "#db/transaction.ts";

/** A stay's last day in the file is a day away; the clock counts to the day of return. */
const dayAfter = (date: string | null): PlainDate | null => (date === null ? null : addDays(plainDate(date), 1));

/** The facts as they are known now. */
export async function clockFactsOf(unit: Unit, row: FamilyBedRow, bed: FamilyBed): Promise<ClockFacts> {
  const stays = await listStaysOfElder(unit, row.elderId);
  const devices = await listHeardDays(unit, row.elderId);
  return {
    service: bed.servedFrom === null ? null : { from: bed.servedFrom, to: bed.servedTo },
    suspensions: [
      ...bed.suspensions,
      ...stays.map(({ kind, fromOn, toOn }) => ({ from: plainDate(fromOn), to: dayAfter(toOn), reason: kind })),
    ],
    devices: devices.map(({ deviceNo, fromAt, toAt, heardOn }) => ({
      deviceNo,
      bound: {
        from: localDateOf(instant(fromAt)),
        // The day on which it was taken down still counts as a day on which it hung there.
        to: toAt === null ? null : addDays(localDateOf(instant(toAt)), 1),
      },
      heardOn: heardOn.map(plainDate),
    })),
  };
}
