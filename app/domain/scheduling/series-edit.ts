/**
 * Edits of many dates of a series at once: "this and following" and "all". The weekday or the start changes; ordinals stay, so the
 * third Tuesday becomes the third Thursday and a month keeps its number of visits.
 *
 * This and following ends the old rule before the date (UNTIL) and begins a new series there. All changes the rule itself, unless
 * visits at its beginning have begun or are over: those stay with the old rule, which ends behind them, because a changed series
 * leaves what happened untouched (visit rules 2.3). Later exceptions go over to their new date: a dropped date stays dropped, a
 * date that a person moved stays where it is, a date that only the calendar had moved follows the rule again, and one for which
 * the new rule has no date is named as lost.
 */
import { Refusal } from "../refusal.ts";
import type { LocalTime } from "../time/instant.ts";
import type { PlainDate, Weekday } from "../time/plain-date.ts";
import { weekdayOf } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { addMonths, firstDateOf, lastDateOf, monthOf } from "../time/plain-month.ts";
import { assertExactlyPerMonth, expandDates, expandMonth } from "./recurrence.ts";
import { onWeekday, readRule, withEnd, withoutEnd } from "./rule-text.ts";
import type { SeriesException } from "./series-exception.ts";
import type { Series } from "./series-occurrences.ts";
import { assertOccurrence, compileRule, inOrder, sameTime, standingOf } from "./series-occurrences.ts";

export type SeriesEdit = {
  readonly scope: "this_and_following" | "all";
  /** Date of the rule from which the edit was asked for. It follows the new rule even if a person had moved it. */
  readonly anchorOn: PlainDate;
  readonly weekday: Weekday;
  readonly startMinute: number;
};

export type EditLimits = {
  /** Dates of the rule whose visit has begun, is over or lies in the past: they stay where they stand. */
  readonly pinned: ReadonlySet<PlainDate>;
  /** Visits that the rule gives in every full month; null where nobody asks for a number. */
  readonly perMonth: number | null;
  /** Dates of the old rule up to this one are listed in `changes`. */
  readonly until: PlainDate;
};

export type OccurrenceFate = "untouched" | "follows" | "kept" | "pinned" | "dropped" | "lost";

export type OccurrenceChange = {
  /** Date of the old rule. */
  readonly originalOn: PlainDate;
  readonly from: LocalTime | null;
  /** Date of the new rule; the old one where nothing changes; null when it is lost. */
  readonly newOriginalOn: PlainDate | null;
  readonly to: LocalTime | null;
  readonly fate: OccurrenceFate;
};

export type EditedSeries = {
  /** What is left of the old series, ended before the first change; null when the series itself changes. */
  readonly ended: Series | null;
  readonly edited: Series;
  /** Every date of the old rule up to `until`, and beyond it those with an exception, in order. */
  readonly changes: readonly OccurrenceChange[];
};

/**
 * Refuses "occurrence-unknown" and "occurrence-pinned" for the anchor, "series-weekday-fixed" for another weekday of a rule that does
 * not name exactly one, "edit-changes-nothing", "recurrence-not-exact" (see `assertExactlyPerMonth`), "recurrence-invalid".
 */
export function editSeries(series: Series, edit: SeriesEdit, limits: EditLimits): EditedSeries {
  assertOccurrence(series, edit.anchorOn);
  if (limits.pinned.has(edit.anchorOn)) throw new Refusal("occurrence-pinned", { date: edit.anchorOn });
  const rule = changedRule(series, edit);
  const listed = expandDates(compileRule(series), series.start.date, laterOf(limits.until, edit.anchorOn));
  const first =
    edit.scope === "all" ? (listed.find((date) => !limits.pinned.has(date)) ?? edit.anchorOn) : edit.anchorOn;
  const before = listed.filter((date) => date < first);
  const edited = changedSeries(series, { edit, rule, first, limits });
  const last = before.at(-1);
  const ended = last === undefined ? null : endedSeries(series, last, first);
  assertMonthsKeepTheirNumber(series, { ended, edited, first, perMonth: limits.perMonth });
  const beyond = series.exceptions.map(({ originalOn }) => originalOn).filter((date) => !listed.includes(date));
  const changes = [...listed, ...beyond]
    .sort()
    .map((originalOn): OccurrenceChange =>
      originalOn < first
        ? untouched(series, originalOn)
        : (({ exception: _exception, ...change }) => change)(changeOf(series, originalOn, { edit, rule, limits })),
    );
  return { ended, edited, changes };
}

type ChangedRule = {
  /** Without an end. */
  readonly rrule: string;
  /** The date of the new rule that stands for one of the old; null when there is none. */
  readonly partnerOf: (originalOn: PlainDate) => PlainDate | null;
};

function changedRule({ rrule, start }: Series, { weekday, startMinute, anchorOn }: SeriesEdit): ChangedRule {
  const open = withoutEnd(rrule).rrule;
  if (weekdayOf(anchorOn) === weekday) {
    if (startMinute === start.minute) throw new Refusal("edit-changes-nothing");
    return { rrule: open, partnerOf: (originalOn) => originalOn };
  }
  const changed = onWeekday(rrule, weekday);
  if (changed === null) throw new Refusal("series-weekday-fixed", { rrule });
  // Places in the month are counted over all its dates, also those before the start; the first of its month keeps the interval's phase.
  const from = { date: firstDateOf(monthOf(start.date)), minute: start.minute };
  const [before, after] = [open, changed].map((text) => compileRule({ rrule: text, start: from }));
  const datesOf = (rule: typeof before, month: PlainMonth) => (rule === undefined ? [] : expandMonth(rule, month));
  return {
    rrule: changed,
    partnerOf: (originalOn) => {
      const place = datesOf(before, monthOf(originalOn)).indexOf(originalOn);
      return place < 0 ? null : (datesOf(after, monthOf(originalOn))[place] ?? null);
    },
  };
}

type Changing = { readonly edit: SeriesEdit; readonly rule: ChangedRule; readonly limits: EditLimits };

function changedSeries(series: Series, changing: Changing & { readonly first: PlainDate }): Series {
  const { edit, rule, first, limits } = changing;
  const start = rule.partnerOf(first);
  if (start === null) throw new Refusal("recurrence-not-exact", notExact(first, 0, limits.perMonth ?? 1));
  const touched = new Set([...series.exceptions.map(({ originalOn }) => originalOn), ...limits.pinned]);
  const exceptions = [...touched]
    .filter((date) => date >= first)
    .flatMap((date) => changeOf(series, date, changing).exception ?? []);
  return {
    rrule: endOf(series, rule, edit.startMinute) ?? rule.rrule,
    start: { date: start, minute: edit.startMinute },
    exceptions: inOrder(exceptions),
  };
}

/** The new rule with the end that the old one had: the partner of its last date. Null when the old rule is open. */
function endOf(series: Series, rule: ChangedRule, startMinute: number): string | null {
  const { until, count } = readRule(series.rrule);
  if (until === null && count === null) return null;
  const last = expandDates(compileRule(series), series.start.date, null).at(-1);
  const partner = last === undefined ? null : rule.partnerOf(last);
  return partner === null ? null : withEnd(rule.rrule, { date: partner, minute: startMinute });
}

function endedSeries(series: Series, last: PlainDate, first: PlainDate): Series {
  return {
    ...series,
    rrule: withEnd(withoutEnd(series.rrule).rrule, { date: last, minute: series.start.minute }),
    exceptions: series.exceptions.filter(({ originalOn }) => originalOn < first),
  };
}

function untouched(series: Series, originalOn: PlainDate): OccurrenceChange {
  const stands = standingOf(series, originalOn);
  return { originalOn, from: stands, newOriginalOn: originalOn, to: stands, fate: "untouched" };
}

/** What becomes of one date, and the exception that it needs in the new series. */
function changeOf(
  series: Series,
  originalOn: PlainDate,
  { edit, rule, limits }: Changing,
): OccurrenceChange & { readonly exception: SeriesException | null } {
  const from = standingOf(series, originalOn);
  const newOriginalOn = rule.partnerOf(originalOn);
  const kept = series.exceptions.find((one) => one.originalOn === originalOn);
  if (newOriginalOn === null) return { originalOn, from, newOriginalOn, to: from, fate: "lost", exception: null };
  const shared = { originalOn, from, newOriginalOn };
  if (kept?.kind === "dropped")
    return { ...shared, to: null, fate: "dropped", exception: { ...kept, originalOn: newOriginalOn } };
  const byRule: LocalTime = { date: newOriginalOn, minute: edit.startMinute };
  const isPinned = limits.pinned.has(originalOn);
  const staysMoved = kept?.reason === "person_decided" && originalOn !== edit.anchorOn;
  if (from === null || (!isPinned && !staysMoved)) return { ...shared, to: byRule, fate: "follows", exception: null };
  const exception: SeriesException = {
    kind: "moved",
    originalOn: newOriginalOn,
    movedTo: from,
    reason: kept?.kind === "moved" ? kept.reason : "person_decided",
  };
  const fate = isPinned ? "pinned" : "kept";
  return { ...shared, to: from, fate, exception: sameTime(from, byRule) ? null : exception };
}

type Halves = {
  readonly ended: Series | null;
  readonly edited: Series;
  readonly first: PlainDate;
  readonly perMonth: number | null;
};

/** The month of the edit keeps the number of dates that the old rule gave it, and every month after has the number that is asked. */
function assertMonthsKeepTheirNumber(series: Series, { ended, edited, first, perMonth }: Halves): void {
  if (perMonth === null) return;
  const month = monthOf(first);
  const [from, to] = [firstDateOf(month), lastDateOf(month)];
  const countOf = (one: Series | null) => (one === null ? 0 : expandDates(compileRule(one), from, to).length);
  const [wanted, count] = [countOf(series), countOf(ended) + countOf(edited)];
  if (count !== wanted) throw new Refusal("recurrence-not-exact", notExact(first, count, wanted));
  assertExactlyPerMonth(compileRule(edited), perMonth, addMonths(month, 1));
}

function notExact(date: PlainDate, count: number, perMonth: number) {
  return { month: monthOf(date), count, perMonth };
}

function laterOf(left: PlainDate, right: PlainDate): PlainDate {
  return left < right ? right : left;
}
