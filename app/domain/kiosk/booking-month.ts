/**
 * Which month a booking is for. A visit belongs to the month in which it starts and takes one of that month's four, at that month's price and by its
 * policy; an elder may book in this month and in the coming one, once that is open to the elder.
 */
import { addDays, type PlainDate } from "../time/plain-date.ts";
import { addMonths, firstDateOf, lastDateOf, monthOf, type PlainMonth } from "../time/plain-month.ts";

export type BookableDays = { readonly from: PlainDate; readonly to: PlainDate };

/**
 * Days of the month on which a visit may still be booked, from tomorrow on; null for a month that is over or on its last day, and for one further off
 * than the coming one.
 */
export function bookableDays(month: PlainMonth, today: PlainDate): BookableDays | null {
  const to = lastDateOf(month);
  if (month === addMonths(monthOf(today), 1)) return { from: firstDateOf(month), to };
  return month === monthOf(today) && today < to ? { from: addDays(today, 1), to } : null;
}

/** The day on which a booking in the month is judged: today, or the first day of a month that has not begun. */
export function judgedOn(month: PlainMonth, today: PlainDate): PlainDate {
  const first = firstDateOf(month);
  return first > today ? first : today;
}

/** Where a month has nothing to book in, the coming one is looked at. A month at rest (in hospital, away) is not passed over. */
export function looksAhead(
  { month, left, isResting }: { readonly month: PlainMonth; readonly left: number; readonly isResting: boolean },
  today: PlainDate,
): boolean {
  return month === monthOf(today) && !isResting && (left === 0 || bookableDays(month, today) === null);
}
