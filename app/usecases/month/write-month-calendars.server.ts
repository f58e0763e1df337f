/** A calendar file for each care worker and each elder of a planned month. File names carry business numbers, summaries masked names. */
import { maskName } from "#app/domain/access/masking.ts";
import {
  elderEntries,
  workerEntries,
  type CalendarEntry,
  type CalendarSeries,
  type CalendarVisit,
} from "#app/domain/scheduling/calendar-entries.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { calendarText } from "#app/integrations/calendar/ics.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";
import type { PlannedMonthView, PlanPerson } from "./read-planned-month.server.ts";

export type CalendarWords = {
  readonly service: string;
  readonly calendar_name: (month: string, owner: string) => string;
  /** Stands in the name of a simulated calendar; null otherwise. */
  readonly watermark: string | null;
};

export type MonthCalendar = { readonly fileName: string; readonly text: string };

/** Series and visits that concern a worker: own series whole, because their other dates must be excluded, and own visits. */
function concerning(view: PlannedMonthView): {
  readonly series: ReadonlyMap<string, readonly CalendarSeries[]>;
  readonly visits: ReadonlyMap<string, readonly CalendarVisit[]>;
} {
  const visitsOfSeries = groupBy(view.calendarVisits, (visit) => visit.seriesUid ?? "");
  const series = new Map<string, CalendarSeries[]>();
  const visits = new Map<string, Set<CalendarVisit>>();
  const add = (workerId: string, more: readonly CalendarVisit[]) => {
    const known = visits.get(workerId) ?? new Set();
    for (const visit of more) known.add(visit);
    visits.set(workerId, known);
  };
  for (const one of view.series)
    for (const workerId of one.workerIds) {
      series.set(workerId, [...(series.get(workerId) ?? []), one]);
      add(workerId, visitsOfSeries.get(one.uid) ?? []);
    }
  for (const visit of view.calendarVisits) for (const workerId of visit.workerIds) add(workerId, [visit]);
  return { series, visits: new Map([...visits].map(([id, set]) => [id, [...set]])) };
}

/**
 * Calendars of everybody who has a visit. The same plan gives the same text: entries keep their identity over the life of the visit.
 * @param madeAt stamped on every entry
 */
export function writeMonthCalendars(view: PlannedMonthView, words: CalendarWords, madeAt: Instant): MonthCalendar[] {
  const mark = words.watermark === null ? "" : ` ${words.watermark}`;
  const calendar = (
    kind: string,
    owner: PlanPerson,
    entries: CalendarEntry[],
    withWhom: (entry: CalendarEntry) => string,
  ) => ({
    fileName: `${kind}-${owner.number.replace(/[^A-Za-z0-9_-]/g, "_")}.ics`,
    text: calendarText({
      name: `${words.calendar_name(view.month, owner.number)}${mark}`,
      madeAt,
      events: entries.map((entry) => ({ entry, summary: `${words.service} ${withWhom(entry)}${mark}`, sequence: 0 })),
    }),
  });
  const elderNames = new Map(view.elders.map((elder) => [elder.id as string, elder.name]));
  const workerNames = new Map(view.workers.map((worker) => [worker.id as string, maskName(worker.name)]));
  const { series, visits } = concerning(view);
  const ofWorkers = view.workers.map((worker) =>
    calendar(
      "worker",
      worker,
      workerEntries(worker.id, series.get(worker.id) ?? [], visits.get(worker.id) ?? []),
      (entry) => elderNames.get(entry.elderId) ?? "",
    ),
  );
  const seriesOfElder = groupBy(view.series, (one) => one.elderId);
  const visitsOfElder = groupBy(view.calendarVisits, (visit) => visit.elderId);
  const ofElders = view.elders.flatMap((elder) => {
    const [own, times] = [seriesOfElder.get(elder.id) ?? [], visitsOfElder.get(elder.id) ?? []];
    if (own.length + times.length === 0) return [];
    const people = new Map<string, string>(
      [...own, ...times].map((one) => [one.uid, one.workerIds.map((id) => workerNames.get(id) ?? "").join("、")]),
    );
    return [calendar("elder", elder, elderEntries(own, times), (entry) => people.get(entry.uid) ?? "")];
  });
  return [...ofWorkers, ...ofElders];
}
