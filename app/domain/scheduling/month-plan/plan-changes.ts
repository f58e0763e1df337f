/** What a new plan changes about the visits that stand: each visit once, in the terms in which people are told of changes. */
import type { ElderId, ProviderId, WorkerId } from "../../identifiers.ts";
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

/** Somebody who is told of changes, with how many visits come, go, or change for them. */
export type Told<Id> = { readonly id: Id; readonly added: number; readonly gone: number; readonly changed: number };

export type ToldPeople = {
  readonly elders: readonly Told<ElderId>[];
  /** Only of visits that come, go or change for them. */
  readonly workers: readonly Told<WorkerId>[];
  readonly providers: readonly Told<ProviderId>[];
};

type Kind = "added" | "gone" | "changed";

/** Counts by person, in the order in which they come up. */
class Tally<Id> {
  readonly #counts = new Map<Id, Record<Kind, number>>();

  add(id: Id, kind: Kind): void {
    const counts = this.#counts.get(id) ?? { added: 0, gone: 0, changed: 0 };
    counts[kind] += 1;
    this.#counts.set(id, counts);
  }

  all(): Told<Id>[] {
    return [...this.#counts].map(([id, counts]) => ({ id, ...counts }));
  }
}

/** What a change is for one who had the visit before, has it after, or both; null when nothing changes for them. */
function kindFor(had: boolean, has: boolean, isOther: boolean): Kind | null {
  if (had && has) return isOther ? "changed" : null;
  return had ? "gone" : "added";
}

/** Who is told of changes, and of how many. A visit is its care workers' provider's. */
export function toldOf(
  changes: readonly PlanChange[],
  providerOf: (workerId: WorkerId) => ProviderId | undefined,
): ToldPeople {
  const [elders, workers, providers] = [new Tally<ElderId>(), new Tally<WorkerId>(), new Tally<ProviderId>()];
  for (const { elderId, from, to, differs } of changes) {
    const isMoved = differs.includes("day") || differs.includes("time");
    const tell = <Id>(tally: Tally<Id>, before: readonly Id[], after: readonly Id[], isOther: boolean) => {
      for (const id of new Set([...before, ...after])) {
        const kind = kindFor(before.includes(id), after.includes(id), isOther);
        if (kind !== null) tally.add(id, kind);
      }
    };
    const [before, after] = [from?.workerIds ?? [], to?.workerIds ?? []];
    const employers = (ids: readonly WorkerId[]) => ids.flatMap((id) => providerOf(id) ?? []);
    tell(elders, from ? [elderId] : [], to ? [elderId] : [], true);
    tell(workers, before, after, isMoved);
    tell(providers, employers(before), employers(after), true);
  }
  return { elders: elders.all(), workers: workers.all(), providers: providers.all() };
}
