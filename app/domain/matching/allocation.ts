/**
 * Allocation of elders to providers for a month: hard constraints first, then the elder's own choice, then the published cost.
 * Ties fall by a seeded lottery that anyone can redraw. Every elder gets the whole list of providers with what spoke for and against
 * each, so that the order can be computed again from data (visit rules 2.4).
 */
import { Refusal } from "../refusal.ts";
import { seededRandom } from "../seeded-random.ts";
import type { AllocationElder, AllocationInput, AllocationProvider } from "./allocation-input.ts";
import { explainAllocation } from "./allocation-reasons.ts";
import type {
  AllocationResult,
  Allocator,
  Candidate,
  ContractLoad,
  ElderAllocation,
  Sink,
} from "./allocation-result.ts";
import type { FlowResult } from "./exchange-flow.ts";
import { assignAtLeastCost } from "./exchange-flow.ts";
import { contractFor, contractIsInForce } from "./hard-constraints.ts";
import { costOf, costParts, loadPoints } from "./preferences.ts";

export const flowAllocator: Allocator = { allocate: allocateElders };

/** Points are whole; below them lie the lottery's tickets, which along a path of exchanges never add up to one point. */
const TICKETS = 1 << 10;
const POINT_IN_TICKETS = 1 << 20;

/**
 * Allocates at least cost; nobody is left out whom some exchange could place. Deterministic for input and seed.
 * Refuses "allocation-key-repeated" when two elders, providers or contracts share a key.
 */
export function allocateElders(input: AllocationInput, seed: string): AllocationResult {
  assertKeys(input);
  const elders = [...input.elders].sort(byKey);
  const providers = [...input.providers].sort(byKey);
  const sinks = sinksOf(input, providers);
  const candidates = elders.map((elder) => providers.map((provider) => candidateOf(input, elder, provider, sinks)));
  const arcsOf = (elder: AllocationElder, index: number) =>
    (candidates[index] ?? []).flatMap(({ sink, parts }): [number, number][] => {
      const place = sinks[sink];
      if (parts === null || !place) return [];
      return [[sink, costOf(parts) * POINT_IN_TICKETS + lotteryTicket(input, seed, elder, place)]];
    });
  const flow = assignAtLeastCost({
    items: elders.map((elder, index) => ({ size: elder.visitsWanted, arcs: new Map(arcsOf(elder, index)) })),
    capacities: sinks.map(({ contract }) => contract.monthlyCapacity),
    loadCost: (sink, visits) => loadPoints(visits, sinks[sink]?.target ?? 1, input.weights) * POINT_IN_TICKETS,
  });
  const finished = { sinks, loads: flow.loads, weights: input.weights };
  const allocations = elders.map((elder, index) =>
    explainAllocation(elder, candidates[index] ?? [], flow.sinkOf[index] ?? -1, finished),
  );
  return { allocations, loads: loadsOf(sinks, flow), stats: statsOf(elders, allocations, finished) };
}

/**
 * The published lottery: a whole number below 1,024 for an elder and a contract, drawn from seed, month and their keys alone.
 * Between equal points the smaller ticket wins.
 */
export function lotteryTicket(
  input: Pick<AllocationInput, "month">,
  seed: string,
  elder: Pick<AllocationElder, "key">,
  place: { readonly contract: { readonly key: string } },
): number {
  return seededRandom(`${seed}|${input.month}|${elder.key}|${place.contract.key}`).below(TICKETS);
}

function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
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

/** Contracts in force in the month; a target is the published one, shared by capacity, or the share of all visits by capacity. */
function sinksOf(input: AllocationInput, providers: readonly AllocationProvider[]): Sink[] {
  const open = providers.flatMap((provider) =>
    [...provider.contracts]
      .sort(byKey)
      .filter((contract) => contractIsInForce(contract, input.month))
      .map((contract) => ({ provider, contract })),
  );
  const capacityOf = (list: typeof open) => list.reduce((sum, { contract }) => sum + contract.monthlyCapacity, 0);
  const visits = input.elders.reduce((sum, elder) => sum + elder.visitsWanted, 0);
  return open.map(({ provider, contract }) => {
    const own = provider.targetVisits === null ? open : open.filter((other) => other.provider === provider);
    const whole = provider.targetVisits ?? visits;
    return { provider, contract, target: (whole * contract.monthlyCapacity) / Math.max(1, capacityOf(own)) };
  });
}

function candidateOf(
  input: AllocationInput,
  elder: AllocationElder,
  provider: AllocationProvider,
  sinks: readonly Sink[],
): Candidate {
  const { contract, reasons } = contractFor(elder, provider, input);
  if (contract === null) return { provider, sink: -1, parts: null, exclusions: reasons };
  const sink = sinks.findIndex((place) => place.contract.id === contract.id);
  return { provider, sink, parts: costParts(elder, provider, contract, input), exclusions: [] };
}

function loadsOf(sinks: readonly Sink[], flow: FlowResult): ContractLoad[] {
  return sinks.map(({ provider, contract, target }, sink) => ({
    providerId: provider.id,
    contractId: contract.id,
    elders: flow.sinkOf.filter((taken) => taken === sink).length,
    visits: flow.loads[sink] ?? 0,
    targetVisits: Math.round(target),
    capacity: contract.monthlyCapacity,
  }));
}

function statsOf(
  elders: readonly AllocationElder[],
  allocations: readonly ElderAllocation[],
  { sinks, loads, weights }: Parameters<typeof explainAllocation>[3],
): AllocationResult["stats"] {
  const allocated = allocations.filter(({ providerId }) => providerId !== null).length;
  const own = allocations.flatMap(({ considered }) =>
    considered.flatMap(({ verdict, cost }) => (verdict === "chosen" && cost ? [cost.total - cost.load] : [])),
  );
  const carried = sinks.map(({ target }, sink) => loadPoints(loads[sink] ?? 0, target, weights));
  return {
    elders: elders.length,
    allocated,
    unallocated: elders.length - allocated,
    choices: elders.filter(({ chosenProviderId }) => chosenProviderId !== null).length,
    choicesKept: allocations.filter(({ chosenFor }) => chosenFor === "elder_choice").length,
    cost: [...own, ...carried].reduce((sum, points) => sum + points, 0),
  };
}
