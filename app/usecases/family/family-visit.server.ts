/** Stored visits and their events as the family's phone shows them. */
import { livePart, type FamilyVisit } from "#app/domain/family/family-visit.ts";
import type { VisitEvent } from "#app/domain/visits/visit-events.ts";
import { listEventsOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { shownVisit } from "../kiosk/own-visit.server.ts";
import { groupBy } from "../visits/group-by.ts";
import { visitEventOf } from "../visits/stored-events.ts";

/** Events of these visits, by visit. */
export async function eventsOf(unit: Unit, visits: readonly VisitRow[]): Promise<ReadonlyMap<string, VisitEvent[]>> {
  const rows = await listEventsOfVisits(
    unit,
    visits.map(({ id }) => id),
  );
  return groupBy(rows.map(visitEventOf), (event) => event.visitId);
}

export async function familyVisit(unit: Unit, visit: VisitRow, events: readonly VisitEvent[]): Promise<FamilyVisit> {
  return { ...(await shownVisit(unit, visit)), state: visit.deliveryState, ...livePart(events) };
}
