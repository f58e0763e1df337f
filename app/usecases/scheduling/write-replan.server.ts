/** What a confirmed leave writes: the leave, every visit that goes elsewhere with its exception, what is owed, who still goes, audit rows. */
import type { MoveReason } from "#app/domain/scheduling/series-exception.ts";
import type { localTimeOf } from "#app/domain/time/instant.ts";
import { cancelCodeOfLeave } from "#app/domain/workforce/leave.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { assignWorkersToVisit, releaseWorkers } from "#db/repositories/visit-changes.ts";
import { insertLeave } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import type { DecidedAbsence, DecidedChange } from "./decide-absence.server.ts";
import { stepAside } from "./step-aside.server.ts";
import { writeCancellation } from "./write-cancellation.server.ts";
import { writeMove } from "./write-move.server.ts";

type Placed = DecidedChange & {
  readonly to: { readonly date: ReturnType<typeof localTimeOf>["date"]; minute: number };
};

function placedOf(changes: readonly DecidedChange[]): Placed[] {
  return changes.flatMap((one) => {
    const { outcome } = one.change;
    return outcome.kind === "placed" ? [{ ...one, to: { date: outcome.to.date, minute: outcome.to.startMinute } }] : [];
  });
}

async function moveAll(unit: Unit, actor: string, placed: readonly Placed[]): Promise<void> {
  const leaving = placed.map(({ standing, to }) => ({ visit: standing.row, from: standing.place, to }));
  await stepAside(
    unit,
    leaving.filter(({ from, to }) => from.date !== to.date),
  );
  for (const { change, standing, to } of placed)
    await writeMove(unit, actor, {
      visit: standing.row,
      to,
      durationMinutes: standing.minutes,
      workerIds: change.outcome.kind === "placed" ? change.outcome.to.workerIds : [],
      // A leave moves visits for itself or to make room, and for no other reason.
      reason: change.why as MoveReason,
    });
}

/** An agreed visit for which nobody was found stands without the one who is away; who goes is named by a person. */
async function keepHeld(unit: Unit, actor: string, { standing }: DecidedChange, absentId: string): Promise<void> {
  const { row, place } = standing;
  const staying = place.workerIds.filter((id) => id !== absentId);
  await assignWorkersToVisit(unit, row, staying, actor);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "visit.assign",
    subjectType: "visit",
    subjectId: row.id,
    facts: { before: place.workerIds.join(" "), after: staying.join(" ") },
  });
}

/** The caller has decided in this unit, behind its locks. Refuses "overlaps-another" when somebody stands elsewhere by now. */
export async function writeReplan(unit: Unit, actor: string, decided: DecidedAbsence): Promise<void> {
  const { worker, absence, changes, counts, digest } = decided;
  const { from, to, reason } = absence;
  await insertLeave(unit, { id: unit.newId(), workerId: worker.id, fromOn: from, toOn: to });
  await releaseWorkers(
    unit,
    changes.map(({ standing }) => standing.row.id),
  );
  for (const { change, standing } of changes)
    if (change.outcome.kind === "owed")
      await writeCancellation(unit, actor, {
        visit: standing.row,
        code: cancelCodeOfLeave(reason),
        debtReason: change.outcome.reason,
      });
  await moveAll(unit, actor, placedOf(changes));
  for (const one of changes) if (one.change.outcome.kind === "held") await keepHeld(unit, actor, one, worker.id);
  await insertAuditEvent(unit, actor, {
    chain: "workforce",
    action: "worker.leave",
    subjectType: "worker",
    subjectId: worker.workerNo,
    facts: { from, to, reason, digest, ...counts },
  });
}
