/**
 * Allocation of elders to providers for a month: hard constraints first, then the elder's own choice, then the published cost.
 * Ties fall by a seeded lottery that anyone can redraw. Every elder gets the whole list of providers with what spoke for and against
 * each, so that the order can be computed again from data (visit rules 2.4).
 */
import { Refusal } from "../refusal.ts";
import type { AllocationInput } from "./allocation-input.ts";
import type { AllocationCase } from "./allocation-problem.ts";
import { allocationCase, matchingProblem, POINT_IN_TICKETS } from "./allocation-problem.ts";
import { explainAllocation } from "./allocation-reasons.ts";
import type {
  AllocationResult,
  Allocator,
  ContractLoad,
  ElderAllocation,
  LeastPointsProof,
} from "./allocation-result.ts";
import type { Assignment } from "./flow/assign-by-size.ts";
import { assignBySize } from "./flow/assign-by-size.ts";
import { loadPoints } from "./preferences.ts";
import { priceOfFairness } from "./price-of-fairness.ts";

export const flowAllocator: Allocator = { allocate: allocateElders };

/**
 * Allocates at least cost. Exact when all elders take as many visits: as many as possible are placed, the points are the least, and
 * the stats say so. With different numbers of visits the stats hold a lower bound of the points beside them. Deterministic for input
 * and seed. Refuses "allocation-key-repeated" when two elders, providers or contracts share a key.
 */
export function allocateElders(input: AllocationInput, seed: string): AllocationResult {
  assertKeys(input);
  const given = allocationCase(input, seed);
  const assignment = assignBySize(matchingProblem(given, input.weights.load));
  const allocations = given.elders.map((_, index) => explainAllocation(given, assignment, index));
  return { allocations, loads: loadsOf(given, assignment), stats: statsOf(given, assignment, allocations) };
}

function assertKeys(input: AllocationInput): void {
  const contracts = input.providers.flatMap((provider) => provider.contracts);
  for (const list of [input.elders, input.providers, contracts]) {
    const keys = new Set<string>();
    for (const { key } of list) {
      if (keys.has(key)) throw new Refusal("allocation-key-repeated", { key });
      keys.add(key);
    }
  }
}

function loadsOf({ sinks }: AllocationCase, { sinkOf, loads }: Assignment): ContractLoad[] {
  const counts = new Int32Array(sinks.length);
  for (const sink of sinkOf) if (sink >= 0) counts[sink] = (counts[sink] ?? 0) + 1;
  return sinks.map(({ provider, contract, target }, sink) => ({
    providerId: provider.id,
    contractId: contract.id,
    elders: counts[sink] ?? 0,
    visits: loads[sink] ?? 0,
    targetVisits: Math.round(target),
    capacity: contract.monthlyCapacity,
  }));
}

function statsOf(
  given: AllocationCase,
  assignment: Assignment,
  allocations: readonly ElderAllocation[],
): AllocationResult["stats"] {
  const { elders, sinks, input } = given;
  const allocated = allocations.filter(({ providerId }) => providerId !== null).length;
  const fairness = priceOfFairness(given, assignment.sinkOf);
  const carried = sinks.map(({ target }, sink) => loadPoints(assignment.loads[sink] ?? 0, target, input.weights));
  const cost = carried.reduce((sum, points) => sum + points, fairness.withLoad.total);
  return {
    elders: elders.length,
    allocated,
    unallocated: elders.length - allocated,
    choices: elders.filter(({ chosenProviderId }) => chosenProviderId !== null).length,
    choicesKept: allocations.filter(({ chosenFor }) => chosenFor === "elder_choice").length,
    cost,
    proof: proofInPoints(assignment, cost),
    fairness,
  };
}

/**
 * The proof is made with tickets; along no exchange do they add up to a point, so that least with tickets is least in points. What a
 * bound in tickets lacks to the cost is rounded up to whole points.
 */
function proofInPoints({ proof }: Assignment, points: number): LeastPointsProof {
  if (proof.isLeast) return { isLeast: true, boundPoints: points };
  if (proof.bound === null) return { isLeast: false, boundPoints: null };
  return { isLeast: false, boundPoints: points - Math.ceil((proof.cost - proof.bound) / POINT_IN_TICKETS) };
}
