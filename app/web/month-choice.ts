/** The month a screen shows: the one asked for, else the district's current one. */
import { localMonthOf, type Instant } from "#app/domain/time/instant.ts";
import { isPlainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";

export function chosenMonth(request: Request, now: Instant): PlainMonth {
  const asked = new URL(request.url).searchParams.get("month") ?? "";
  return isPlainMonth(asked) ? asked : localMonthOf(now);
}
