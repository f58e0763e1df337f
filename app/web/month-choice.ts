/** What a screen shows: the month asked for, else the district's current one; the page of a list, from 1. */
import { localMonthOf, type Instant } from "#app/domain/time/instant.ts";
import { isPlainMonth, type PlainMonth } from "#app/domain/time/plain-month.ts";

export function chosenMonth(request: Request, now: Instant): PlainMonth {
  const asked = new URL(request.url).searchParams.get("month") ?? "";
  return isPlainMonth(asked) ? asked : localMonthOf(now);
}

export function chosenPage(request: Request): number {
  const asked = new URL(request.url).searchParams.get("page") ?? "1";
  return Math.min(10_000, Math.max(1, Math.trunc(Number(asked)) || 1));
}
