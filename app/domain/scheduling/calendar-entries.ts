/**
 * What stands in a personal calendar: the elder's, or that of one care worker. A series is one entry with its rule; a date that is
 * dropped, or that another worker takes, is excluded from it; a moved date overrides its occurrence and is not excluded, because
 * readers that honour EXDATE would hide the override too. A date taken over from a colleague's series is an entry of its own.
 */
import type { ElderId, WorkerId } from "../identifiers.ts";
import type { LocalTime } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { withoutEnd } from "./rule-text.ts";

/** A visit of a series, or one that no series holds. */
export type CalendarVisit = {
  /** Stable for the visit; used where the visit stands as an entry of its own. */
  readonly uid: string;
  readonly elderId: ElderId;
  readonly seriesUid: string | null;
  /** The date of the rule that the visit stands for; null outside a series. */
  readonly originalOn: PlainDate | null;
  readonly start: LocalTime;
  readonly durationMinutes: number;
  readonly workerIds: readonly WorkerId[];
  readonly cancelled: boolean;
};

export type CalendarSeries = {
  /** Stable over the life of the series. */
  readonly uid: string;
  readonly elderId: ElderId;
  readonly rrule: string;
  readonly start: LocalTime;
  readonly durationMinutes: number;
  readonly workerIds: readonly WorkerId[];
  /** Last date of the rule that counts; null means open. A month's series ends with its month. */
  readonly lastOn: PlainDate | null;
  /** Dates of the rule that fell away without a visit. */
  readonly droppedOn: readonly PlainDate[];
};

export type OccurrenceOverride = {
  readonly originalOn: PlainDate;
  readonly start: LocalTime;
  readonly durationMinutes: number;
  readonly cancelled: boolean;
};

export type CalendarEntry =
  | {
      readonly kind: "series";
      readonly uid: string;
      readonly elderId: ElderId;
      readonly rrule: string;
      readonly start: LocalTime;
      readonly durationMinutes: number;
      readonly lastOn: PlainDate | null;
      readonly excludedOn: readonly PlainDate[];
      readonly overrides: readonly OccurrenceOverride[];
    }
  | {
      readonly kind: "visit";
      readonly uid: string;
      readonly elderId: ElderId;
      readonly start: LocalTime;
      readonly durationMinutes: number;
      readonly cancelled: boolean;
    };

/** The rule of a stored series for its entry: open, with its last date apart, which is UNTIL's or that of the month if sooner. */
export function ruleUpTo(rrule: string, lastOfMonth: PlainDate): Pick<CalendarSeries, "rrule" | "lastOn"> {
  const { rrule: open, until } = withoutEnd(rrule);
  return { rrule: open, lastOn: until !== null && until.date < lastOfMonth ? until.date : lastOfMonth };
}

/** The calendar of one elder: all series and visits given, whoever comes. */
export function elderEntries(series: readonly CalendarSeries[], visits: readonly CalendarVisit[]): CalendarEntry[] {
  return [
    ...series.map((one) => seriesEntry(one, visitsOf(one, visits), [])),
    ...visits.filter(({ seriesUid }) => seriesUid === null).map(visitEntry),
  ];
}

/** The calendar of one care worker: the worker's series without the dates of others, and single visits taken over. */
export function workerEntries(
  workerId: WorkerId,
  series: readonly CalendarSeries[],
  visits: readonly CalendarVisit[],
): CalendarEntry[] {
  const own = series.filter(({ workerIds }) => workerIds.includes(workerId));
  const ownUids = new Set(own.map(({ uid }) => uid));
  const comes = (visit: CalendarVisit) => visit.workerIds.includes(workerId);
  return [
    ...own.map((one) => {
      const all = visitsOf(one, visits);
      const others = all.filter((visit) => !comes(visit)).flatMap(({ originalOn }) => originalOn ?? []);
      return seriesEntry(one, all.filter(comes), others);
    }),
    ...visits
      .filter((visit) => comes(visit) && (visit.seriesUid === null || !ownUids.has(visit.seriesUid)))
      .map(visitEntry),
  ];
}

function visitsOf(series: CalendarSeries, visits: readonly CalendarVisit[]): CalendarVisit[] {
  return visits.filter(({ seriesUid }) => seriesUid === series.uid);
}

function seriesEntry(
  series: CalendarSeries,
  visits: readonly CalendarVisit[],
  takenByOthers: readonly PlainDate[],
): CalendarEntry {
  const { uid, elderId, rrule, start, durationMinutes, lastOn } = series;
  const overrides = visits.flatMap((visit): OccurrenceOverride[] => {
    const { originalOn, cancelled } = visit;
    if (originalOn === null || !deviates(series, visit, originalOn)) return [];
    return [{ originalOn, start: visit.start, durationMinutes: visit.durationMinutes, cancelled }];
  });
  const overridden = new Set(overrides.map(({ originalOn }) => originalOn));
  const excluded = new Set([...series.droppedOn, ...takenByOthers].filter((date) => !overridden.has(date)));
  return {
    kind: "series",
    uid,
    elderId,
    rrule,
    start,
    durationMinutes,
    lastOn,
    excludedOn: [...excluded].sort(),
    overrides: overrides.sort((left, right) => (left.originalOn < right.originalOn ? -1 : 1)),
  };
}

function deviates(series: CalendarSeries, visit: CalendarVisit, originalOn: PlainDate): boolean {
  return (
    visit.cancelled ||
    visit.start.date !== originalOn ||
    visit.start.minute !== series.start.minute ||
    visit.durationMinutes !== series.durationMinutes
  );
}

function visitEntry({ uid, elderId, start, durationMinutes, cancelled }: CalendarVisit): CalendarEntry {
  return { kind: "visit", uid, elderId, start, durationMinutes, cancelled };
}
