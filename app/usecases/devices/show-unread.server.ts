/** Messages of the last days that were kept aside, for whoever registers devices and puts mapping files right. */
import { asDate, instant, isoText, plusMinutes } from "#app/domain/time/instant.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listUnread } from "#db/queries/unread-messages.ts";
import { inReading, type Context } from "#db/transaction.ts";

export const UNREAD_DAYS = 7;
const MOST = 50;

/** Refuses "whole-district-only": a message that nobody reads belongs to no street. */
export async function showUnread(context: Context) {
  return inReading(context, async (unit) => {
    assertWholeDistrict(unit);
    const rows = await listUnread(unit, asDate(plusMinutes(unit.now, -UNREAD_DAYS * 24 * 60)), MOST);
    return rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: lastAt === null ? null : isoText(instant(lastAt)) }));
  });
}
