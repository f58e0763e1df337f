/**
 * Shares minutes of several sources out to demands, each of which can take from some of the sources only: a maximum flow, found by
 * augmenting paths. Demands are served in their order, and what a demand has been given is never taken back (only its source may
 * change), so what is left unserved falls on the later ones; how much is left in all does not depend on the order.
 */

export type Demand = {
  /** Whole minutes. */
  readonly minutes: number;
  /** Indexes of the sources that can serve it. */
  readonly sources: readonly number[];
};

/**
 * @param supply whole minutes by source
 * @returns minutes served, by demand
 */
export function shareOut(demands: readonly Demand[], supply: readonly number[]): number[] {
  const left = [...supply];
  const given = demands.map(() => new Map<number, number>());
  return demands.map((demand, index) => {
    let served = 0;
    while (served < demand.minutes) {
      const path = pathFrom(index, demands, left, given);
      if (path === null) break;
      const moved = Math.min(demand.minutes - served, widthOf(path, left, given));
      pass(path, moved, left, given);
      served += moved;
    }
    return served;
  });
}

/** Demand takes from source; on the way to a source with minutes left, one demand after another gives its source up for the next. */
type Step = { readonly demand: number; readonly source: number };
type Given = readonly Map<number, number>[];

function pathFrom(start: number, demands: readonly Demand[], left: readonly number[], given: Given): Step[] | null {
  const reachedBy = new Map<number, { readonly demand: number; readonly from: number | null }>();
  const queue: { readonly demand: number; readonly from: number | null }[] = [{ demand: start, from: null }];
  const asked = new Set([start]);
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const source of demands[next.demand]?.sources ?? []) {
      if (reachedBy.has(source)) continue;
      reachedBy.set(source, next);
      if ((left[source] ?? 0) > 0) return stepsTo(source, reachedBy);
      for (const [other, sources] of given.entries())
        if (!asked.has(other) && (sources.get(source) ?? 0) > 0) {
          asked.add(other);
          queue.push({ demand: other, from: source });
        }
    }
  }
  return null;
}

function stepsTo(
  last: number,
  reachedBy: ReadonlyMap<number, { readonly demand: number; readonly from: number | null }>,
): Step[] {
  const steps: Step[] = [];
  for (let source: number | null = last; source !== null;) {
    const reached = reachedBy.get(source);
    if (!reached) throw new RangeError("a path leads back to its demand");
    steps.unshift({ demand: reached.demand, source });
    source = reached.from;
  }
  return steps;
}

function widthOf(path: readonly Step[], left: readonly number[], given: Given): number {
  let width = left[path.at(-1)?.source ?? -1] ?? 0;
  for (const [place, { source }] of path.slice(0, -1).entries())
    width = Math.min(width, given[path[place + 1]?.demand ?? -1]?.get(source) ?? 0);
  return width;
}

function pass(path: readonly Step[], minutes: number, left: number[], given: Given): void {
  for (const [place, { demand, source }] of path.entries()) {
    const own = given[demand];
    own?.set(source, (own.get(source) ?? 0) + minutes);
    const before = path[place - 1];
    if (before) own?.set(before.source, (own.get(before.source) ?? 0) - minutes);
  }
  const last = path.at(-1)?.source ?? -1;
  left[last] = (left[last] ?? 0) - minutes;
}
