/** A stored visit as the scores count it. */
import type { ScoredVisit } from "#app/domain/scores/provider-score.ts";
import { instant } from "#app/domain/time/instant.ts";
import type { listScoredVisits } from "#db/queries/score-facts.ts";

export type ScoredRow = Awaited<ReturnType<typeof listScoredVisits>>[number];

export function scoredVisit({ visit, hasIn, hasOut, corrections }: ScoredRow): ScoredVisit {
  return {
    deliveryState: visit.deliveryState,
    plannedStartAt: instant(visit.plannedStart),
    plannedEndAt: instant(visit.plannedEnd),
    wasPlanned: visit.origin !== "fact",
    startAt: visit.effectiveIn === null ? null : instant(visit.effectiveIn),
    hasLiveIn: hasIn,
    hasLiveOut: hasOut,
    corrections: Object.values(corrections),
    missedReason: visit.missedReason,
    cancelReason: visit.cancelReason,
  };
}
