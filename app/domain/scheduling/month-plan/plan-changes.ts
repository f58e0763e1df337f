/** What a new plan changes about the visits that stand: each visit once, in the terms in which people are told of changes. */
import type { ElderId } from "../../identifiers.ts";
import type { Place } from "../replan/replan-input.ts";

/** A visit that stands and that the new plan may change. */
export type PlacedVisit = Place & {
  readonly elderId: ElderId;
  /** Place in the month's four. */
  readonly sequence: number;
};

export type PlanDifference = "day" | "time" | "worker";

export type PlanChange = {
  readonly elderId: ElderId;
  readonly sequence: number;
  /** Null for a visit that is new. */
  readonly from: Place | null;
  /** Null for a visit that the new plan does not have. */
  readonly to: Place | null;
  /** Empty for a visit that comes or goes. */
  readonly differs: readonly PlanDifference[];
};

const nameOf = ({ elderId, sequence }: PlacedVisit) => `${elderId} ${String(sequence)}`;

function isSameTeam(left: Place, right: Place): boolean {
  return left.workerIds.length === right.workerIds.length && left.workerIds.every((id) => right.workerIds.includes(id));
}

/** What the elder and the care workers notice. */
export function differencesOf(from: Place, to: Place): PlanDifference[] {
  const differs: PlanDifference[] = [];
  if (from.date !== to.date) differs.push("day");
  if (from.startMinute !== to.startMinute) differs.push("time");
  if (!isSameTeam(from, to)) differs.push("worker");
  return differs;
}

/** Changes in the order of the new visits, then what is gone; what stays the same is left out. */
export function changesBetween(before: readonly PlacedVisit[], after: readonly PlacedVisit[]): PlanChange[] {
  const old = new Map(before.map((visit) => [nameOf(visit), visit]));
  const fresh = new Set(after.map(nameOf));
  const changed = after.flatMap((to): PlanChange[] => {
    const { elderId, sequence } = to;
    const from = old.get(nameOf(to)) ?? null;
    const differs = from ? differencesOf(from, to) : [];
    return from && differs.length === 0 ? [] : [{ elderId, sequence, from, to, differs }];
  });
  const gone = before
    .filter((visit) => !fresh.has(nameOf(visit)))
    .map((from): PlanChange => ({ elderId: from.elderId, sequence: from.sequence, from, to: null, differs: [] }));
  return [...changed, ...gone];
}

/** Persons who are told of changes; a care worker only of visits that come, go or change for them. */
export function toldOf(changes: readonly PlanChange[]): { readonly elders: number; readonly workers: number } {
  const elders = new Set(changes.map(({ elderId }) => elderId));
  const workers = new Set<string>();
  for (const { from, to, differs } of changes) {
    const [before, after] = [from?.workerIds ?? [], to?.workerIds ?? []];
    const isMoved = differs.includes("day") || differs.includes("time");
    for (const id of [...before, ...after]) if (isMoved || !before.includes(id) || !after.includes(id)) workers.add(id);
  }
  return { elders: elders.size, workers: workers.size };
}
