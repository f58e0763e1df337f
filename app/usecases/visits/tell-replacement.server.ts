/** Care workers hear that they go to a visit, or no longer do: the step that naming a team takes inside its unit. */
import { asDate } from "#app/domain/time/instant.ts";
import { tellAnew } from "#db/repositories/notices.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

export type Replacement = { readonly before: readonly string[]; readonly after: readonly string[] };

/** Both are told: who was taken off and who was put on. Whoever stays hears nothing. */
export async function tellReplacement(unit: Unit, visit: VisitRow, { before, after }: Replacement): Promise<void> {
  const changes = [
    ...before.filter((id) => !after.includes(id)).map((workerId) => ({ workerId, kind: "taken_off" as const })),
    ...after.filter((id) => !before.includes(id)).map((workerId) => ({ workerId, kind: "put_on" as const })),
  ];
  for (const { workerId, kind } of changes)
    await tellAnew(unit, {
      id: unit.newId(),
      visitId: visit.id,
      streetId: visit.streetId,
      providerId: visit.providerId,
      workerId,
      kind,
      audience: "worker",
      recipient: workerId,
      plannedStart: visit.plannedStart,
      dueAt: asDate(unit.now),
      madeAt: asDate(unit.now),
    });
}
