/** The office moves one visit (this one only) to another date or time of its month, or sends others of its provider. */
import { maskName } from "#app/domain/access/masking.ts";
import { identify, type WorkerId } from "#app/domain/identifiers.ts";
import { substitutesFor, type Substitute } from "#app/domain/matching/substitutes.ts";
import { conflictsOfMove, type VisitConflict } from "#app/domain/matching/visit-conflicts.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { mayMove } from "#app/domain/visits/delivery-state.ts";
import {
  priceOfMove,
  type ChangedShare,
  type MovePlace,
  type WorkerShares,
} from "#app/domain/scheduling/move-price.ts";
import type { PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { instant, instantAt, localTimeOf, type LocalTime } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { countVisitsByWorker, sumMinutesByWorker } from "#db/queries/provider-visits.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadSurroundings, type FoundSurroundings } from "./visit-surroundings.server.ts";
import { exceptionOf, writeMove } from "./write-move.server.ts";

export type VisitMove = {
  readonly visitNo: string;
  readonly date: PlainDate;
  readonly startMinute: number;
  /** Numbers of all who are to go; without them those who go now. */
  readonly workerNos?: readonly string[] | undefined;
};

/** In codes with words (`conflictReason`); `worker` is a masked name, null for what lies with no one worker. */
export type MoveConflict = { readonly code: string; readonly worker: string | null };

export type MoveOutcome =
  { readonly state: "moved" } | { readonly state: "refused"; readonly conflicts: readonly MoveConflict[] };

type AskedMove = {
  readonly visit: VisitRow;
  readonly found: FoundSurroundings;
  readonly from: MovePlace;
  readonly to: MovePlace;
  readonly isSameTeam: boolean;
  readonly changesNothing: boolean;
};

function teamOf(
  { team, colleagues }: FoundSurroundings,
  workerNos: VisitMove["workerNos"],
): readonly PlannableWorker[] {
  if (workerNos === undefined || workerNos.length === 0) return team;
  const chosen = colleagues.filter(({ key }) => workerNos.includes(key));
  if (chosen.length !== new Set(workerNos).size) throw new Refusal("not-found");
  return chosen;
}

/** Locks the visit and finds what stands around it. Refuses "not-found" outside the scope, and "visit-cannot-move" once under way or over. */
async function askMove(unit: Unit, move: VisitMove): Promise<AskedMove> {
  const visit = await lockVisit(unit, move.visitNo);
  if (visit === null) throw new Refusal("not-found");
  if (!mayMove(visit.deliveryState)) throw new Refusal("visit-cannot-move", { state: visit.deliveryState });
  const found = await loadSurroundings(unit, visit, { of: "provider" });
  const now = localTimeOf(instant(visit.plannedStart));
  const from = { date: now.date, startMinute: now.minute, workers: found.team };
  const to = { date: move.date, startMinute: move.startMinute, workers: teamOf(found, move.workerNos) };
  const isSameTime = from.date === to.date && from.startMinute === to.startMinute;
  const stays = from.workers.filter(({ id }) => to.workers.some((one) => one.id === id)).length;
  const isSameTeam = stays === from.workers.length && stays === to.workers.length;
  return { visit, found, from, to, isSameTeam, changesNothing: isSameTime && isSameTeam };
}

/** What stands against the move. Refuses "move-leaves-month" and "move-into-past". */
function decideMove(unit: Unit, { visit, found, to }: AskedMove): MoveConflict[] {
  if (instantAt(to.date, to.startMinute) <= unit.now) throw new Refusal("move-into-past");
  exceptionOf(visit, { date: to.date, minute: to.startMinute });
  const nameOf = ({ workerId }: VisitConflict) =>
    workerId === null ? null : maskName(found.workerNames.get(workerId) ?? "");
  return conflictsOfMove(to, found.surroundings).map((one) => ({ code: one.code, worker: nameOf(one) }));
}

async function sharesOf(unit: Unit, visit: VisitRow, { colleagues }: FoundSurroundings): Promise<WorkerShares> {
  const byId = (found: ReadonlyMap<string, number>) =>
    new Map([...found].map(([id, value]) => [identify<WorkerId>(id), value]));
  const month = monthOf(plainDate(visit.serviceMonth));
  return {
    minutes: byId(await sumMinutesByWorker(unit, visit.providerId, month)),
    colleagues: colleagues.length,
    cameBefore: byId(await countVisitsByWorker(unit, visit.elderId)),
  };
}

/** Who could go at that time: those asked about first, then those who can, the familiar before the others. */
function choicesOf({ found, from, to }: AskedMove, { cameBefore }: WorkerShares) {
  const rank = ({ isOfTeam, against }: Substitute) => (isOfTeam ? 0 : against.length === 0 ? 1 : 2);
  const came = ({ worker }: Substitute) => cameBefore.get(worker.id) ?? 0;
  return substitutesFor(to, found.colleagues, found.surroundings)
    .sort(
      (left, right) =>
        rank(left) - rank(right) || came(right) - came(left) || (left.worker.key < right.worker.key ? -1 : 1),
    )
    .map((one) => ({
      workerNo: one.worker.key,
      name: maskName(found.workerNames.get(one.worker.id) ?? ""),
      goes: from.workers.some(({ id }) => id === one.worker.id),
      against: one.against,
      cameBefore: came(one),
    }));
}

/** Masked names, as in everything that is shown of a move. */
function shownPrice(asked: AskedMove, shares: WorkerShares) {
  const { team, ...price } = priceOfMove(asked, asked.found.surroundings, shares);
  const named = ({ workerId, ...share }: ChangedShare) => ({
    ...share,
    worker: maskName(asked.found.workerNames.get(workerId) ?? ""),
  });
  return { ...price, team: team && { ...team, leaving: team.leaving.map(named), coming: team.coming.map(named) } };
}

export type PricedMove = {
  readonly from: LocalTime;
  /** How many must go. */
  readonly workersNeeded: 1 | 2;
  readonly choices: ReturnType<typeof choicesOf>;
  readonly conflicts: readonly MoveConflict[];
  /** Null for a move that would change nothing. */
  readonly price: ReturnType<typeof shownPrice> | null;
};

/**
 * What a move would meet and cost, and who else could go; changes nothing.
 * Refuses "not-found", "visit-cannot-move", "move-leaves-month" and "move-into-past".
 */
export async function priceMove(context: Context, move: VisitMove): Promise<PricedMove> {
  return inTransaction(context, async (unit) => {
    const asked = await askMove(unit, move);
    const shares = await sharesOf(unit, asked.visit, asked.found);
    const shared = {
      from: localTimeOf(instant(asked.visit.plannedStart)),
      workersNeeded: asked.found.surroundings.basket.workersNeeded,
      choices: choicesOf(asked, shares),
    };
    if (asked.changesNothing) return { ...shared, conflicts: [], price: null };
    return { ...shared, conflicts: decideMove(unit, asked), price: shownPrice(asked, shares) };
  });
}

/** Who goes to the visit and who else could, at the time it has. Refuses "not-found" and "visit-cannot-move". */
export async function showMoveChoices(context: Context, visitNo: string, at: LocalTime) {
  const { choices, workersNeeded } = await priceMove(context, { visitNo, date: at.date, startMinute: at.minute });
  return { choices, workersNeeded };
}

/**
 * Moves the visit, or says everything that stands against it and changes nothing. Refuses what `priceMove` refuses, and
 * "move-changes-nothing".
 */
export async function moveVisit(context: Context, move: VisitMove): Promise<MoveOutcome> {
  return inTransaction(context, async (unit) => {
    const asked = await askMove(unit, move);
    if (asked.changesNothing) throw new Refusal("move-changes-nothing");
    const conflicts = decideMove(unit, asked);
    if (conflicts.length > 0) return { state: "refused", conflicts };
    await writeMove(unit, context.actor, {
      visit: asked.visit,
      to: { date: move.date, minute: move.startMinute },
      durationMinutes: asked.found.surroundings.basket.durationMinutes,
      workerIds: asked.to.workers.map(({ id }) => id),
      ...(!asked.isSameTeam && { inPlaceOf: asked.from.workers.map(({ id }) => id) }),
    });
    return { state: "moved" };
  });
}
