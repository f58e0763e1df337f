/**
 * One series of visits date by date: where each date of its rule stands, and the edits of a single date ("this one"): moved, dropped,
 * restored. The rule stays; an edit of one date is an exception.
 */
import { Refusal } from "../refusal.ts";
import type { LocalTime } from "../time/instant.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { CompiledRecurrence } from "./recurrence.ts";
import { compileRecurrence, expandDates } from "./recurrence.ts";
import type { MoveReason, SeriesException } from "./series-exception.ts";
import { movedException } from "./series-exception.ts";

export type Series = {
  readonly rrule: string;
  /** The first date of the rule and the time of day of all. */
  readonly start: LocalTime;
  readonly exceptions: readonly SeriesException[];
};

export type Occurrence = {
  /** Date of the rule; it names the occurrence however often it moves. */
  readonly originalOn: PlainDate;
  /** Null when it was dropped. */
  readonly stands: LocalTime | null;
};

export function sameTime(left: LocalTime, right: LocalTime): boolean {
  return left.date === right.date && left.minute === right.minute;
}

/** The rule alone, without the exceptions. */
export function compileRule({ rrule, start }: Pick<Series, "rrule" | "start">): CompiledRecurrence {
  return compileRecurrence({ rrule, start, exdates: [], rdates: [] });
}

/** The dates of the rule in a window with where each stands, in the rule's order. `to` null means until the rule ends. */
export function occurrencesOf(series: Series, from: PlainDate, to: PlainDate | null): Occurrence[] {
  return expandDates(compileRule(series), from, to).map((originalOn) => ({
    originalOn,
    stands: standingOf(series, originalOn),
  }));
}

/** Where a date of the rule stands: as the rule says, or where it was moved; null when it was dropped. */
export function standingOf({ start, exceptions }: Series, originalOn: PlainDate): LocalTime | null {
  const exception = exceptions.find((one) => one.originalOn === originalOn);
  if (exception === undefined) return { date: originalOn, minute: start.minute };
  return exception.kind === "moved" ? exception.movedTo : null;
}

/** Moves one date. Refuses "occurrence-unknown", "move-leaves-month", and "occurrence-dropped": restore it first. */
export function moveOccurrence(series: Series, originalOn: PlainDate, to: LocalTime, reason: MoveReason): Series {
  assertOccurrence(series, originalOn);
  if (standingOf(series, originalOn) === null) throw new Refusal("occurrence-dropped", { date: originalOn });
  return withException(series, originalOn, movedException(originalOn, to, reason));
}

/** Drops one date. Refuses "occurrence-unknown". */
export function dropOccurrence(series: Series, originalOn: PlainDate, reason: string): Series {
  assertOccurrence(series, originalOn);
  return withException(series, originalOn, { kind: "dropped", originalOn, reason });
}

/**
 * Puts a dropped date back.
 * @param stands where it stood when it was dropped; left out, the rule's own date and time
 * Refuses "occurrence-unknown", "occurrence-not-dropped" and "move-leaves-month".
 */
export function restoreOccurrence(series: Series, originalOn: PlainDate, stands?: LocalTime): Series {
  assertOccurrence(series, originalOn);
  if (standingOf(series, originalOn) !== null) throw new Refusal("occurrence-not-dropped", { date: originalOn });
  const byRule = { date: originalOn, minute: series.start.minute };
  const back = stands ?? byRule;
  const exception = sameTime(back, byRule) ? null : movedException(originalOn, back, "person_decided");
  return withException(series, originalOn, exception);
}

/** Refuses "occurrence-unknown" for a date that the rule does not give. */
export function assertOccurrence(series: Series, originalOn: PlainDate): void {
  if (expandDates(compileRule(series), originalOn, originalOn).length === 0)
    throw new Refusal("occurrence-unknown", { date: originalOn });
}

/** The exception in place of the one that the date had; null takes it away. */
function withException(series: Series, originalOn: PlainDate, exception: SeriesException | null): Series {
  const others = series.exceptions.filter((one) => one.originalOn !== originalOn);
  return { ...series, exceptions: inOrder(exception === null ? others : [...others, exception]) };
}

export function inOrder(exceptions: readonly SeriesException[]): SeriesException[] {
  return [...exceptions].sort((left, right) => (left.originalOn < right.originalOn ? -1 : 1));
}
