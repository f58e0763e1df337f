/** Writes what replanning decided: changes by visit with their reason, what stays without a place and why, notices and counts. */
import { blockOf } from "../month-plan/plan-input.ts";
import type { VisitDebtReason } from "../visit-debt.ts";
import type { PlaceFinder } from "./find-place.ts";
import { noticesOf } from "./notices.ts";
import type { Place } from "./replan-input.ts";
import type { ReplanProblem, Slot, VisitCase } from "./replan-problem.ts";
import type {
  Difference,
  Notice,
  Replan,
  ReplanCounts,
  ReplanLevel,
  VisitChange,
  VisitOutcome,
} from "./replan-result.ts";

export type DecidedReplan = {
  readonly finder: PlaceFinder;
  /** By index of the visit, for those that waited and were placed. */
  readonly levels: ReadonlyMap<number, ReplanLevel>;
  readonly waiting: readonly VisitCase[];
  readonly hitElders: ReadonlySet<number>;
  readonly othersInAll: number;
};

export function tellReplan(decided: DecidedReplan): Replan {
  const { finder, waiting } = decided;
  const waits = new Map(waiting.map((visit) => [visit.index, visit]));
  const changed = finder.draft
    .changed()
    .map(({ index }) => waits.get(index) ?? finder.draft.visitAt(index))
    .sort((left, right) => left.index - right.index);
  // A visit of one who joins may wait under the day that its template gave it.
  const untouched = waiting.filter((visit) => !changed.includes(visit));
  const changes = [...changed, ...untouched].map((visit) => changeOf(decided, visit));
  const notices = noticesOf(changes);
  return { changes, notices, counts: countsOf(decided, changes, notices) };
}

function changeOf(decided: DecidedReplan, visit: VisitCase): VisitChange {
  const { problem } = decided.finder.draft;
  const { key, elderId, sequence } = visit.source;
  return {
    visitKey: key,
    elderId,
    sequence,
    from: visit.own && placeOf(problem, visit.own),
    why: visit.cause ?? "makes_room",
    outcome: outcomeOf(decided, visit),
  };
}

function outcomeOf({ finder, levels }: DecidedReplan, visit: VisitCase): VisitOutcome {
  const slot = finder.draft.slotOf(visit);
  if (slot) {
    const differs = visit.own ? differences(visit.own, slot) : [];
    const on = visit.own && slot.day !== visit.own.day ? "make_up_day" : "same_day";
    const level = levels.get(visit.index) ?? "insertion";
    return { kind: "placed", to: placeOf(finder.draft.problem, slot), on, differs, level };
  }
  const { pin, sequence } = visit.source;
  return pin !== null || sequence === null
    ? { kind: "held", pin }
    : { kind: "owed", reason: debtReason(finder, visit) };
}

function placeOf(problem: ReplanProblem, { day, start, team }: Slot): Place {
  return {
    date: problem.dateOf(day),
    startMinute: start,
    workerIds: team.flatMap((worker) => problem.input.workers[worker]?.id ?? []),
  };
}

function differences(from: Slot, to: Slot): Difference[] {
  const sameTeam = from.team.length === to.team.length && from.team.every((worker) => to.team.includes(worker));
  return [
    ...(sameTeam ? [] : (["worker"] as const)),
    ...(from.start === to.start ? [] : (["time"] as const)),
    ...(from.day === to.day ? [] : (["day"] as const)),
  ];
}

/** From what no plan can change to what another plan might, as where a month is planned. */
function debtReason(finder: PlaceFinder, visit: VisitCase): VisitDebtReason {
  if (finder.teams.of(visit).length === 0)
    return finder.teams.someHold(visit.source.basket) ? "no_acceptable_worker" : "no_qualified_worker";
  const days = finder.daysFor(visit);
  if (days.length === 0) return withoutDays(finder.draft.problem, visit);
  return days.some((day) => finder.startRanges(visit, day).length > 0) ? "no_free_worker" : "outside_windows";
}

function withoutDays(problem: ReplanProblem, visit: VisitCase): VisitDebtReason {
  const elder = problem.input.elders[visit.elder];
  const first = Math.max(problem.firstOfMonth, problem.dayOf(problem.input.earliest.date));
  const blocks = new Set<string | null>();
  for (let day = first; elder && day <= problem.lastOfMonth; day += 1)
    blocks.add(blockOf(elder, problem.input.provider, problem.dateOf(day)));
  if (blocks.has(null)) return "no_candidate_day";
  if (blocks.has("contract_not_in_force")) return "contract_ended";
  return blocks.has("provider_closed") ? "no_candidate_day" : "absent_all_month";
}

function countsOf(
  { finder, hitElders, othersInAll }: DecidedReplan,
  changes: readonly VisitChange[],
  notices: readonly Notice[],
): ReplanCounts {
  const { draft } = finder;
  const hit = changes.filter(({ why }) => why !== "makes_room");
  const ended = (kind: VisitOutcome["kind"]) => hit.filter(({ outcome }) => outcome.kind === kind).length;
  const placed = (on: "same_day" | "make_up_day") =>
    hit.filter(({ outcome }) => outcome.kind === "placed" && outcome.on === on).length;
  const told = notices.map(({ to }) => to.kind);
  return {
    hit: hit.length,
    sameDay: placed("same_day"),
    makeUpDay: placed("make_up_day"),
    owed: ended("owed"),
    held: ended("held"),
    eldersTold: told.filter((kind) => kind === "elder").length,
    workersTold: told.filter((kind) => kind === "worker").length,
    othersInAll,
    othersTold: draft.othersChanged(hitElders),
    travelAdded: draft.wayAdded,
    asked: finder.asked,
  };
}
