/**
 * What goes into the digests of a month's plan: every fact that the planner used, by business keys and whole numbers, in the order of
 * the keys, so that another database with other generated ids gives the same digest. The hash is made at the edge.
 */
import type { CanonicalValue } from "../../audit/canonical-bytes.ts";
import type { PlainDate } from "../../time/plain-date.ts";
import { addMonths, datesOf, type PlainMonth } from "../../time/plain-month.ts";
import type { WeeklyWindow } from "../../time/time-window.ts";
import type { WorkCalendar } from "../../time/work-calendar.ts";
import type { GeoPoint } from "../travel.ts";
import type { MonthPlan } from "./month-plan.ts";
import type { BookedVisit, PlanInput, PlannableElder, PlannableProvider, PlannableWorker } from "./plan-input.ts";

/** Millionths of a degree are a tenth of a metre. */
const DEGREE_PARTS = 1_000_000;

type Keyed = { readonly id: string; readonly key: string };

/** Key of an id; null for an id of nobody in the input, which can change nothing. */
type KeyOf = (id: string | null) => string | null;

function keysOf(items: readonly Keyed[]): KeyOf {
  const keys = new Map(items.map(({ id, key }) => [id, key]));
  return (id) => (id === null ? null : (keys.get(id) ?? null));
}

const sortedKeys = (ids: readonly string[], keyOf: KeyOf) => ids.flatMap((id) => keyOf(id) ?? []).sort();

function inOrder<Item extends { readonly key: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
}

const byText = (facts: readonly CanonicalValue[]) =>
  [...facts].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));

const pointFacts = ({ latitude, longitude }: GeoPoint): CanonicalValue => [
  Math.round(latitude * DEGREE_PARTS),
  Math.round(longitude * DEGREE_PARTS),
];

const windowFacts = (windows: readonly WeeklyWindow[]): CanonicalValue =>
  byText(windows.map(({ weekday, startMinute, endMinute }) => [weekday, startMinute, endMinute]));

/** Everything that can change a month's plan, with its seed. */
export function planInputFacts(input: PlanInput, seed: string): CanonicalValue {
  const keys = { worker: keysOf(input.workers), provider: keysOf(input.providers), elder: keysOf(input.elders) };
  const { placing, lunchWindow, visitingHours, ...limits } = input.limits;
  return {
    seed,
    month: input.month,
    limits: {
      ...(Object.fromEntries(
        Object.entries(limits).map(([name, value]) => [name, String(value)]),
      ) satisfies CanonicalValue),
      placing: { ...placing },
      lunchWindow: { ...lunchWindow },
      visitingHours: { ...visitingHours },
    },
    calendar: calendarFacts(input.calendar, input.month),
    elders: inOrder(input.elders).map((elder) => elderFacts(elder, keys)),
    workers: inOrder(input.workers).map((worker) => workerFacts(worker, keys.provider)),
    providers: inOrder(input.providers).map(providerFacts),
    booked: byText(input.bookedVisits.map((visit) => bookedFacts(visit, keys))),
  };
}

/** Who is visited when by whom, and what is owed and why. Costs follow from the input. */
export function planResultFacts(input: PlanInput, plan: Pick<MonthPlan, "visits" | "debts">): CanonicalValue {
  const keys = { worker: keysOf(input.workers), elder: keysOf(input.elders) };
  return [
    plan.visits.map((visit) => [
      keys.elder(visit.elderId) ?? "",
      visit.sequence,
      visit.date,
      visit.startMinute,
      visit.durationMinutes,
      sortedKeys(visit.workerIds, keys.worker),
    ]),
    plan.debts.map((debt) => [keys.elder(debt.elderId) ?? "", debt.sequence, debt.reason]),
  ];
}

/** Days off and make-up workdays of the month and its neighbours: a gap or a week may reach over the edge. */
function calendarFacts(calendar: WorkCalendar, month: PlainMonth): CanonicalValue {
  const dates = [-1, 0, 1].flatMap((months) => datesOf(addMonths(month, months)));
  const published = (date: PlainDate) => ["off", "work"].includes(calendar.dayKind(date));
  return {
    covered: calendar.coversYear(Number(month.slice(0, 4))),
    days: dates.filter(published).map((date) => [date, calendar.dayKind(date)]),
  };
}

type Keys = { readonly worker: KeyOf; readonly provider: KeyOf; readonly elder: KeyOf };

function elderFacts(elder: PlannableElder, keys: Keys): CanonicalValue {
  const { previous } = elder;
  return {
    key: elder.key,
    provider: keys.provider(elder.providerId),
    home: pointFacts(elder.home),
    windows: windowFacts(elder.windows),
    visitsWanted: elder.visitsWanted,
    sexWanted: elder.sexWanted,
    refused: sortedKeys(elder.refusedWorkerIds, keys.worker),
    subtypes: elder.subtypes.map(({ code, typicalMinutes, workersNeeded, qualificationGroups }) => [
      code,
      typicalMinutes,
      workersNeeded,
      qualificationGroups.map((group) => [...group].sort()),
    ]),
    absences: byText(elder.absences.map(({ reason, from, to }) => [reason, from, to])),
    previous: previous && [previous.weekday, previous.startMinute, sortedKeys(previous.workerIds, keys.worker)],
    familiar: byText(elder.familiar.map(({ workerId, visits }) => [keys.worker(workerId), visits])),
    visitsBefore: [...elder.visitsBefore].sort(),
  };
}

function workerFacts(worker: PlannableWorker, providerKey: KeyOf): CanonicalValue {
  return {
    key: worker.key,
    provider: providerKey(worker.providerId),
    base: pointFacts(worker.base),
    sex: worker.sex,
    qualifications: byText(worker.qualifications.map(({ code, expiresOn }) => [code, expiresOn])),
    employed: [worker.employedFrom, worker.employedTo],
    availability: windowFacts(worker.availability),
    weeklyMinutesMax: worker.weeklyMinutesMax,
    leave: byText(worker.leave.map(({ from, to }) => [from, to])),
  };
}

function providerFacts(provider: PlannableProvider): CanonicalValue {
  return {
    key: provider.key,
    closedOn: [...provider.closedOn].sort(),
    contracts: byText(provider.contracts.map(({ from, to }) => [from, to])),
  };
}

function bookedFacts(visit: BookedVisit, keys: Keys): CanonicalValue {
  return [
    keys.elder(visit.elderId),
    visit.date,
    visit.startMinute,
    visit.durationMinutes,
    sortedKeys(visit.workerIds, keys.worker),
    pointFacts(visit.home),
    visit.sequence,
  ];
}
