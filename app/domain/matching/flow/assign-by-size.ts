/**
 * Matching of items of one or several sizes.
 *
 * One size: exact, with a proof (`exchange-flow.ts`). Several sizes: finding the least cost is as hard as packing, so what is done is
 * said. The largest size is matched exactly first, then each smaller one exactly on top of it; whoever is left out may come in by a
 * chain of items of different sizes; then each size is matched again, exactly, given the others, until nothing changes. The result
 * keeps every capacity; its cost is compared with a lower bound, the value of the linear program in which an item may be split.
 */
import type { ForcedExchange } from "./exchange-flow.ts";
import { ExchangeFlow } from "./exchange-flow.ts";
import { fits, makeRoom } from "./make-room.ts";
import type { FlowNetwork, ItemArcs } from "./network.ts";
import { itemCount } from "./network.ts";
import type { CostProof } from "./optimality-proof.ts";
import { proveLeastCost } from "./optimality-proof.ts";
import type { SizeClass, SizedProblem } from "./sized-problem.ts";
import { capacityAt, classNetwork, groupParents, sizeClasses, unitLoads } from "./sized-problem.ts";

export type Assignment = {
  /** Sink of each item, or -1. */
  readonly sinkOf: Int32Array;
  /** Units in each sink. */
  readonly loads: Float64Array;
  /** Whether a sink has room for an item as things stand, in its own group too. */
  readonly hasRoom: (item: number, sink: number) => boolean;
  /** With several sizes `isLeast` is seldom true, and `cost - bound` is the most that was lost. */
  readonly proof: CostProof;
  /** As `ExchangeFlow.force`, with exchanges among items of the same size. */
  readonly force: (item: number, sink: number, options?: { readonly morePlace?: boolean }) => ForcedExchange | null;
};

/** Each round matches every size once more; few change anything after the second. */
const MOST_ROUNDS = 6;

/** Least-cost assignment; deterministic in the order of the items. */
export function assignBySize(problem: SizedProblem): Assignment {
  const classes = sizeClasses(problem);
  const sinkOf = new Int32Array(itemCount(problem)).fill(-1);
  let flows = classes.map((one) => match(problem, one, sinkOf));
  const [only, more] = classes;
  if (only && !more) {
    const network = classNetwork(problem, only, unitLoads(problem, sinkOf, only.size));
    const proof = proveLeastCost(network, sinkOf, flows[0]?.prices() ?? []);
    return { sinkOf, ...finished(problem, sinkOf), proof, force: forcing(classes, flows) };
  }
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = sinkOf.slice();
    makeRoom(problem, sinkOf);
    flows = classes.map((one) => match(problem, one, sinkOf));
    if (before.every((sink, item) => sink === sinkOf[item])) break;
  }
  return { sinkOf, ...finished(problem, sinkOf), proof: boundOf(problem, sinkOf), force: forcing(classes, flows) };
}

/** Matches the items of one size anew, given where the others are. */
function match(problem: SizedProblem, one: SizeClass, sinkOf: Int32Array): ExchangeFlow {
  const flow = ExchangeFlow.of(classNetwork(problem, one, unitLoads(problem, sinkOf, one.size)));
  for (const [index, item] of one.items.entries()) sinkOf[item] = flow.sinkOf(index);
  return flow;
}

function finished(problem: SizedProblem, sinkOf: Int32Array): Pick<Assignment, "loads" | "hasRoom"> {
  const units = unitLoads(problem, sinkOf);
  const groups = groupParents(problem).length;
  const loads = units.filter((_, node) => node % groups === 0);
  return { loads, hasRoom: (item, sink) => fits(problem, units, { item, sink }, -1) };
}

function forcing(classes: readonly SizeClass[], flows: readonly ExchangeFlow[]): Assignment["force"] {
  const places = new Map<number, { readonly flow: ExchangeFlow; readonly index: number; readonly items: Int32Array }>();
  for (const [at, { items }] of classes.entries()) {
    const flow = flows[at];
    if (flow) for (const [index, item] of items.entries()) places.set(item, { flow, index, items });
  }
  return (item, sink, options) => {
    const place = places.get(item);
    const forced = place?.flow.force(place.index, sink, options);
    if (!place || !forced) return null;
    return {
      cost: forced.cost,
      moves: forced.moves.map((move) => ({ ...move, item: place.items[move.item] as number })),
    };
  };
}

/** The lower bound: prices of single units from a flow in which items are split, judged against the items as they are. */
function boundOf(problem: SizedProblem, sinkOf: Int32Array): CostProof {
  const step = Array.from(problem.sizes).reduce(commonDivisor, 0) || 1;
  const parts = Array.from(problem.sizes, (size) => size / step);
  const groups = groupParents(problem).length;
  const whole: FlowNetwork = {
    arcs: problem.arcs,
    capacities: Array.from(problem.capacities, (_, sink) => Math.floor(capacityAt(problem, sink * groups) / step)),
    unitCost: (sink, taken) => problem.loadCost(sink, (taken + 1) * step) - problem.loadCost(sink, taken * step),
    ...(problem.omissionCosts ? { omissionCosts: problem.omissionCosts } : {}),
    ...(problem.groups
      ? {
          groups: {
            ...problem.groups,
            capacities: Array.from(problem.groups.capacities, (cap) => Math.floor(cap / step)),
          },
        }
      : {}),
  };
  return proveLeastCost(whole, sinkOf, ExchangeFlow.of(splitNetwork(whole, parts)).prices(), parts);
}

/** Every item as so many items of one unit. Rounding a unit's cost leaves the prices a fraction off, and the bound a bound. */
function splitNetwork(whole: FlowNetwork, parts: readonly number[]): FlowNetwork {
  const origins = parts.flatMap((count, item) => Array.from({ length: count }, () => item));
  const { groups, omissionCosts, arcs } = whole;
  const per = (cost: number, item: number) => Math.round(cost / (parts[item] ?? 1));
  const starts = new Int32Array(origins.length + 1);
  const [sinks, costs]: [number[], number[]] = [[], []];
  for (const [index, item] of origins.entries()) {
    for (let arc = arcs.starts[item] as number; arc < (arcs.starts[item + 1] as number); arc += 1) {
      sinks.push(arcs.sinks[arc] as number);
      costs.push(per(arcs.costs[arc] as number, item));
    }
    starts[index + 1] = sinks.length;
  }
  const split: ItemArcs = { starts, sinks: Int32Array.from(sinks), costs: Float64Array.from(costs) };
  return {
    ...whole,
    arcs: split,
    omissionCosts: origins.map((item) => per(omissionCosts?.[item] ?? 0, item)),
    ...(groups ? { groups: { ...groups, ofItem: origins.map((item) => groups.ofItem[item] ?? 0) } } : {}),
  };
}

function commonDivisor(left: number, right: number): number {
  return right === 0 ? left : commonDivisor(right, left % right);
}
