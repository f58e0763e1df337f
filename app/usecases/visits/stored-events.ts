/** Stored rows of visit events as the values the domain folds. */
import { identify, type EventId, type VisitId, type WorkerId } from "#app/domain/identifiers.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { VisitEvent, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import type { NewVisitEventRow, VisitEventRow } from "#db/repositories/visits.ts";
import { sha256Bytes } from "#app/integrations/crypto/digest.server.ts";

export function visitEventOf(row: VisitEventRow): VisitEvent {
  const { runtimeId, monotonicMs } = row;
  return {
    eventId: identify<EventId>(row.eventId),
    visitId: identify<VisitId>(row.visitId),
    workerId: row.workerId === null ? null : identify<WorkerId>(row.workerId),
    deviceId: row.deviceId,
    deviceSeq: row.deviceSeq,
    deviceAt: instant(row.deviceTime),
    serverOffsetMs: row.serverOffsetMs,
    skewMs: row.skewMs,
    page: runtimeId === null || monotonicMs === null ? null : { runtimeId, monotonicMs },
    receivedAt: instant(row.receivedAt),
    body: row.body as VisitEventBody,
  };
}

export function visitEventRow(event: VisitEvent): NewVisitEventRow {
  return {
    eventId: event.eventId,
    visitId: event.visitId,
    workerId: event.workerId,
    kind: event.body.kind,
    deviceId: event.deviceId,
    deviceSeq: event.deviceSeq,
    deviceTime: new Date(event.deviceAt),
    serverOffsetMs: event.serverOffsetMs,
    skewMs: event.skewMs,
    receivedAt: new Date(event.receivedAt),
    body: event.body,
    bodyDigest: sha256Bytes(JSON.stringify(event.body)),
  };
}
