/** What the elder's side said, added to the visits that it was about; those that no closed month holds are judged at once. */
import { identify, type EventId, type VisitId } from "#app/domain/identifiers.ts";
import type { VisitEvent, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { insertVisitEvents } from "#db/repositories/visit-events.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { visitEventRow } from "./stored-events.ts";
import { judgeAroundAll } from "./verify-visit.server.ts";

/** A visit that no closed month holds; its verdict may still change. */
export function stoppable({ approvalState }: Pick<VisitRow, "approvalState">): boolean {
  return approvalState !== "locked" && approvalState !== "rejected";
}

function eventOf(unit: Unit, visit: VisitRow, deviceId: string, body: VisitEventBody): VisitEvent {
  return {
    eventId: identify<EventId>(unit.newId()),
    visitId: identify<VisitId>(visit.id),
    workerId: null,
    deviceId,
    deviceSeq: unit.now,
    deviceAt: unit.now,
    serverOffsetMs: 0,
    skewMs: null,
    page: null,
    receivedAt: unit.now,
    body,
  };
}

/** @param deviceId the desk or machine that heard it; never a care worker's phone */
export async function tellVisits(
  unit: Unit,
  actor: string,
  visits: readonly VisitRow[],
  { deviceId, body }: { readonly deviceId: string; readonly body: VisitEventBody },
): Promise<void> {
  await insertVisitEvents(
    unit,
    visits.map((visit) => visitEventRow(eventOf(unit, visit, deviceId, body))),
  );
  const open = visits.filter(stoppable);
  if (open.length > 0) await judgeAroundAll(unit, actor, open);
}
