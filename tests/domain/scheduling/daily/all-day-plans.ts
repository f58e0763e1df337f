/** Every plan of a tiny day, timed by the least times that its rules allow: the true optimum, at the published weights. */
import type { DailyProblem } from "#app/domain/scheduling/daily/daily-problem.ts";

type Node = { readonly patient: number; readonly operation: number };
type Rule = { readonly from: number; readonly to: number; readonly least: number };

/** Soft windows and no working windows only. */
export function leastCost(problem: DailyProblem): number {
  const nodes = problem.patients.flatMap(({ operations }, patient) =>
    operations.map((_, operation) => ({ patient, operation })),
  );
  const empty: number[][] = problem.caregivers.map(() => []);
  let least = Infinity;
  for (const routes of routesOf(problem, nodes, { at: 0, routes: empty }))
    least = Math.min(least, costOf(problem, nodes, routes));
  return least;
}

type Partial = { readonly at: number; readonly routes: readonly (readonly number[])[] };

/** All assignments and orders: each node goes to every place of every route of whoever holds its service. */
function* routesOf(
  problem: DailyProblem,
  nodes: readonly Node[],
  { at, routes }: Partial,
): Generator<Partial["routes"]> {
  const node = nodes[at];
  if (!node) {
    yield routes;
    return;
  }
  const service = problem.patients[node.patient]?.operations[node.operation]?.service ?? -1;
  for (const [caregiver, route] of routes.entries()) {
    if (problem.caregivers[caregiver]?.services.includes(service) !== true) continue;
    if (route.some((other) => nodes[other]?.patient === node.patient)) continue;
    for (let place = 0; place <= route.length; place += 1) {
      const longer = [...route.slice(0, place), at, ...route.slice(place)];
      yield* routesOf(problem, nodes, { at: at + 1, routes: routes.with(caregiver, longer) });
    }
  }
}

function costOf(problem: DailyProblem, nodes: readonly Node[], routes: Partial["routes"]): number {
  const placeOf = (node: number) => problem.patients[nodes[node]?.patient ?? -1]?.place ?? 0;
  const way = (from: number, to: number) => problem.travelMinutes[from]?.[to] ?? NaN;
  const starts = nodes.map(({ patient }) => problem.patients[patient]?.opensMinute ?? NaN);
  const rules: Rule[] = nodes.flatMap((node, at) => bondsOf(problem, node, at));
  let travel = 0;
  for (const route of routes) {
    route.forEach((node, stop) => {
      const before = route[stop - 1];
      const ride = way(before === undefined ? 0 : placeOf(before), placeOf(node));
      travel += ride;
      if (before === undefined) starts[node] = Math.max(starts[node] ?? NaN, ride);
      else rules.push({ from: before, to: node, least: workOf(problem, nodes[before]) + ride });
    });
    const last = route.at(-1);
    if (last !== undefined) travel += way(placeOf(last), 0);
  }
  if (!raise(starts, rules)) return Infinity;
  const late = starts.map((start, node) =>
    Math.max(0, start - (problem.patients[nodes[node]?.patient ?? -1]?.closesMinute ?? NaN)),
  );
  return (travel + late.reduce((sum, one) => sum + one, 0) + Math.max(0, ...late)) / 3;
}

const workOf = (problem: DailyProblem, node: Node | undefined): number =>
  problem.patients[node?.patient ?? -1]?.operations[node?.operation ?? -1]?.durationMinutes ?? NaN;

/** Both gaps of a patient's first operation to the second, which is the next node. */
function bondsOf(problem: DailyProblem, { patient, operation }: Node, at: number): Rule[] {
  const bond = problem.patients[patient]?.synchronisation;
  if (operation !== 0 || bond === undefined) return [];
  const [least, most] = bond.kind === "sequential" ? [bond.minGapMinutes, bond.maxGapMinutes] : [0, 0];
  return [
    { from: at, to: at + 1, least },
    { from: at + 1, to: at, least: -most },
  ];
}

/** Raises starts to the least that keep all rules; false if they wait for one another without end. */
function raise(starts: number[], rules: readonly Rule[]): boolean {
  for (let round = 0; round <= starts.length; round += 1) {
    let changed = false;
    for (const { from, to, least } of rules) {
      const soonest = (starts[from] ?? NaN) + least;
      if (soonest <= (starts[to] ?? NaN) + 1e-9) continue;
      starts[to] = soonest;
      changed = true;
    }
    if (!changed) return true;
  }
  return false;
}
