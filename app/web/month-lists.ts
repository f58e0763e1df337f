/** What a request asks of the lists of a month, candidates and allocation; anything unknown asks for everything. */
import type { Instant } from "#app/domain/time/instant.ts";
import { chosenMonth } from "./month-choice.ts";

export function pageAsked(request: Request): number {
  const asked = Math.trunc(Number(new URL(request.url).searchParams.get("page") ?? "1"));
  return Math.min(10_000, Math.max(1, asked || 1));
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
    providerId: /^[0-9a-f-]{36}$/.test(providerId) ? providerId : "",
    streetId: Number(asked.get("street") ?? "") || null,
    unallocated: asked.get("unallocated") === "1",
  };
}
