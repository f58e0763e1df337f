/** Turns elders and providers into the matching problem of the month: contracts as sinks, points and lottery tickets as costs. */
import { seededRandom } from "../seeded-random.ts";
import type { AllocationElder, AllocationInput, AllocationProvider } from "./allocation-input.ts";
import type { Candidate, Sink } from "./allocation-result.ts";
import { arcsOf } from "./flow/network.ts";
import type { SizedProblem } from "./flow/sized-problem.ts";
import { contractFor, contractIsInForce } from "./hard-constraints.ts";
import { costOf, costParts, loadPoints } from "./preferences.ts";

/** Points are whole; below them lie the lottery's tickets, which along a path through 127 contracts never add up to one point. */
const TICKETS = 1 << 10;
export const POINT_IN_TICKETS = 1 << 18;

/** Everything that the matching and its explanations are made from, in the order of the keys. */
export type AllocationCase = {
  readonly input: AllocationInput;
  readonly seed: string;
  readonly elders: readonly AllocationElder[];
  readonly sinks: readonly Sink[];
  /** One row per elder, one entry per provider. */
  readonly candidates: readonly (readonly Candidate[])[];
};

export function allocationCase(input: AllocationInput, seed: string): AllocationCase {
  const elders = [...input.elders].sort(byKey);
  const providers = [...input.providers].sort(byKey);
  const sinks = sinksOf(input, providers);
  const candidates = elders.map((elder) => providers.map((provider) => candidateOf(input, elder, provider, sinks)));
  return { input, seed, elders, sinks, candidates };
}

/**
 * The problem with a weight of load (0 for none). To be left out counts as the dearest of an elder's own places, so that nobody is
 * left out because a place would cost much for her or because she has a wish; among equals the smaller ticket stays out.
 */
export function matchingProblem(given: AllocationCase, loadWeight: number): SizedProblem {
  const { input, elders, sinks, candidates } = given;
  const weights = { ...input.weights, load: loadWeight };
  const rows = elders.map((elder, index) => arcRow(given, elder, candidates[index] ?? []));
  const dearest = rows.map((row) => Math.max(0, ...row.map(([, cost]) => Math.floor(cost / POINT_IN_TICKETS))));
  return {
    arcs: arcsOf(rows),
    sizes: elders.map(({ visitsWanted }) => visitsWanted),
    capacities: sinks.map(({ contract }) => contract.monthlyCapacity),
    loadCost: (sink, visits) => loadPoints(visits, sinks[sink]?.target ?? 1, weights) * POINT_IN_TICKETS,
    omissionCosts: elders.map((elder, index) => {
      const ticket = ticketOf(given, elder, "");
      return (dearest[index] ?? 0) * POINT_IN_TICKETS + ticket;
    }),
    ...groupsOf(given),
  };
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
  return ticketOf({ input, seed }, elder, place.contract.key);
}

function ticketOf(
  { input, seed }: { readonly input: Pick<AllocationInput, "month">; readonly seed: string },
  elder: Pick<AllocationElder, "key">,
  placeKey: string,
): number {
  return seededRandom(`${seed}|${input.month}|${elder.key}|${placeKey}`).below(TICKETS);
}

function arcRow(
  { input, seed, sinks }: AllocationCase,
  elder: AllocationElder,
  candidates: readonly Candidate[],
): [number, number][] {
  return candidates.flatMap(({ sink, parts }): [number, number][] => {
    const place = sinks[sink];
    if (parts === null || !place) return [];
    return [[sink, costOf(parts) * POINT_IN_TICKETS + lotteryTicket(input, seed, elder, place)]];
  });
}

/** Group 0 is the whole contract; group n + 1 the n-th subtype group inside it. */
function groupsOf({ input, elders, sinks }: AllocationCase): Pick<SizedProblem, "groups"> {
  const named = input.subtypeGroups ?? [];
  if (named.length === 0) return {};
  const ofItem = elders.map(
    (elder) => 1 + named.findIndex(({ subtypes }) => elder.subtypes.some(({ code }) => subtypes.includes(code))),
  );
  const capacities = sinks.flatMap(({ contract }) => [
    contract.monthlyCapacity,
    ...named.map(({ key }) => contract.groupCapacities?.[key] ?? Infinity),
  ]);
  return { groups: { parents: [-1, ...named.map(() => 0)], ofItem, capacities } };
}

export function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
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
