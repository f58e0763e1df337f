/** Whether a provider's desk would look different now: a text to compare with the one that the page was drawn from. */
import { instantAt, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import { deskVersion } from "#db/queries/desk-version.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { ENDED_SHOWN_DAYS, STAFFING_DAYS } from "./inbox-span.ts";

const DAY_MINUTES = 24 * 60;

/** Steps that share the unit of the screen ask here, so that page and version are of one moment. */
export async function versionOf(unit: Unit): Promise<string> {
  return deskVersion(unit, {
    endedSince: plusMinutes(unit.now, -ENDED_SHOWN_DAYS * DAY_MINUTES),
    from: instantAt(localDateOf(unit.now), 0),
    to: plusMinutes(unit.now, STAFFING_DAYS * DAY_MINUTES),
  });
}

export async function showDeskVersion(context: Context): Promise<string> {
  return inReading(context, versionOf);
}
