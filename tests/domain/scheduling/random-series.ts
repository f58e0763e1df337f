/** Random series of the planner with random exceptions, for the properties of their edits. */
import fc from "fast-check";
import { monthlyRule } from "#app/domain/scheduling/recurrence.ts";
import type { SeriesException } from "#app/domain/scheduling/series-exception.ts";
import { movedException } from "#app/domain/scheduling/series-exception.ts";
import type { Series } from "#app/domain/scheduling/series-occurrences.ts";
import { compileRule } from "#app/domain/scheduling/series-occurrences.ts";
import { expandDates } from "#app/domain/scheduling/recurrence.ts";
import { plainDateOfDay, type PlainDate, type Weekday } from "#app/domain/time/plain-date.ts";
import { addMonths, datesOf, firstDateOf, lastDateOf, monthOf, plainMonth } from "#app/domain/time/plain-month.ts";

export const anyWeekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
export const anyMinute = fc.constantFrom(480, 540, 615, 870);

const WINDOW_MONTHS = 3;

/** Three months from the start of the series. */
export function windowOf({ start }: Series): [PlainDate, PlainDate] {
  const month = monthOf(start.date);
  return [firstDateOf(month), lastDateOf(addMonths(month, WINDOW_MONTHS - 1))];
}

const noise = fc.array(fc.tuple(fc.nat(11), fc.constantFrom("person", "calendar", "dropped"), fc.nat(30), anyMinute), {
  maxLength: 5,
});

/** Two or four visits a month on one weekday, from some month of 2026 or 2027 on; up to five dates moved or dropped. */
export const anySeries: fc.Arbitrary<Series> = fc
  .tuple(anyWeekday, anyMinute, fc.nat(23), fc.constantFrom([1, 2, 3, 4], [1, 3], [2, 4]), noise)
  .map(([weekday, minute, offset, ordinals, exceptions]) => {
    const month = addMonths(plainMonth("2026-01"), offset);
    const rrule = monthlyRule(weekday, ordinals);
    const compiled = compileRule({ rrule, start: { date: firstDateOf(month), minute } });
    const dates = expandDates(compiled, firstDateOf(month), lastDateOf(addMonths(month, WINDOW_MONTHS - 1)));
    const made = new Map<PlainDate, SeriesException>();
    for (const [place, kind, day, at] of exceptions) {
      const originalOn = dates[place % dates.length] ?? plainDateOfDay(0);
      const days = datesOf(monthOf(originalOn));
      const movedTo = { date: days[day % days.length] ?? originalOn, minute: at };
      if (kind === "dropped") made.set(originalOn, { kind, originalOn, reason: "no_candidate_day" });
      else made.set(originalOn, movedException(originalOn, movedTo, kind === "person" ? "person_decided" : "day_off"));
    }
    const [first = firstDateOf(month)] = dates;
    return {
      rrule,
      start: { date: first, minute },
      exceptions: [...made.values()].sort((left, right) => (left.originalOn < right.originalOn ? -1 : 1)),
    };
  });
