/** What a request asks of the lists of a month: roster, candidates, allocation, visits. Anything unknown asks for everything. */
import { instantAt, type Instant } from "#app/domain/time/instant.ts";
import { addDays, isPlainDate } from "#app/domain/time/plain-date.ts";
import { chosenMonth, chosenPage } from "./month-choice.ts";

const isId = (text: string) => /^[0-9a-f-]{36}$/.test(text);

/** What a request asks of the roster of elders. */
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
    providerId: isId(provider) ? provider : "",
    page: chosenPage(request),
  };
}

export function candidateFilter(request: Request, now: Instant) {
  const asked = new URL(request.url).searchParams;
  return {
    month: chosenMonth(request, now),
    verdict: (asked.get("verdict") ?? "").slice(0, 20),
    reason: (asked.get("reason") ?? "").slice(0, 30),
    streetId: Number(asked.get("street") ?? "") || null,
  };
}

/** What a request asks of the allocation list. */
export function allocationFilter(request: Request, now: Instant) {
  const asked = new URL(request.url).searchParams;
  const providerId = asked.get("provider") ?? "";
  return {
    month: chosenMonth(request, now),
    chosenFor: (asked.get("why") ?? "").slice(0, 30),
    providerId: isId(providerId) ? providerId : "",
    streetId: Number(asked.get("street") ?? "") || null,
    unallocated: asked.get("unallocated") === "1",
  };
}

export const DELIVERY_STATES = [
  "planned",
  "offered",
  "accepted",
  "en_route",
  "in_progress",
  "done",
  "missed",
  "cancelled",
] as const;

/** What a request asks of the visits' list: exceptions first unless the order of time is asked for. */
export function visitFilter(request: Request, now: Instant) {
  const asked = new URL(request.url).searchParams;
  const [day, provider, rule] = [asked.get("day") ?? "", asked.get("provider") ?? "", asked.get("rule") ?? ""];
  return {
    month: chosenMonth(request, now),
    state: DELIVERY_STATES.find((known) => known === asked.get("state")),
    onDate: isPlainDate(day) ? day : undefined,
    day: isPlainDate(day) ? { from: instantAt(day, 0), to: instantAt(addDays(day, 1), 0) } : undefined,
    providerId: isId(provider) ? provider : undefined,
    ruleCode: /^R-[A-Z0-9-]{1,40}$/.test(rule) ? rule : undefined,
    order: asked.get("order") === "time" ? ("time" as const) : ("exceptions" as const),
    page: chosenPage(request),
  };
}
