/**
 * One provider's part of the month, compiled for the search: elders and workers by index in the order of their keys, dates as days of
 * the month counted from 0, sets of days as bits, travel in tables. Providers share nobody, so their problems are independent.
 */
import type { ElderId } from "../../identifiers.ts";
import type { BasketPart } from "../../matching/basket-parts.ts";
import { basketPart, splitBasket } from "../../matching/basket-parts.ts";
import { holdsBasket, someTeamHolds, wishAgainst } from "../../matching/worker-fit.ts";
import type { PlainDate, Weekday } from "../../time/plain-date.ts";
import { addDays } from "../../time/plain-date.ts";
import { addMonths, datesOf, monthOf } from "../../time/plain-month.ts";
import type { MinuteWindow } from "../../time/time-window.ts";
import type { StartRange } from "../date-windows.ts";
import { startsInside, windowsOfWeekday } from "../date-windows.ts";
import { divideOccurrences, keepsGap } from "../place-visits.ts";
import type { DisplacedVisit } from "../place-visits.ts";
import { weekdayOfMonth } from "../recurrence.ts";
import type { MoveReason } from "../series-exception.ts";
import { travelMinutes } from "../travel.ts";
import { absenceOf } from "../worker-days.ts";
import type { BookedVisit, PlanInput, PlannableElder, PlannableProvider, PlannableWorker } from "./plan-input.ts";
import { blockOf, bookedByElder, visitableWindows } from "./plan-input.ts";

/** One worker, or two who come together, for one part of a basket. */
export type Team = {
  readonly workers: readonly number[];
  /** Bit d: on day d of the month all are employed, present and qualified. */
  readonly readyDays: number;
  /** Visits of the last 90 days with the elder, of the member who has most. */
  readonly familiar: number;
};

/** Monday 0 to Sunday 6, as an index. */
export type WeekdayPlan = {
  /** Ordinals 1 to 4 that the unit uses on this weekday. */
  readonly ordinals: readonly number[];
  readonly ordinalDays: number;
  readonly standing: number;
  readonly displaced: readonly DisplacedVisit[];
  readonly starts: readonly StartRange[];
};

/** One series to be planned: an elder's basket, or one part of a split one. */
export type SeriesUnit = {
  readonly index: number;
  readonly elder: number;
  readonly part: 1 | 2;
  readonly basket: BasketPart;
  readonly teams: readonly Team[];
  readonly weekdays: readonly WeekdayPlan[];
};

export type ElderCase = {
  readonly source: PlannableElder;
  readonly units: readonly SeriesUnit[];
  readonly booked: readonly BookedVisit[];
  /** Numbers of the month's visits that are still to be planned. */
  readonly sequences: readonly number[];
  readonly blocked: (date: PlainDate) => MoveReason | null;
};

export type ProviderProblem = {
  readonly input: PlanInput;
  readonly provider: PlannableProvider;
  readonly dates: readonly PlainDate[];
  readonly elders: readonly ElderCase[];
  readonly units: readonly SeriesUnit[];
  readonly workers: readonly PlannableWorker[];
  /** Working windows by worker and weekday index. */
  readonly shifts: readonly (readonly (readonly MinuteWindow[])[])[];
  /** Minutes between elders' homes, elder by elder. */
  readonly travel: Uint16Array;
  /** Minutes from a worker's base to an elder's home, worker by elder. */
  readonly commute: Uint16Array;
};

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Which of the four weeks a smaller number of visits takes, the most even first. */
const WEEKS_BY_COUNT: Readonly<Record<number, readonly number[]>> = {
  1: [2, 3, 1, 4],
  2: [1, 3, 2, 4],
  3: [1, 2, 3, 4],
  4: [1, 2, 3, 4],
};

export function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}

/** Compiles the elders and workers of one provider. */
export function compileProblem(input: PlanInput, provider: PlannableProvider): ProviderProblem {
  const workers = input.workers.filter((worker) => worker.providerId === provider.id).sort(byKey);
  const sources = input.elders.filter((elder) => elder.providerId === provider.id).sort(byKey);
  const compiler: Compiler = {
    input,
    provider,
    workers,
    dates: datesOf(input.month),
    ruleDates: WEEKDAYS.map((weekday) => [1, 2, 3, 4].map((ordinal) => weekdayOfMonth(input.month, weekday, ordinal))),
    booked: bookedByElder(input.bookedVisits),
    ready: new Map(),
    units: [],
  };
  const elders = sources.map((source, index) => compileElder(compiler, source, index));
  const { limits } = input;
  return {
    input,
    provider,
    dates: compiler.dates,
    elders,
    units: compiler.units,
    workers,
    shifts: workers.map((worker) => WEEKDAYS.map((weekday) => windowsOfWeekday(worker.availability, weekday))),
    travel: Uint16Array.from(sources.flatMap((from) => sources.map((to) => travelMinutes(from.home, to.home, limits)))),
    commute: Uint16Array.from(
      workers.flatMap((worker) => sources.map((elder) => travelMinutes(worker.base, elder.home, limits))),
    ),
  };
}

type Compiler = {
  readonly input: PlanInput;
  readonly provider: PlannableProvider;
  readonly workers: readonly PlannableWorker[];
  readonly dates: readonly PlainDate[];
  /** First to fourth date of each weekday, Monday first. */
  readonly ruleDates: readonly (readonly PlainDate[])[];
  readonly booked: ReadonlyMap<ElderId, readonly BookedVisit[]>;
  /** Days on which a team is present and holds a basket, by team and needs. */
  readonly ready: Map<string, number>;
  readonly units: SeriesUnit[];
};

function compileElder(compiler: Compiler, source: PlannableElder, index: number): ElderCase {
  const { input } = compiler;
  const booked = compiler.booked.get(source.id) ?? [];
  const taken = new Set(
    booked.filter(({ date }) => monthOf(date) === input.month).flatMap(({ sequence }) => sequence ?? []),
  );
  const sequences = Array.from({ length: source.visitsWanted }, (_, place) => place + 1).filter(
    (sequence) => !taken.has(sequence),
  );
  const blocked = (date: PlainDate) => blockOf(source, compiler.provider, date);
  const shell = { source, booked, sequences, blocked };
  const units = sequences.length === 0 ? [] : compileUnits(compiler, shell, index);
  compiler.units.push(...units);
  return { ...shell, units };
}

type ElderShell = Omit<ElderCase, "units">;

function compileUnits(compiler: Compiler, elder: ElderShell, index: number): SeriesUnit[] {
  const { limits } = compiler.input;
  const whole = basketPart(elder.source.subtypes, limits.visitMinMinutes);
  const wholeTeams = teamsFor(compiler, elder.source, whole);
  const parts =
    wholeTeams.length > 0 || elder.sequences.length < 2
      ? [whole]
      : (splitBasket(elder.source.subtypes, limits.visitMinMinutes, canHold(compiler, elder.source)) ?? [whole]);
  return parts.map((basket, place) => ({
    index: compiler.units.length + place,
    elder: index,
    part: place === 0 ? 1 : 2,
    basket,
    teams: parts.length === 1 ? wholeTeams : teamsFor(compiler, elder.source, basket),
    weekdays: WEEKDAYS.map((weekday) => weekdayPlan(compiler, elder, weekday, { basket, place, of: parts.length })),
  }));
}

function acceptableWorkers(compiler: Compiler, elder: PlannableElder): number[] {
  return compiler.workers.flatMap((worker, index) => (wishAgainst(elder, worker) === null ? [index] : []));
}

function canHold(compiler: Compiler, elder: PlannableElder): (part: BasketPart) => boolean {
  const workers = acceptableWorkers(compiler, elder).flatMap((index) => compiler.workers[index] ?? []);
  return (part) => compiler.dates.some((date) => someTeamHolds(workers, part, date));
}

function teamsFor(compiler: Compiler, elder: PlannableElder, basket: BasketPart): Team[] {
  const accepted = acceptableWorkers(compiler, elder);
  const groups =
    basket.workersNeeded === 1
      ? accepted.map((worker) => [worker])
      : accepted.flatMap((first, place) => accepted.slice(place + 1).map((second) => [first, second]));
  return groups.flatMap((workers) => {
    const readyDays = readyDaysOf(compiler, workers, basket);
    const visits = workers.map((worker) => familiarVisits(elder, compiler.workers[worker]));
    return readyDays === 0 ? [] : [{ workers, readyDays, familiar: Math.max(...visits) }];
  });
}

/** Visits of the last 90 days that a worker had with an elder. */
export function familiarVisits(elder: PlannableElder, worker: PlannableWorker | undefined): number {
  return elder.familiar.find(({ workerId }) => workerId === worker?.id)?.visits ?? 0;
}

function readyDaysOf(compiler: Compiler, indexes: readonly number[], basket: BasketPart): number {
  const needs = basket.qualificationGroups.map((group) => group.join("/")).join("+");
  const name = `${indexes.join(",")}|${basket.workersNeeded}|${needs}`;
  const known = compiler.ready.get(name);
  if (known !== undefined) return known;
  const workers = indexes.flatMap((index) => compiler.workers[index] ?? []);
  let days = 0;
  for (const [day, date] of compiler.dates.entries())
    if (workers.every((worker) => absenceOf(worker, date) === null) && holdsBasket(workers, basket, date))
      days |= 1 << day;
  compiler.ready.set(name, days);
  return days;
}

type PartPlace = { readonly basket: BasketPart; readonly place: number; readonly of: number };

function weekdayPlan(compiler: Compiler, elder: ElderShell, weekday: Weekday, part: PartPlace): WeekdayPlan {
  const { input } = compiler;
  const rule = { calendar: input.calendar, policy: input.limits.placing };
  const others = [...elder.source.visitsBefore, ...elder.booked.map(({ date }) => date)];
  const tooClose = (date: PlainDate) => (keepsGap(date, others, rule.policy.min_gap_days) ? null : "min_gap");
  const blocked = (date: PlainDate) => elder.blocked(date) ?? tooClose(date);
  const occurrences = compiler.ruleDates[weekday - 1] ?? [];
  const divided = divideOccurrences({ ...rule, blocked, occurrences });
  const stands = (ordinal: number) => divided.stay.some((date) => date === occurrences[ordinal - 1]);
  const preferred = WEEKS_BY_COUNT[elder.sequences.length] ?? [1, 2, 3, 4];
  const weeks = [...preferred.filter(stands), ...preferred.filter((ordinal) => !stands(ordinal))];
  const ordinals = weeks
    .slice(0, elder.sequences.length)
    .sort()
    .filter((_, place) => place % part.of === part.place);
  const bits = (chosen: readonly number[]) =>
    chosen.reduce((days, ordinal) => days | (1 << (Number(occurrences[ordinal - 1]?.slice(8)) - 1)), 0);
  const dates = ordinals.flatMap((ordinal) => occurrences[ordinal - 1] ?? []);
  const windows = windowsOfWeekday(visitableWindows(elder.source, input.limits), weekday);
  return {
    ordinals,
    ordinalDays: bits(ordinals),
    standing: bits(ordinals.filter(stands)),
    displaced: divided.displaced.filter(({ originalOn }) => dates.includes(originalOn)),
    starts: startsInside(windows, part.basket.durationMinutes),
  };
}

/** The dates that the elder's rule gives in the month after, before any shift: the same weekday goes on. */
export function datesAfter(problem: Pick<ProviderProblem, "input">, weekday: Weekday): PlainDate[] {
  const next = addMonths(problem.input.month, 1);
  return [1, 2, 3, 4].map((ordinal) => weekdayOfMonth(next, weekday, ordinal));
}

/** Number of set bits: days in a set. */
export function countDays(days: number): number {
  let count = 0;
  for (let rest = days >>> 0; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Day of the month, from 0, of a weekday's ordinal. */
export function dayIndexOf(
  problem: Pick<ProviderProblem, "input" | "dates">,
  weekday: Weekday,
  ordinal: number,
): number {
  return problem.dates.indexOf(weekdayOfMonth(problem.input.month, weekday, ordinal));
}

/** The date that lies some days after the first of the month. */
export function dateOfDay(problem: Pick<ProviderProblem, "dates">, day: number): PlainDate {
  const first = problem.dates[0];
  if (first === undefined) throw new RangeError("a month has days");
  return addDays(first, day);
}
