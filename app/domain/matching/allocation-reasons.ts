/** Explains one elder's allocation from the finished loads. */
import { changeNeeded, firstChoiceOf } from "./allocation-change.ts";
import type { AllocationElder } from "./allocation-input.ts";
import type { AllocationCase } from "./allocation-problem.ts";
import type { AllocationReason, Candidate, ConsideredProvider, ElderAllocation } from "./allocation-result.ts";
import type { Assignment } from "./flow/assign-by-size.ts";
import { costOf, loadPoints } from "./preferences.ts";

/** The finished allocation as one elder sees it; `sink` is hers, or -1. */
type View = {
  readonly given: AllocationCase;
  readonly assignment: Assignment;
  readonly index: number;
  readonly elder: AllocationElder;
  readonly sink: number;
};

/** `index` is the elder's place in the order of the keys. */
export function explainAllocation(given: AllocationCase, assignment: Assignment, index: number): ElderAllocation {
  const elder = given.elders[index];
  if (!elder) throw new RangeError("no such elder");
  const view: View = { given, assignment, index, elder, sink: assignment.sinkOf[index] ?? -1 };
  const candidates = given.candidates[index] ?? [];
  const chosen = candidates.find(({ parts, sink }) => parts !== null && sink === view.sink);
  const chosenCost = chosen ? (costAt(view, chosen)?.total ?? null) : null;
  const first = firstChoiceOf(given, index);
  const considered = candidates.map((candidate) => ({
    ...consider(view, candidate, chosenCost),
    change: candidate === first ? changeNeeded(given, assignment, index, candidate.sink) : null,
  }));
  const place = given.sinks[view.sink] ?? null;
  return {
    elderId: elder.id,
    providerId: place?.provider.id ?? null,
    contractId: place?.contract.id ?? null,
    chosenFor: reasonOf(elder, considered, chosenCost),
    considered,
  };
}

function costAt({ given, assignment, elder, sink }: View, candidate: Candidate): ConsideredProvider["cost"] {
  const target = given.sinks[candidate.sink]?.target;
  if (candidate.parts === null || target === undefined) return null;
  const { weights } = given.input;
  const load = assignment.loads[candidate.sink] ?? 0;
  const without = candidate.sink === sink ? load - elder.visitsWanted : load;
  const added = loadPoints(without + elder.visitsWanted, target, weights) - loadPoints(without, target, weights);
  return { ...candidate.parts, load: added, total: costOf(candidate.parts) + added };
}

function consider(view: View, candidate: Candidate, chosenCost: number | null): Omit<ConsideredProvider, "change"> {
  const contract = view.given.sinks[candidate.sink]?.contract ?? null;
  const providerId = candidate.provider.id;
  const cost = costAt(view, candidate);
  if (cost === null || contract === null)
    return { providerId, contractId: null, verdict: "excluded", reasons: candidate.exclusions, cost: null };
  const facts = { providerId, contractId: contract.id, cost };
  if (candidate.sink === view.sink) return { ...facts, verdict: "chosen", reasons: [] };
  if (!view.assignment.hasRoom(view.index, candidate.sink))
    return { ...facts, verdict: "included", reasons: ["capacity_full"] };
  const drawn = cost.total === chosenCost;
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
