/** Rows of the plan as what is played, and what was played as rows of events. */
import { identify, type EventId, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";
import type { ElderRow } from "#db/repositories/elders.ts";
import type { NewVisitEventRow, VisitRow } from "#db/repositories/visits.ts";
import { visitEventRow } from "../visits/stored-events.ts";
import type { RecordedEvent } from "./delivery-events.ts";
import type { PlannedDelivery } from "./planned-delivery.ts";

/** From a phone to the server. */
export const MINUTES_TO_ARRIVE = 1;

export function plannedDelivery(
  visit: VisitRow,
  elder: ElderRow | undefined,
  workers: PlannedDelivery["workers"],
): PlannedDelivery {
  return {
    visitNo: visit.visitNo,
    elderKey: elder?.elderNo ?? "",
    providerKey: visit.providerId,
    plannedStart: instant(visit.plannedStart),
    plannedEnd: instant(visit.plannedEnd),
    workers,
    subtypes: visit.subtypes,
    home: { latitude: elder?.latitude ?? 0, longitude: elder?.longitude ?? 0 },
  };
}

/** The event with that place among all of its visit, as its phone sends it. */
export function playedEventRow(
  visit: Pick<VisitRow, "id" | "plannedStart">,
  { workerId, deviceId, at, body }: RecordedEvent,
  { index, eventId }: { readonly index: number; readonly eventId: string },
): NewVisitEventRow {
  return visitEventRow({
    eventId: identify<EventId>(eventId),
    visitId: identify<VisitId>(visit.id),
    workerId: workerId === null ? null : identify<WorkerId>(workerId),
    deviceId,
    deviceSeq: visit.plannedStart.getTime() / 1000 + index,
    deviceAt: at,
    serverOffsetMs: 0,
    skewMs: 0,
    page: null,
    receivedAt: plusMinutes(at, MINUTES_TO_ARRIVE),
    body,
  });
}
