/** The office moves one visit (this one only) to another date or time of its month, with the same care workers. */
import { maskName } from "#app/domain/access/masking.ts";
import { conflictsOfMove } from "#app/domain/matching/visit-conflicts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import { priceOfMove, type MovePrice } from "#app/domain/scheduling/move-price.ts";
import { instant, instantAt, localTimeOf, type LocalTime } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadSurroundings, type FoundSurroundings } from "./visit-surroundings.server.ts";
import { exceptionOf, writeMove } from "./write-move.server.ts";

export type VisitMove = { readonly visitNo: string; readonly date: PlainDate; readonly startMinute: number };

export type MoveOutcome =
  | { readonly state: "moved" }
  /** Every conflict, in codes with words (`conflictReason`); `worker` is a masked name, null for what lies with no one worker. */
  | {
      readonly state: "refused";
      readonly conflicts: readonly { readonly code: string; readonly worker: string | null }[];
    };

function assertMovable(unit: Unit, visit: VisitRow, { date, startMinute }: VisitMove): void {
  if (!mayMove(visit.deliveryState)) throw new Refusal("visit-cannot-move", { state: visit.deliveryState });
  const now = localTimeOf(instant(visit.plannedStart));
  if (now.date === date && now.minute === startMinute) throw new Refusal("move-changes-nothing");
  if (instantAt(date, startMinute) <= unit.now) throw new Refusal("move-into-past");
}

function conflictsWith({ team, surroundings, workerNames }: FoundSurroundings, { date, startMinute }: VisitMove) {
  return conflictsOfMove({ date, startMinute, workers: team }, surroundings).map(({ code, workerId }) => ({
    code,
    worker: workerId === null ? null : maskName(workerNames.get(workerId) ?? ""),
  }));
}

/**
 * Locks the visit and finds what stands around it and against its new time.
 * Refuses "not-found" outside the scope, "visit-cannot-move" once under way or over, "move-leaves-month", "move-into-past" and
 * "move-changes-nothing".
 */
async function decideMove(unit: Unit, move: VisitMove) {
  const visit = await lockVisit(unit, move.visitNo);
  if (visit === null) throw new Refusal("not-found");
  assertMovable(unit, visit, move);
  exceptionOf(visit, { date: move.date, minute: move.startMinute });
  const found = await loadSurroundings(unit, visit);
  return { visit, found, conflicts: conflictsWith(found, move) };
}

export type PricedMove = {
  readonly from: LocalTime;
  readonly conflicts: Extract<MoveOutcome, { readonly state: "refused" }>["conflicts"];
  readonly price: MovePrice;
};

/** What a move would meet and cost; changes nothing. Refuses what `moveVisit` refuses. */
export async function priceMove(context: Context, move: VisitMove): Promise<PricedMove> {
  return inTransaction(context, async (unit) => {
    const { visit, found, conflicts } = await decideMove(unit, move);
    const from = localTimeOf(instant(visit.plannedStart));
    const was = { date: from.date, startMinute: from.minute };
    return { from, conflicts, price: priceOfMove({ from: was, to: move, workers: found.team }, found.surroundings) };
  });
}

/** Moves the visit, or says everything that stands against it and changes nothing. Refuses what `decideMove` refuses. */
export async function moveVisit(context: Context, move: VisitMove): Promise<MoveOutcome> {
  return inTransaction(context, async (unit) => {
    const { visit, found, conflicts } = await decideMove(unit, move);
    if (conflicts.length > 0) return { state: "refused", conflicts };
    await writeMove(unit, context.actor, {
      visit,
      to: { date: move.date, minute: move.startMinute },
      durationMinutes: found.surroundings.basket.durationMinutes,
      workerIds: found.team.map(({ id }) => id),
    });
    return { state: "moved" };
  });
}
