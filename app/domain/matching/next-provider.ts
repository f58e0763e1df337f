/** Whom to ask next when a provider does not take an elder: the published order of the allocation, anyone can recompute it. */
import type { ConsideredProvider } from "./allocation-result.ts";

/**
 * The cheapest provider (the one with the least points of the allocation) that may serve the elder, has room and has not been asked
 * yet; on a tie the first in the order in which they were considered. Null when nobody is left.
 */
export function nextProvider(
  considered: readonly ConsideredProvider[],
  asked: readonly string[],
): ConsideredProvider | null {
  let best: ConsideredProvider | null = null;
  for (const one of considered) {
    if (one.cost === null || one.contractId === null) continue;
    if (one.reasons.includes("capacity_full") || asked.includes(one.providerId)) continue;
    if (best === null || one.cost.total < (best.cost?.total ?? Infinity)) best = one;
  }
  return best;
}
