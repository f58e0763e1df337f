/** Age in full years (周岁) by calendar dates of Asia/Shanghai. The day of a birthday counts as the new age (district rule, 4.1). */
import type { PlainDate } from "../time/plain-date.ts";
import { addDays, addMonthsToDate } from "../time/plain-date.ts";

/**
 * The day on which a person reaches an age in years. Someone born on 29 February has a birthday on 1 March in common years;
 * a 60th birthday is not touched by this, because 60 is a multiple of four.
 */
export function birthdayOfAge(birthOn: PlainDate, years: number): PlainDate {
  const reached = addMonthsToDate(birthOn, years * 12);
  return birthOn.endsWith("02-29") && reached.endsWith("02-28") ? addDays(reached, 1) : reached;
}

/** Full years on a date; negative before birth. */
export function ageOn(birthOn: PlainDate, on: PlainDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return birthdayOfAge(birthOn, years) <= on ? years : years - 1;
}
