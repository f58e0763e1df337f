/** The month calendar of one elder or one care worker, and the people to choose from. Names are masked here. */
import { maskName } from "#app/domain/access/masking.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { workingWeeks, type WorkedVisit } from "#app/domain/scheduling/working-weeks.ts";
import { instant, instantAt, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, daysBetween, plainDate, weekdayOf, type PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, monthOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { calendarWarnings } from "#app/domain/scheduling/place-visits.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import {
  findCalendarElders,
  findCalendarWorkers,
  readElderMonth,
  readVisitWorkers,
  readWorkerSpan,
} from "#db/queries/month-calendar.ts";
import { listCalendarDays, listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { debtHelps } from "../planning/remedy-rows.server.ts";
import { explainedSeries } from "./series-explanation.ts";

export type CalendarChoice = "elder" | "worker";

/** People whose calendar can be opened, at most 24, names masked. */
export async function findCalendarPeople(context: Context, by: CalendarChoice, month: PlainMonth, text: string) {
  const found = await inTransaction(context, (unit) =>
    by === "elder" ? findCalendarElders(unit, month, text) : findCalendarWorkers(unit, text),
  );
  return found.map((person) => ({ ...person, name: maskName(person.name) }));
}

type TimedRow = { readonly plannedStart: Date; readonly plannedEnd: Date; readonly occurrenceOn: string | null };

/** Date and minutes of the day; the end of a visit past midnight counts on. `movedFrom` only when the date is another. */
function timesOf(row: TimedRow) {
  const { date, minute } = localTimeOf(instant(row.plannedStart));
  const minutes = wholeMinutesBetween(instant(row.plannedStart), instant(row.plannedEnd));
  const original = row.occurrenceOn === null ? null : plainDate(row.occurrenceOn);
  return { date, startMinute: minute, endMinute: minute + minutes, movedFrom: original === date ? null : original };
}

async function calendarOf(unit: Unit, month: PlainMonth) {
  const days = await listCalendarDays(unit);
  return {
    marks: days.filter((day) => monthOf(day.date) === month),
    missingYear: calendarWarnings(month, new WorkCalendar(days))[0]?.year ?? null,
  };
}

/** Stays that reach into the month, cut to it. */
function insideMonth<Stay extends { readonly fromOn: string; readonly toOn: string | null }>(
  stays: readonly Stay[],
  month: PlainMonth,
) {
  const [first, last] = [firstDateOf(month), lastDateOf(month)];
  return stays
    .filter((stay) => stay.fromOn <= last && (stay.toOn === null || stay.toOn >= first))
    .map((stay) => ({
      ...stay,
      fromOn: stay.fromOn < first ? first : plainDate(stay.fromOn),
      toOn: stay.toOn === null || stay.toOn > last ? last : plainDate(stay.toOn),
    }));
}

/** Refuses "not-found" for an elder outside the scope. */
export async function showElderCalendar(context: Context, month: PlainMonth, elderNo: string) {
  return inTransaction(context, async (unit) => {
    const found = await readElderMonth(unit, month, elderNo);
    if (found === null) throw new Refusal("not-found");
    const workers = await readVisitWorkers(
      unit,
      found.visits.map((visit) => visit.id),
    );
    const colleagues = new Map(found.colleagues.map((one) => [one.id, one]));
    const helpOf = await debtHelps(unit, found.debts);
    return {
      ...(await calendarOf(unit, month)),
      person: { no: found.person.elderNo, name: maskName(found.person.name) },
      visits: found.visits.map((visit) => ({
        visitNo: visit.visitNo,
        ...timesOf(visit),
        moveReason: visit.moveReason,
        deliveryState: visit.deliveryState,
        provider: visit.provider,
        workers: workers
          .filter((worker) => worker.visitId === visit.id)
          .map(({ workerNo, name }) => ({ workerNo, name: maskName(name) })),
      })),
      debts: found.debts.map(({ facts, ...debt }) => ({
        ...debt,
        help: helpOf(facts),
        originalOn: debt.originalOn === null ? null : plainDate(debt.originalOn),
      })),
      absences: insideMonth(found.absences, month),
      reasons: found.series.slice(0, 1).map((one) => explainedSeries(one.explanation, colleagues)),
    };
  });
}

/** Monday of the month's first week to the Sunday of its last. */
function wholeWeeks(month: PlainMonth): { readonly from: PlainDate; readonly to: PlainDate } {
  const [first, last] = [firstDateOf(month), lastDateOf(month)];
  return { from: addDays(first, 1 - weekdayOf(first)), to: addDays(last, 7 - weekdayOf(last)) };
}

/** Refuses "not-found" for a care worker outside the scope. Visits that were called off take no time of the worker. */
export async function showWorkerCalendar(context: Context, month: PlainMonth, workerNo: string) {
  return inTransaction(context, async (unit) => {
    const weeks = wholeWeeks(month);
    const span = { from: instantAt(weeks.from, 0), to: instantAt(addDays(weeks.to, 1), 0) };
    const found = await readWorkerSpan(unit, workerNo, span);
    if (found === null) throw new Refusal("not-found");
    const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
    const limits = planningLimitsOf(policy.parameters);
    const rows = found.visits.map((visit) => ({ ...visit, ...timesOf(visit) }));
    const worked: WorkedVisit[] = rows
      .filter((visit) => visit.deliveryState !== "cancelled")
      .map(({ visitNo, date, startMinute, endMinute, latitude, longitude }) => ({
        key: visitNo,
        date,
        startMinute,
        endMinute,
        home: { latitude, longitude },
      }));
    const { ways, weekMinutes } = workingWeeks(worked, limits);
    const mostMinutes = Math.min(found.person.weeklyMinutesMax ?? Infinity, limits.workerWeekMinutesMax);
    return {
      ...(await calendarOf(unit, month)),
      person: { no: found.person.workerNo, name: maskName(found.person.name), provider: found.person.provider },
      partial: context.scope.streets !== "all",
      visits: rows
        .filter((visit) => monthOf(visit.date) === month)
        .map((visit) => ({
          visitNo: visit.visitNo,
          date: visit.date,
          startMinute: visit.startMinute,
          endMinute: visit.endMinute,
          movedFrom: visit.movedFrom,
          moveReason: visit.moveReason,
          deliveryState: visit.deliveryState,
          elderNo: visit.elderNo,
          elderName: maskName(visit.elderName),
          community: visit.community,
          way: ways.get(visit.visitNo) ?? null,
        })),
      leave: insideMonth(found.leave, month),
      weeks: Array.from({ length: (daysBetween(weeks.from, weeks.to) + 1) / 7 }, (_, index) =>
        addDays(weeks.from, index * 7),
      ).map((monday) => ({ monday, sunday: addDays(monday, 6), minutes: weekMinutes.get(monday) ?? 0, mostMinutes })),
    };
  });
}
