/** Explains one elder's allocation from the finished loads. */
import type { AllocationElder, AllocationWeights } from "./allocation-input.ts";
import type { AllocationReason, Candidate, ConsideredProvider, ElderAllocation, Sink } from "./allocation-result.ts";
import { costOf, loadPoints } from "./preferences.ts";

export type FinishedLoads = {
  readonly sinks: readonly Sink[];
  readonly loads: readonly number[];
  readonly weights: AllocationWeights;
};

/** `sink` is the elder's sink, or -1. */
export function explainAllocation(
  elder: AllocationElder,
  candidates: readonly Candidate[],
  sink: number,
  finished: FinishedLoads,
): ElderAllocation {
  const chosenCost = totalAt(elder, candidates, sink, finished);
  const considered = candidates.map((candidate) => consider(elder, candidate, { sink, chosenCost }, finished));
  const place = finished.sinks[sink] ?? null;
  return {
    elderId: elder.id,
    providerId: place?.provider.id ?? null,
    contractId: place?.contract.id ?? null,
    chosenFor: reasonOf(elder, considered, chosenCost),
    considered,
  };
}

function totalAt(
  elder: AllocationElder,
  candidates: readonly Candidate[],
  sink: number,
  finished: FinishedLoads,
): number | null {
  const chosen = candidates.find((candidate) => candidate.parts !== null && candidate.sink === sink);
  return chosen ? (costAt(elder, chosen, sink, finished)?.total ?? null) : null;
}

function costAt(
  elder: AllocationElder,
  candidate: Candidate,
  chosenSink: number,
  { sinks, loads, weights }: FinishedLoads,
): ConsideredProvider["cost"] {
  const target = sinks[candidate.sink]?.target;
  if (candidate.parts === null || target === undefined) return null;
  const load = loads[candidate.sink] ?? 0;
  const without = candidate.sink === chosenSink ? load - elder.visitsWanted : load;
  const added = loadPoints(without + elder.visitsWanted, target, weights) - loadPoints(without, target, weights);
  return { ...candidate.parts, load: added, total: costOf(candidate.parts) + added };
}

function consider(
  elder: AllocationElder,
  candidate: Candidate,
  chosen: { readonly sink: number; readonly chosenCost: number | null },
  finished: FinishedLoads,
): ConsideredProvider {
  const contract = finished.sinks[candidate.sink]?.contract ?? null;
  const providerId = candidate.provider.id;
  const cost = costAt(elder, candidate, chosen.sink, finished);
  if (cost === null || contract === null)
    return { providerId, contractId: null, verdict: "excluded", reasons: candidate.exclusions, cost: null };
  const facts = { providerId, contractId: contract.id, cost };
  if (candidate.sink === chosen.sink) return { ...facts, verdict: "chosen", reasons: [] };
  const full = (finished.loads[candidate.sink] ?? 0) + elder.visitsWanted > contract.monthlyCapacity;
  if (full) return { ...facts, verdict: "included", reasons: ["capacity_full"] };
  const drawn = cost.total === chosen.chosenCost;
  return { ...facts, verdict: "included", reasons: [drawn ? "lost_lottery" : "costs_more"] };
}

function reasonOf(
  elder: AllocationElder,
  considered: readonly ConsideredProvider[],
  chosenCost: number | null,
): AllocationReason {
  const included = considered.filter(({ cost }) => cost !== null);
  const chosen = considered.find(({ verdict }) => verdict === "chosen");
  if (!chosen || chosenCost === null) return included.length === 0 ? "no_provider_fits" : "no_capacity_left";
  if (chosen.providerId === elder.chosenProviderId) return "elder_choice";
  if (included.length === 1) return "only_provider";
  if (included.some(({ cost }) => (cost?.total ?? Infinity) < chosenCost)) return "places_exchanged";
  const drawn = included.some(({ reasons }) => reasons.includes("lost_lottery"));
  return drawn ? "lottery" : "lowest_cost";
}
