/** A provider that was considered for an elder, as screens show it. */
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";

/** Allocations that were stored before changes were computed have none. */
type Stored = Omit<ConsideredProvider, "change"> & Partial<Pick<ConsideredProvider, "change">>;

export function consideredRows(explanation: unknown, nameOf: (providerId: string) => string) {
  return (explanation as Stored[]).map(({ providerId, verdict, reasons, cost, change }) => ({
    provider: nameOf(providerId),
    verdict,
    reasons: [...reasons],
    points: cost?.total ?? null,
    change: change
      ? {
          points: change.extraPoints,
          movers: change.moves.length,
          leavesOut: change.moves.some(({ toContractId }) => toContractId === null),
          onePlaceIsEnough: change.onePlaceIsEnough,
        }
      : null,
  }));
}
