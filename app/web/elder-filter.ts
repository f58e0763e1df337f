/** What a request asks of the roster of elders; anything unknown asks for everything. */
import type { Instant } from "#app/domain/time/instant.ts";
import { pageAsked } from "./month-lists.ts";
import { chosenMonth } from "./month-choice.ts";

export function elderFilter(request: Request, now: Instant) {
  const asked = new URL(request.url).searchParams;
  const short = (name: string, length: number) => (asked.get(name) ?? "").trim().slice(0, length);
  const [street, grade, provider] = [short("street", 6), short("grade", 1), short("provider", 36)];
  return {
    month: chosenMonth(request, now),
    name: short("name", 40),
    streetId: /^[1-9]\d*$/.test(street) ? Number(street) : null,
    verdict: short("verdict", 20),
    grade: /^[0-4]$/.test(grade) ? Number(grade) : null,
    assistance: short("assistance", 30),
    providerId: /^[0-9a-f-]{36}$/.test(provider) ? provider : "",
    page: pageAsked(request),
  };
}
