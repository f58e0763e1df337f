/**
 * Places items that were left out when sizes differ: a chain in which one item of any size gives way at each sink, ending where there
 * is room. The shortest chain is taken, whatever it costs; the exact flow of each size puts costs right afterwards.
 */
import { itemCount } from "./network.ts";
import type { SizedProblem } from "./sized-problem.ts";
import { capacityAt, groupParents, unitLoads } from "./sized-problem.ts";

/** An item coming into a sink; `from` is the step in which it gave way there, null for the one that was left out. */
type Step = { readonly item: number; readonly sink: number; readonly from: Step | null };

/** Changes `sinkOf` in place; true when somebody was placed. */
export function makeRoom(problem: SizedProblem, sinkOf: Int32Array): boolean {
  let isChanged = false;
  for (let item = 0; item < itemCount(problem); item += 1) {
    if ((sinkOf[item] as number) >= 0) continue;
    const end = shortestChain(problem, sinkOf, item);
    for (let step = end; step !== null; step = step.from) sinkOf[step.item] = step.sink;
    isChanged ||= end !== null;
  }
  return isChanged;
}

function shortestChain(problem: SizedProblem, sinkOf: Int32Array, item: number): Step | null {
  const loads = unitLoads(problem, sinkOf);
  const members = membersOf(problem, sinkOf);
  const seen = new Set<string>();
  const queue: Step[] = [];
  const come = (arriving: number, from: Step | null) => {
    for (const sink of sinksOf(problem, arriving)) {
      const key = `${sink} ${problem.sizes[arriving] ?? 0} ${problem.groups?.ofItem[arriving] ?? 0}`;
      if (seen.has(key) || passes(from, sink)) continue;
      seen.add(key);
      queue.push({ item: arriving, sink, from });
    }
  };
  come(item, null);
  for (let at = 0; at < queue.length; at += 1) {
    const step = queue[at] as Step;
    if (fits(problem, loads, step, -1)) return step;
    for (const leaving of members[step.sink] ?? []) if (fits(problem, loads, step, leaving)) come(leaving, step);
  }
  return null;
}

function sinksOf({ arcs }: SizedProblem, item: number): Int32Array {
  return arcs.sinks.subarray(arcs.starts[item], arcs.starts[item + 1]);
}

function membersOf(problem: SizedProblem, sinkOf: Int32Array): number[][] {
  const members: number[][] = Array.from(problem.capacities, () => []);
  for (const [item, sink] of sinkOf.entries()) members[sink]?.push(item);
  return members;
}

/** A chain that comes to a sink twice would count its load wrongly. */
function passes(step: Step | null, sink: number): boolean {
  for (let at = step; at !== null; at = at.from) if (at.sink === sink) return true;
  return false;
}

/** An item fits into a sink once `leaving` (-1 for nobody) is gone, in every group that it counts in; `loads` as of `unitLoads`. */
export function fits(
  problem: SizedProblem,
  loads: Float64Array,
  { item, sink }: Pick<Step, "item" | "sink">,
  leaving: number,
): boolean {
  const parents = groupParents(problem);
  const freed = groupsAbove(problem, leaving);
  for (const group of groupsAbove(problem, item)) {
    const node = sink * parents.length + group;
    const gone = freed.includes(group) ? (problem.sizes[leaving] ?? 0) : 0;
    if ((loads[node] as number) - gone + (problem.sizes[item] ?? 0) > capacityAt(problem, node)) return false;
  }
  return true;
}

function groupsAbove(problem: SizedProblem, item: number): number[] {
  const parents = groupParents(problem);
  const above: number[] = [];
  if (item >= 0)
    for (let group = problem.groups?.ofItem[item] ?? 0; group >= 0; group = parents[group] ?? -1) above.push(group);
  return above;
}
