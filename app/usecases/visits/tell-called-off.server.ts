/** The provider and those who were to go hear that a visit was called off: a step inside the unit that calls it off. */
import { asDate } from "#app/domain/time/instant.ts";
import { tellAnew } from "#db/repositories/notices.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

/** @param workerIds who was to go; nobody of a visit to which nobody was sent yet */
export async function tellCalledOff(unit: Unit, visit: VisitRow, workerIds: readonly string[]): Promise<void> {
  const told = [
    { audience: "provider", recipient: visit.providerId, workerId: null },
    ...workerIds.map((workerId) => ({ audience: "worker", recipient: workerId, workerId })),
  ];
  for (const one of told)
    await tellAnew(unit, {
      ...one,
      id: unit.newId(),
      visitId: visit.id,
      streetId: visit.streetId,
      providerId: visit.providerId,
      kind: "called_off",
      plannedStart: visit.plannedStart,
      dueAt: asDate(unit.now),
      madeAt: asDate(unit.now),
    });
}
