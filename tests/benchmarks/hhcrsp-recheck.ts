/**
 * Cost and broken rules of a written plan, worked out from the two files alone and without any code of the planner. Times may differ by
 * a hundredth of a minute, as in the public validator.
 */
import type { HhcrspInstance, HhcrspSolution } from "./hhcrsp-files.ts";

const TOLERANCE = 0.01;

export type HhcrspRecheck = {
  /** (distance + total tardiness + largest tardiness) / 3 */
  readonly cost: number;
  readonly distance: number;
  readonly tardiness: number;
  readonly worstTardiness: number;
  readonly broken: readonly string[];
};

type Stop = HhcrspSolution["routes"][number]["locations"][number];
type Served = { readonly start: number; readonly caregiver: string | number };
type Sums = { distance: number; tardiness: number; worst: number };

export function recheck(instance: HhcrspInstance, solution: HhcrspSolution): HhcrspRecheck {
  const sums = { distance: 0, tardiness: 0, worst: 0 };
  const served = new Map<string, Served[]>();
  const broken: string[] = [];
  const names = solution.routes.map((route) => route.caregiver_id);
  if (new Set(names).size < names.length) broken.push("a caregiver has two routes");
  for (const { caregiver_id: caregiver, locations } of solution.routes) {
    broken.push(...followRoute(instance, { caregiver, locations }, sums));
    for (const { patient, service, arrival_time: start } of locations) {
      const name = `${patient} ${service}`;
      served.set(name, [...(served.get(name) ?? []), { start, caregiver }]);
    }
  }
  broken.push(...instance.patients.flatMap((patient) => bondFaults(patient, served)));
  const { distance, tardiness, worst } = sums;
  return { cost: (distance + tardiness + worst) / 3, distance, tardiness, worstTardiness: worst, broken };
}

type Route = { readonly caregiver: string | number; readonly locations: readonly Stop[] };

/** Adds the route to the sums. */
function followRoute(instance: HhcrspInstance, { caregiver, locations }: Route, sums: Sums): string[] {
  const { patients, distances } = instance;
  const abilities = instance.caregivers.find((one) => one.id === caregiver)?.abilities ?? [];
  const broken: string[] = [];
  let [clock, here] = [0, 0];
  for (const { patient: id, service, arrival_time: start } of locations) {
    const at = patients.findIndex((one) => one.id === id);
    const patient = patients[at];
    const required = patient?.required_caregivers.find((one) => one.service === service);
    if (!patient || !required) return [...broken, `${caregiver}: ${id} does not need ${service}`];
    const way = distances[here]?.[at + 1] ?? NaN;
    const [opening, closing] = patient.time_window;
    if (!abilities.includes(service)) broken.push(`${caregiver} may not do ${service}`);
    if (!(start + TOLERANCE >= clock + way)) broken.push(`${caregiver} is not yet at ${id}`);
    if (start + TOLERANCE < opening) broken.push(`${id} is visited before the window`);
    const late = Math.max(0, start - closing);
    sums.distance += way;
    sums.tardiness += late;
    sums.worst = Math.max(sums.worst, late);
    [clock, here] = [start + required.duration, at + 1];
  }
  sums.distance += distances[here]?.[0] ?? NaN;
  return broken;
}

function bondFaults(
  { id, required_caregivers, synchronization: bond }: HhcrspInstance["patients"][number],
  served: ReadonlyMap<string, readonly Served[]>,
): string[] {
  const visits = required_caregivers.map(({ service }) => served.get(`${id} ${service}`) ?? []);
  if (visits.some((list) => list.length !== 1)) return [`${id} is not served once by each`];
  const [first, second] = visits.flat();
  if (!first || !second || !bond) return [];
  const [least, most] = bond.type === "sequential" ? bond.distance : [0, 0];
  const gap = second.start - first.start;
  const faults: string[] = [];
  if (first.caregiver === second.caregiver) faults.push(`${id} has the same caregiver twice`);
  if (gap < least - TOLERANCE || gap > most + TOLERANCE) faults.push(`${id} has a gap of ${gap.toFixed(3)}`);
  return faults;
}
