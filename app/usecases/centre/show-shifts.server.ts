/** Shifts with their plan, their reports, and what the one that goes on would leave behind now. */
import { requireClosable, type Shift } from "#app/domain/centre/shift.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { countUnownedReds } from "#db/queries/alert-desk.ts";
import { listOperators } from "#db/queries/centre-floor.ts";
import { findShiftAfter, listShifts, type ShiftReportRow } from "#db/repositories/centre-shifts.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { alarmStrip } from "./alarm-strip.server.ts";
import { centreVersionIn } from "./centre-version.server.ts";
import { reportOf, type ShiftReport } from "./shifts.server.ts";
import { namesOfOperators, type NameOf } from "./show-centre.server.ts";

/** Shifts of the last day and a half, and those ahead. */
const BACK_MINUTES = 36 * 60;
const SHOWN = 24;

function shownReport(row: ShiftReportRow | null, nameOf: NameOf) {
  if (row === null) return null;
  return {
    ...(row.report as ShiftReport),
    note: row.note,
    writtenBy: nameOf(row.writtenBy),
    writtenAt: isoText(instant(row.writtenAt)),
    takenOverBy: row.takenOverBy === null ? null : nameOf(row.takenOverBy),
    takenOverAt: row.takenOverAt === null ? null : isoText(instant(row.takenOverAt)),
  };
}

/** The code of what stands against closing it now; null when nothing does. */
function hindranceOf(shift: Shift, facts: Parameters<typeof requireClosable>[1]): string | null {
  try {
    requireClosable(shift, facts);
    return null;
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
}

async function isNextLead(unit: Unit, shift: Shift, actor: string): Promise<boolean> {
  return (await findShiftAfter(unit, shift.toAt))?.lead === actor;
}

export async function showShifts(context: Context) {
  return inReading(context, async (unit) => {
    const nameOf = await namesOfOperators(unit);
    const redsWithoutOwner = await countUnownedReds(unit);
    const rows = await listShifts(unit, plusMinutes(unit.now, -BACK_MINUTES), SHOWN);
    const shifts = [];
    for (const { shift, report } of rows) {
      const goesOn = shift.fromAt <= unit.now;
      shifts.push({
        id: shift.id,
        fromAt: isoText(shift.fromAt),
        toAt: isoText(shift.toAt),
        lead: nameOf(shift.lead),
        operators: shift.operators.map(nameOf),
        isNow: goesOn && unit.now < shift.toAt,
        report: shownReport(report, nameOf),
        // What it would leave is worth reading only by who closes it.
        draft: goesOn && report === null && shift.lead === context.actor ? await reportOf(unit, shift) : null,
        hindrance: hindranceOf(shift, { redsWithoutOwner, actor: context.actor, now: unit.now }),
        mayTakeOver: report !== null && report.takenOverAt === null && (await isNextLead(unit, shift, context.actor)),
      });
    }
    return {
      version: await centreVersionIn(unit),
      alarms: await alarmStrip(unit),
      shifts,
    };
  });
}

/** Who can be planned. */
export async function listShiftOperators(context: Context) {
  return inReading(context, listOperators);
}
