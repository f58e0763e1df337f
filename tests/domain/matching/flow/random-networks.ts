/** Random matching networks for properties, and the same network as a linear program for an independent judge. */
import type { FlowGroups, FlowNetwork } from "#app/domain/matching/flow/network.ts";
import { arcsOf, itemCount } from "#app/domain/matching/flow/network.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import type { SolverColumn, SolverModel, SolverRow } from "#app/integrations/solver/highs.server.ts";

export type NetworkSize = { readonly items: number; readonly sinks: number; readonly grouped?: boolean };

/** Two groups side by side and one inside the first. */
const GROUP_PARENTS = [-1, 0, 0, 1];
const LARGEST_COST = 40;

export function randomRow(random: Random, sinks: number): [number, number][] {
  return Array.from({ length: sinks }, (_, sink): [number, number] => [sink, random.below(LARGEST_COST)]).filter(
    () => random.next() < 0.6,
  );
}

function randomGroups(random: Random, { items, sinks }: NetworkSize): FlowGroups {
  const parents = GROUP_PARENTS;
  const most = Math.ceil((1.2 * items) / sinks);
  return {
    parents,
    ofItem: Array.from({ length: items }, () => random.below(parents.length)),
    capacities: Array.from({ length: sinks * parents.length }, () =>
      random.next() < 0.3 ? Infinity : random.below(most + 1),
    ),
  };
}

export function randomNetwork(seed: number, size: NetworkSize): FlowNetwork {
  const random = seededRandom(seed);
  const { items, sinks } = size;
  const slope = random.below(5);
  const target = random.below(Math.ceil(items / sinks) + 1);
  return {
    arcs: arcsOf(Array.from({ length: items }, () => randomRow(random, sinks))),
    capacities: Array.from({ length: sinks }, () => random.below(Math.ceil((2.2 * items) / sinks) + 1)),
    unitCost: (sink, taken) => slope * Math.max(-2, taken + 1 - target - (sink % 2)),
    omissionCosts: Array.from({ length: items }, () => random.below(LARGEST_COST)),
    ...(size.grouped === true ? { groups: randomGroups(random, size) } : {}),
  };
}

/** Leaving out one item outweighs any chain of exchanges in networks whose costs stay below 2,000. */
export const OMISSION = 100_000;

/**
 * The network as a linear program, load costs as columns of so many units. Its optimum is the number left out times 100,000 plus the
 * cost.
 */
export function networkProgram(network: FlowNetwork): SolverModel {
  const { arcs, capacities, groups } = network;
  const items = itemCount(network);
  const parents = groups?.parents ?? [-1];
  const rows: SolverRow[] = Array.from({ length: items }, () => ({ lower: 1, upper: 1 }));
  const columns: SolverColumn[] = [];
  for (let sink = 0; sink < capacities.length; sink += 1)
    for (const group of parents.keys())
      rows.push({
        lower: group === 0 ? 0 : -Infinity,
        upper: group === 0 ? 0 : Math.min(items, groups?.capacities[sink * parents.length + group] ?? Infinity),
      });
  for (let item = 0; item < items; item += 1) {
    columns.push({ cost: OMISSION + (network.omissionCosts?.[item] ?? 0), entries: [[item, 1]] });
    for (let arc = arcs.starts[item] ?? 0; arc < (arcs.starts[item + 1] ?? 0); arc += 1) {
      const entries: [number, number][] = [[item, 1]];
      for (let group = groups?.ofItem[item] ?? 0; group >= 0; group = parents[group] ?? -1)
        entries.push([items + (arcs.sinks[arc] ?? 0) * parents.length + group, 1]);
      columns.push({ cost: arcs.costs[arc] ?? 0, entries });
    }
  }
  for (let sink = 0; sink < capacities.length; sink += 1)
    columns.push(...loadColumns(network, sink, items + sink * parents.length));
  return { columns, rows };
}

/** Units of load, those of one cost in one column. */
function loadColumns(network: FlowNetwork, sink: number, row: number): SolverColumn[] {
  const counts = new Map<number, number>();
  for (let unit = 0; unit < Math.min(itemCount(network), network.capacities[sink] ?? 0); unit += 1) {
    const cost = network.unitCost(sink, unit);
    counts.set(cost, (counts.get(cost) ?? 0) + 1);
  }
  return [...counts].map(([cost, upper]) => ({ cost, upper, entries: [[row, -1]] }));
}

/** Splits the optimum of `networkProgram` where all costs together stay below 100,000. */
export function leftOutAndCost(objective: number): { readonly leftOut: number; readonly cost: number } {
  const leftOut = Math.round(objective / OMISSION);
  return { leftOut, cost: Math.round(objective - leftOut * OMISSION) };
}

/** Each item in its order to the sink that is cheapest just then: what is done without a flow. */
export function greedyAssignment(network: FlowNetwork): { leftOut: number; cost: number } {
  const loads = Array.from(network.capacities, () => 0);
  const { starts, sinks, costs } = network.arcs;
  const judged = { leftOut: 0, cost: 0 };
  for (let item = 0; item < itemCount(network); item += 1) {
    let [best, least] = [-1, Infinity];
    for (let arc = starts[item] ?? 0; arc < (starts[item + 1] ?? 0); arc += 1) {
      const sink = sinks[arc] ?? 0;
      const load = loads[sink] ?? 0;
      const cost = (costs[arc] ?? 0) + network.unitCost(sink, load);
      if (load < (network.capacities[sink] ?? 0) && cost < least) [best, least] = [sink, cost];
    }
    if (best < 0) judged.leftOut += 1;
    judged.cost += best < 0 ? (network.omissionCosts?.[item] ?? 0) : least;
    if (best >= 0) loads[best] = (loads[best] ?? 0) + 1;
  }
  return judged;
}
