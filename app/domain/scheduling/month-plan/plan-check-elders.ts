/** The check's half about elders: their dates, windows, wishes, numbers, and that the series tell the same as the visits. */
import { holdsQualification } from "../../workforce/qualification.ts";
import type { PlainDate } from "../../time/plain-date.ts";
import { dayNumber } from "../../time/plain-date.ts";
import { addMonths, monthOf } from "../../time/plain-month.ts";
import { isStartInside, windowsOn } from "../date-windows.ts";
import { compileRecurrence, expandMonth } from "../recurrence.ts";
import type { MonthPlan, PlannedSeries, PlannedVisit } from "./month-plan.ts";
import type { BookedVisit, PlanInput, PlannableElder, PlannableProvider, PlannableWorker } from "./plan-input.ts";
import { blockOf, bookedByElder, visitableWindows } from "./plan-input.ts";
import type { PlanViolation } from "./plan-violation.ts";

type Dates = Pick<MonthPlan, "series" | "visits" | "debts">;
type ElderDates = { readonly elder: PlannableElder; readonly booked: readonly BookedVisit[] } & Dates;
type Report = (code: PlanViolation["code"], date?: PlainDate | null) => void;

export function elderViolations(input: PlanInput, plan: Dates): PlanViolation[] {
  const visits = byElder(plan.visits);
  const series = byElder(plan.series);
  const debts = byElder(plan.debts);
  const booked = bookedByElder(input.bookedVisits);
  const workers = new Map(input.workers.map((worker) => [worker.id, worker]));
  const providers = new Map(input.providers.map((provider) => [provider.id, provider]));
  const found: PlanViolation[] = [];
  for (const elder of input.elders) {
    const own: ElderDates = {
      elder,
      visits: visits.get(elder.id) ?? [],
      series: series.get(elder.id) ?? [],
      debts: debts.get(elder.id) ?? [],
      booked: booked.get(elder.id) ?? [],
    };
    const report: Report = (code, date = null) => found.push({ code, elderId: elder.id, workerId: null, date });
    for (const visit of own.visits) {
      checkDate(input, elder, providers.get(visit.providerId), { visit, report });
      checkPersons(elder, visit, workers, report);
    }
    checkNumbers(input, own, report);
    checkGaps(input, own, report);
    checkSeries(input, own, report);
  }
  return found;
}

function byElder<Item extends { readonly elderId: PlannableElder["id"] }>(items: readonly Item[]) {
  const found = new Map<PlannableElder["id"], Item[]>();
  for (const item of items) found.set(item.elderId, [...(found.get(item.elderId) ?? []), item]);
  return found;
}

function checkDate(
  input: PlanInput,
  elder: PlannableElder,
  provider: PlannableProvider | undefined,
  { visit, report }: { readonly visit: PlannedVisit; readonly report: Report },
): void {
  const { calendar, limits } = input;
  const { date } = visit;
  if (monthOf(date) !== input.month) report("outside_month", date);
  if (!provider || blockOf(elder, provider, date) !== null) report("elder_blocked", date);
  if (limits.placing.holiday_mode !== "keep" && calendar.dayKind(date) === "off") report("day_off", date);
  const windows = windowsOn(visitableWindows(elder, limits), date, calendar);
  if (!isStartInside(windows, visit.startMinute, visit.durationMinutes)) report("outside_windows", date);
  const typical = elder.subtypes
    .filter(({ code }) => visit.subtypes.includes(code))
    .reduce((sum, subtype) => sum + subtype.typicalMinutes, 0);
  if (visit.durationMinutes < Math.max(limits.visitMinMinutes, typical)) report("too_short", date);
}

function checkPersons(
  elder: PlannableElder,
  visit: PlannedVisit,
  workers: ReadonlyMap<string, PlannableWorker>,
  report: Report,
): void {
  const team = visit.workerIds.flatMap((id) => workers.get(id) ?? []);
  const needs = elder.subtypes.filter(({ code }) => visit.subtypes.includes(code));
  const wanted = needs.some(({ workersNeeded }) => workersNeeded === 2) ? 2 : 1;
  if (team.length !== wanted || new Set(visit.workerIds).size !== wanted) report("wrong_number_of_workers", visit.date);
  const held = (codes: readonly Parameters<typeof holdsQualification>[1][]) =>
    team.some(({ qualifications }) => codes.some((code) => holdsQualification(qualifications, code, visit.date)));
  const groups = needs.flatMap(({ qualificationGroups }) => qualificationGroups);
  const trained = team.every(({ qualifications }) => holdsQualification(qualifications, "Q0", visit.date));
  if (!trained || !groups.every((group) => group.length === 0 || held(group))) report("unqualified", visit.date);
  if (team.some(({ id }) => elder.refusedWorkerIds.includes(id))) report("refused_worker", visit.date);
  if (elder.sexWanted !== null && team.some(({ sex }) => sex !== elder.sexWanted)) report("sex_not_wanted", visit.date);
}

function checkNumbers(input: PlanInput, own: ElderDates, report: Report): void {
  const counted = own.booked.filter(({ date, sequence }) => monthOf(date) === input.month && sequence !== null);
  const numbers = [...counted, ...own.visits, ...own.debts].map(({ sequence }) => sequence);
  const wanted = Math.max(own.elder.visitsWanted, counted.length);
  if (numbers.length !== wanted) report("count_wrong");
  if (new Set(numbers).size !== numbers.length) report("sequence_repeated");
  const dates = own.visits.map(({ date }) => date);
  if (new Set(dates).size !== dates.length) report("two_visits_on_a_day");
  const done = new Set(own.visits.flatMap(({ subtypes }) => subtypes));
  const whole = own.debts.length === 0 && counted.length === 0 && own.visits.length > 0;
  if (whole && own.elder.subtypes.some(({ code }) => !done.has(code))) report("basket_incomplete");
}

/** The least gap binds a moved visit to all others, and any planned visit to those that stood before. */
function checkGaps(input: PlanInput, own: ElderDates, report: Report): void {
  const stood = [...own.elder.visitsBefore, ...own.booked.map(({ date }) => date)];
  const after = own.series
    .slice(0, 1)
    .flatMap((series) => expandMonth(compileRecurrence(recurrenceOf(series)), addMonths(input.month, 1)));
  for (const visit of own.visits) {
    const moved = visit.moveReason !== null && visit.date !== visit.originalDate;
    const siblings = own.visits.filter((other) => other !== visit).map(({ date }) => date);
    const others = moved ? [...stood, ...siblings, ...after] : stood;
    const day = dayNumber(visit.date);
    if (others.some((other) => Math.abs(dayNumber(other) - day) < input.limits.placing.min_gap_days))
      report("min_gap", visit.date);
  }
}

function recurrenceOf(series: PlannedSeries) {
  return { rrule: series.rrule, start: series.dtstartLocal, exdates: [], rdates: [] };
}

function checkSeries(input: PlanInput, own: ElderDates, report: Report): void {
  for (const visit of own.visits) {
    const series = own.series.find(({ part }) => part === visit.part);
    if (visit.part !== null && !series) report("visit_not_in_series", visit.date);
  }
  const ruled = own.series.reduce((sum, series) => sum + checkOneSeries(input, own, series, report), 0);
  const counted = own.booked.filter(({ date, sequence }) => monthOf(date) === input.month && sequence !== null);
  if (own.series.length > 0 && ruled !== own.elder.visitsWanted - counted.length) report("rule_not_exact");
}

/** Every date of the rule stands as the rule says, or is named by one exception. Returns the number of dates. */
function checkOneSeries(input: PlanInput, own: ElderDates, series: PlannedSeries, report: Report): number {
  const dates = expandMonth(compileRecurrence(recurrenceOf(series)), input.month);
  const visits = own.visits.filter(({ part }) => part === series.part);
  for (const date of dates) {
    const exception = series.exceptions.find(({ originalOn }) => originalOn === date);
    const visit = visits.find((one) =>
      exception ? one.originalDate === date : one.date === date && !one.originalDate,
    );
    if (!exception && !(visit && standsIn(series, visit))) report("series_date_lost", date);
    if (exception?.kind === "dropped" && visit) report("series_date_lost", date);
    if (exception?.kind === "moved" && visit?.date !== exception.movedTo.date) report("series_date_lost", date);
  }
  for (const visit of visits)
    if (!dates.includes(visit.originalDate ?? visit.date)) report("visit_not_in_series", visit.date);
  if (series.dtstartLocal.date !== dates[0]) report("rule_not_exact", series.dtstartLocal.date);
  return dates.length;
}

function standsIn(series: PlannedSeries, visit: PlannedVisit): boolean {
  return (
    visit.startMinute === series.dtstartLocal.minute &&
    visit.durationMinutes === series.durationMinutes &&
    visit.workerIds.length === series.workerIds.length &&
    visit.workerIds.every((id) => series.workerIds.includes(id))
  );
}
