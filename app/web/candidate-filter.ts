/** What a request asks of the candidate list; anything unknown asks for everything. */
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
