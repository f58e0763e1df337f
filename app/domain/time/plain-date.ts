/**
 * A calendar date without a time, as "2026-11-24". Trap prevented: a date is not an instant at midnight UTC, so it must
 * never pass through Date. Arithmetic runs on day numbers (days since 1970-01-01), which is also what the planner uses.
 */
export type PlainDate = string & { readonly __brand: "PlainDate" };

/** ISO weekday: 1 Monday to 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a proleptic Gregorian date (Howard Hinnant's civil-days algorithm). Month is 1 to 12. */
export function dayNumberOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of a day number. */
export function plainDateOfDay(dayNumber: number): PlainDate {
  const { year, month, day } = civilOfDay(dayNumber);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}` as PlainDate;
}

/** Year, month (1 to 12) and day of a day number. */
export function civilOfDay(dayNumber: number): { year: number; month: number; day: number } {
  const shifted = dayNumber + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function isPlainDate(text: string): text is PlainDate {
  const match = PATTERN.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  return plainDateOfDay(dayNumberOf(year, month, day)) === text;
}

/** Checks and brands. Throws RangeError for text that is not a real calendar date in the form YYYY-MM-DD. */
export function plainDate(text: string): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`not a calendar date: ${text}`);
  return text;
}

/** Days since 1970-01-01. */
export function dayNumber(date: PlainDate): number {
  return dayNumberOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return plainDateOfDay(dayNumber(date) + days);
}

/** Days from the first date to the second; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Adds calendar months; a day that the target month lacks becomes its last day (31 January plus one is 28 or 29 February). */
export function addMonthsToDate(date: PlainDate, months: number): PlainDate {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  const lastDay =
    dayNumberOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayNumberOf(year, month, 1);
  return plainDateOfDay(dayNumberOf(year, month, Math.min(Number(date.slice(8, 10)), lastDay)));
}

/** ISO weekday of a day number; 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): Weekday {
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function weekdayOf(date: PlainDate): Weekday {
  return weekdayOfDay(dayNumber(date));
}

/** A period of dates; `to` is the last day included, null means open. */
export type DatePeriod = { readonly from: PlainDate | null; readonly to: PlainDate | null };

export function periodContains(period: DatePeriod, date: PlainDate): boolean {
  return (period.from === null || period.from <= date) && (period.to === null || date <= period.to);
}
