/** Visits that took place and about which the kiosk, or a family's phone, still asks something, the newest first. */
import { plusMinutes } from "#app/domain/time/instant.ts";
import { stillAsked, type AskedSide, type StillAsked } from "#app/domain/verification/elder-voice.ts";
import { RATING_DAYS } from "#app/domain/visits/elder-rating.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { listServedVisits } from "#db/repositories/elder-visits.ts";
import { listEventsOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/group-by.ts";
import { visitEventOf } from "../visits/stored-events.ts";

export type VisitToAnswer = { readonly visit: VisitRow; readonly asked: StillAsked };

/** Without events there is nothing that the elder has said. */
export async function askedOf(
  unit: Unit,
  visits: readonly VisitRow[],
  side: AskedSide = "kiosk",
): Promise<VisitToAnswer[]> {
  const ids = visits.map(({ id }) => id);
  const events = groupBy((await listEventsOfVisits(unit, ids)).map(visitEventOf), (event) => event.visitId);
  return visits.map((visit) => ({ visit, asked: stillAsked(foldEvents(events.get(visit.id) ?? []), side) }));
}

export async function listVisitsToAnswer(
  unit: Unit,
  elderId: string,
  side: AskedSide = "kiosk",
): Promise<VisitToAnswer[]> {
  const visits = await listServedVisits(unit, elderId, plusMinutes(unit.now, -RATING_DAYS * 24 * 60));
  return (await askedOf(unit, visits, side)).filter(({ asked }) => asked.rating || asked.presence);
}
