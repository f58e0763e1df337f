/**
 * What would place the visits that a finished plan owes (欠次): changes are tried one by one, from what asks least of the people
 * concerned to what asks most, with every other visit of the plan where it is. Nothing is guessed: a change is named only with dates
 * that the independent check accepts.
 */
import { wishAgainst } from "../../matching/worker-fit.ts";
import { basketPart } from "../../matching/basket-parts.ts";
import type { ElderId, ProviderId } from "../../identifiers.ts";
import type { Weekday } from "../../time/plain-date.ts";
import { datesOf } from "../../time/plain-month.ts";
import type { Remedy, RemedyChange, RemedyKind } from "./debt-remedy.ts";
import { hoursAround, leastQualifications, withChange } from "./debt-remedy.ts";
import type { MonthPlan, PlannedVisit } from "./month-plan.ts";
import { checkPlan } from "./plan-check.ts";
import type { BookedVisit, PlanInput, PlannableElder } from "./plan-input.ts";
import { blockOf } from "./plan-input.ts";
import { WEEKDAYS } from "./provider-problem.ts";
import { placeOwed } from "./remedy-trial.ts";

/** How far an elder's hours are widened in the trial. */
const WIDENED_MINUTES = 60;

export type DebtRemedies = {
  readonly elderId: ElderId;
  readonly owed: number;
  /** Those that place most visits first; at equal numbers what asks least of people first. */
  readonly remedies: readonly Remedy[];
  /** Everything that was tried, whether it helped or not. */
  readonly tried: readonly RemedyKind[];
};

type FinishedPlan = Pick<MonthPlan, "series" | "visits" | "debts">;

/** A finished plan whose visits all stand, ready to be asked about one elder after another. */
export class StandingPlan {
  readonly #input: PlanInput;
  readonly #plan: FinishedPlan;
  readonly #byProvider = new Map<ProviderId, BookedVisit[]>();
  readonly #byElder = new Map<ElderId, BookedVisit[]>();

  constructor(input: PlanInput, plan: FinishedPlan) {
    this.#input = input;
    this.#plan = plan;
    const homes = new Map(input.elders.map(({ id, home }) => [id, home]));
    const providerOf = new Map(input.workers.map(({ id, providerId }) => [id, providerId]));
    const placed = plan.visits.flatMap((visit): BookedVisit[] => {
      const home = homes.get(visit.elderId);
      return home ? [{ ...visit, home }] : [];
    });
    for (const visit of [...input.bookedVisits, ...placed]) {
      append(this.#byElder, visit.elderId, visit);
      for (const provider of new Set(visit.workerIds.flatMap((id) => providerOf.get(id) ?? [])))
        append(this.#byProvider, provider, visit);
    }
  }

  /** Elders who are owed visits, in the order of the plan. */
  debtors(): ElderId[] {
    return [...new Set(this.#plan.debts.map(({ elderId }) => elderId))];
  }

  /**
   * Tries every kind of change for one elder.
   * @param withRoom other providers who may serve the elder and have places left, in the order in which they are tried
   */
  remediesOf(elderId: ElderId, withRoom: readonly ProviderId[]): DebtRemedies {
    const elder = this.#input.elders.find(({ id }) => id === elderId);
    const owed = this.#plan.debts.filter((debt) => debt.elderId === elderId).length;
    if (!elder) return { elderId, owed, remedies: [], tried: [] };
    const found: Remedy[] = [];
    const tried = new Set<RemedyKind>();
    let unchanged = 0;
    for (const changes of changesFor(this.#input, elder, withRoom)) {
      // Where nothing has to change there is nothing to ask of anybody.
      if (unchanged === owed) break;
      for (const { kind } of changes) tried.add(kind);
      const remedy = this.#best(elder, changes);
      if (!remedy || remedy.visits.length <= unchanged) continue;
      if (remedy.change.kind === "as_it_is") unchanged = remedy.visits.length;
      found.push(remedy);
    }
    const remedies = found.sort((left, right) => right.visits.length - left.visits.length);
    return { elderId, owed, remedies, tried: [...tried] };
  }

  /**
   * Of changes that differ in their weekdays only: one that names every weekday that alone places as many visits as any does, or all
   * of them together where that places more.
   */
  #best(elder: PlannableElder, changes: readonly RemedyChange[]): Remedy | null {
    const single = changes.flatMap((change) => this.#try(elder, change) ?? []);
    const most = Math.max(0, ...single.map(({ visits }) => visits.length));
    const equal = single.filter(({ visits }) => visits.length === most);
    const [first] = equal;
    const together = mergedWeekdays(changes, true);
    const all = together ? this.#try(elder, together) : null;
    if (all && all.visits.length > most) return all;
    if (!first) return null;
    const merged = mergedWeekdays(
      equal.map(({ change }) => change),
      false,
    );
    return merged ? { ...first, change: merged } : first;
  }

  #try(elder: PlannableElder, change: RemedyChange): Remedy | null {
    const narrow = this.#around(elder, change);
    const changed = withChange(narrow, elder.id, change);
    const [own] = changed.elders;
    if (!own) return null;
    const series = change.kind === "other_provider" ? undefined : this.#seriesOf(elder);
    const visits = placeOwed(changed, own, series?.weekday ?? null);
    if (visits.length === 0 || !this.#holds(changed, own, visits)) return null;
    // An elder does not change the provider to be owed visits there.
    if (change.kind === "other_provider" && visits.length < this.#wanted(narrow, own)) return null;
    return {
      change,
      visits: visits.map(({ sequence, date, startMinute, durationMinutes, workerIds, subtypes }) => ({
        sequence,
        date,
        startMinute,
        durationMinutes,
        workerIds,
        subtypes,
      })),
    };
  }

  #seriesOf(elder: PlannableElder) {
    return this.#plan.series.find(({ elderId }) => elderId === elder.id);
  }

  #wanted(narrow: PlanInput, elder: PlannableElder): number {
    const standing = narrow.bookedVisits.filter((visit) => visit.elderId === elder.id && isCounted(narrow, visit));
    return elder.visitsWanted - standing.length;
  }

  /** The elder alone, with the staff who are to come and everything that stands in their month and the elder's. */
  #around(elder: PlannableElder, change: RemedyChange): PlanInput {
    const moves = change.kind === "other_provider";
    const provider = moves ? change.providerId : elder.providerId;
    const planned = new Set(this.#plan.visits.filter((visit) => visit.elderId === elder.id).map(placeOf));
    const own = (this.#byElder.get(elder.id) ?? []).filter((visit) => !moves || !planned.has(placeOf(visit)));
    const others = (provider === null ? [] : (this.#byProvider.get(provider) ?? [])).filter(
      (visit) => visit.elderId !== elder.id,
    );
    return {
      ...this.#input,
      elders: [elder],
      workers: this.#input.workers.filter(({ providerId }) => providerId === provider),
      providers: this.#input.providers.filter(({ id }) => id === provider),
      bookedVisits: [...own, ...others],
    };
  }

  #holds(changed: PlanInput, elder: PlannableElder, visits: readonly PlannedVisit[]): boolean {
    const counted = changed.bookedVisits.filter((visit) => visit.elderId === elder.id && isCounted(changed, visit));
    const numbers = new Set([...counted, ...visits].map(({ sequence }) => sequence));
    const debts = Array.from({ length: elder.visitsWanted }, (_, place) => place + 1)
      .filter((sequence) => !numbers.has(sequence))
      .map((sequence) => ({
        elderId: elder.id,
        providerId: elder.providerId,
        sequence,
        originalOn: null,
        reason: "no_free_worker" as const,
      }));
    return checkPlan(changed, { series: [], visits, debts }).length === 0;
  }
}

/** Who is owed what, and what would place it, for the whole plan. */
export function whatWouldPlace(
  input: PlanInput,
  plan: FinishedPlan,
  withRoom: (elderId: ElderId) => readonly ProviderId[] = () => [],
): DebtRemedies[] {
  const standing = new StandingPlan(input, plan);
  return standing.debtors().map((elderId) => standing.remediesOf(elderId, withRoom(elderId)));
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

const placeOf = ({ sequence, date }: Pick<BookedVisit, "sequence" | "date">) => `${sequence} ${date}`;

function isCounted({ month }: PlanInput, { date, sequence }: BookedVisit): boolean {
  return sequence !== null && date.startsWith(month);
}

/** Changes to be tried; those of one list differ in their weekdays only. */
function changesFor(
  input: PlanInput,
  elder: PlannableElder,
  withRoom: readonly ProviderId[],
): readonly (readonly RemedyChange[])[] {
  const { placing } = input.limits;
  const changes: (readonly RemedyChange[])[] = [];
  const provider = input.providers.find(({ id }) => id === elder.providerId);
  if (provider) {
    changes.push([{ kind: "as_it_is" }]);
    if (placing.holiday_mode === "skip_as_debt") changes.push([{ kind: "holiday_moved" }]);
    changes.push(...changesOfElder(input, elder), moreWorkers(input, elder, 1));
    if (basketPart(elder.subtypes, input.limits.visitMinMinutes).workersNeeded === 2)
      changes.push(moreWorkers(input, elder, 2));
    if (datesOf(input.month).some((date) => blockOf({ absences: [] }, provider, date) === "contract_not_in_force"))
      changes.push([{ kind: "contract" }]);
    if (placing.min_gap_days > 1) changes.push([{ kind: "shorter_gap", days: placing.min_gap_days - 1 }]);
  }
  changes.push(
    ...withRoom
      .filter((id) => id !== elder.providerId)
      .map((id) => [{ kind: "other_provider", providerId: id }] as const),
  );
  return changes;
}

function changesOfElder(input: PlanInput, elder: PlannableElder): (readonly RemedyChange[])[] {
  const changes: (readonly RemedyChange[])[] = [];
  if (elder.windows.length > 0) {
    changes.push([{ kind: "window", earlierMinutes: WIDENED_MINUTES, laterMinutes: 0 }]);
    changes.push([{ kind: "window", earlierMinutes: 0, laterMinutes: WIDENED_MINUTES }]);
    const others = WEEKDAYS.filter((weekday) => !elder.windows.some((window) => window.weekday === weekday));
    changes.push(others.map((weekday) => ({ kind: "weekdays", weekdays: [weekday], together: false })));
  }
  const refused = input.workers.filter(
    (worker) => worker.providerId === elder.providerId && wishAgainst(elder, worker) === "refused_by_elder",
  );
  changes.push(...refused.map(({ id }) => [{ kind: "accept_worker", workerId: id }] as const));
  if (elder.sexWanted !== null) changes.push([{ kind: "any_sex" }]);
  return changes;
}

function moreWorkers(input: PlanInput, elder: PlannableElder, workers: 1 | 2): RemedyChange[] {
  const basket = basketPart(elder.subtypes, input.limits.visitMinMinutes);
  const shared = {
    kind: "more_workers" as const,
    workers,
    qualifications: leastQualifications(basket.qualificationGroups),
    sex: elder.sexWanted,
    hours: hoursAround(input, elder, basket.durationMinutes),
    together: false,
  };
  return WEEKDAYS.map((weekday) => ({ ...shared, weekdays: [weekday] }));
}

/** One change with the weekdays of all; null for a single change or for changes without weekdays. */
function mergedWeekdays(changes: readonly RemedyChange[], together: boolean): RemedyChange | null {
  const [first] = changes;
  if (changes.length < 2 || !first || !("weekdays" in first)) return null;
  const weekdays: Weekday[] = changes.flatMap((change) => ("weekdays" in change ? change.weekdays : []));
  return { ...first, weekdays, together };
}
