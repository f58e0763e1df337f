/**
 * 您刚才约过了: what was booked for an elder minutes ago, here or by somebody else. A second booking is not refused, it is asked about first, for as
 * long as the other one could be taken back.
 */
import { UNDO_MINUTES } from "#app/domain/kiosk/month-places.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { findBookedSince } from "#db/repositories/elder-visits.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { inReading, type Context, type Unit } from "#db/transaction.ts";
import { shownVisit } from "./own-visit.server.ts";

/** The newest of them; null when nothing was booked. */
export function findJustBooked(unit: Unit, elderId: string): Promise<VisitRow | null> {
  return findBookedSince(unit, elderId, plusMinutes(unit.now, -UNDO_MINUTES));
}

export async function showJustBooked(context: Context, elderId: string) {
  return inReading(context, async (unit) => {
    const visit = await findJustBooked(unit, elderId);
    return visit === null ? null : shownVisit(unit, visit);
  });
}
