/**
 * A day's plan as people read it, and its price and broken rules worked out from the plan alone, without the search's own arrays.
 */
import { HARD_FACTOR, TICKS_PER_MINUTE } from "./daily-model.ts";
import type { DailyPatient, DailyProblem } from "./daily-problem.ts";
import type { DailyState } from "./daily-state.ts";

/** `operation` is 0 or 1 of the patient's. */
export type PlannedVisit = {
  readonly patient: number;
  readonly operation: number;
  readonly startMinute: number;
  readonly endMinute: number;
};

/** Visits by caregiver, in the order of the day. */
export type DailyPlan = { readonly routes: readonly (readonly PlannedVisit[])[] };

export type DailyPrice = {
  readonly cost: number;
  readonly travelMinutes: number;
  /** Starts after a soft closing: all minutes, and the largest. */
  readonly tardinessMinutes: number;
  readonly worstTardinessMinutes: number;
};

export type BrokenRule =
  | "not_served"
  | "served_twice"
  | "not_allowed"
  | "same_caregiver"
  | "not_simultaneous"
  | "gap"
  | "travel"
  | "before_opening"
  | "after_hard_closing"
  | "pinned_start"
  | "working_window";

/** Routes and times of the kept plan of a state. */
export function planOf(state: DailyState): DailyPlan {
  const { firstStart, caregivers } = state.model;
  const minutes = (ticks: number) => ticks / TICKS_PER_MINUTE;
  return {
    routes: Array.from({ length: caregivers }, (_, caregiver) => {
      const visits: PlannedVisit[] = [];
      let node = state.next[firstStart + caregiver] as number;
      for (; node < firstStart; node = state.next[node] as number) {
        const times = { startMinute: minutes(state.startOf(node)), endMinute: minutes(state.done[node] as number) };
        visits.push({ patient: node >> 1, operation: node & 1, ...times });
      }
      return visits;
    }),
  };
}

/** Minutes compare exactly in thousandths. */
const isLess = (left: number, right: number): boolean =>
  Math.round(left * TICKS_PER_MINUTE) < Math.round(right * TICKS_PER_MINUTE);

/** Price of a plan. Hard closings and working windows cost as in the search: HARD_FACTOR times a minute of tardiness. */
export function priceOf(problem: DailyProblem, plan: DailyPlan): DailyPrice {
  const { weights, patients, caregivers, travelMinutes } = problem;
  let [travel, tardiness, worst] = [0, 0, 0];
  let hard = 0;
  const add = (late: number, isHard: boolean) => {
    if (isHard) hard += Math.max(0, late);
    else [tardiness, worst] = [tardiness + Math.max(0, late), Math.max(worst, late)];
  };
  plan.routes.forEach((visits, index) => {
    const caregiver = caregivers[index];
    if (!caregiver) return;
    let [here, clock] = [caregiver.startPlace, caregiver.fromMinute ?? 0];
    for (const { patient, operation, startMinute, endMinute } of visits) {
      const visited = patients[patient];
      if (!visited) continue;
      travel += travelMinutes[here]?.[visited.place] ?? NaN;
      add(startMinute - closingOf(visited, operation), isHardClosing(visited, operation));
      [here, clock] = [visited.place, endMinute];
    }
    const way = travelMinutes[here]?.[caregiver.endPlace] ?? NaN;
    travel += way;
    if (caregiver.untilMinute !== undefined) add(clock + way - caregiver.untilMinute, true);
  });
  const cost = weights.travel * travel + weights.tardiness * tardiness + weights.worstTardiness * worst;
  const penalty = hard === 0 ? 0 : HARD_FACTOR * weights.tardiness * hard;
  return {
    cost: cost + penalty,
    travelMinutes: travel,
    tardinessMinutes: tardiness,
    worstTardinessMinutes: worst,
  };
}

const isPinned = (patient: DailyPatient, operation: number) =>
  operation === 0 && patient.pinnedStartMinute !== undefined;
const isHardClosing = (patient: DailyPatient, operation: number): boolean =>
  patient.closing === "hard" || isPinned(patient, operation);
const closingOf = (patient: DailyPatient, operation: number): number =>
  isPinned(patient, operation) ? (patient.pinnedStartMinute ?? 0) : patient.closesMinute;

export type Breach = { readonly rule: BrokenRule; readonly patient?: number; readonly caregiver?: number };

/** Every hard rule that a plan breaks; an empty list for a plan that may be carried out. */
export function breachesOf(problem: DailyProblem, plan: DailyPlan): Breach[] {
  return [
    ...plan.routes.flatMap((visits, caregiver) => routeBreaches(problem, visits, caregiver)),
    ...problem.patients.flatMap((patient, index) => patientBreaches(patient, index, plan)),
  ];
}

function routeBreaches(problem: DailyProblem, visits: readonly PlannedVisit[], index: number): Breach[] {
  const caregiver = problem.caregivers[index];
  if (!caregiver) return [];
  const breaches: Breach[] = [];
  let [here, clock] = [caregiver.startPlace, caregiver.fromMinute ?? 0];
  for (const { patient, operation, startMinute, endMinute } of visits) {
    const visited = problem.patients[patient];
    const work = visited?.operations[operation];
    const breach = (rule: BrokenRule) => breaches.push({ rule, patient, caregiver: index });
    if (!visited || !work) continue;
    if (!caregiver.services.includes(work.service) || (work.pinnedCaregiver ?? index) !== index) breach("not_allowed");
    const ready = clock + (problem.travelMinutes[here]?.[visited.place] ?? NaN);
    if (isLess(startMinute, ready)) breach("travel");
    if (isLess(startMinute, visited.opensMinute)) breach("before_opening");
    if (isLess(endMinute, startMinute + work.durationMinutes)) breach("travel");
    [here, clock] = [visited.place, endMinute];
  }
  const back = clock + (problem.travelMinutes[here]?.[caregiver.endPlace] ?? NaN);
  if (caregiver.untilMinute !== undefined && isLess(caregiver.untilMinute, back))
    breaches.push({ rule: "working_window", caregiver: index });
  return breaches;
}

function patientBreaches(patient: DailyPatient, index: number, plan: DailyPlan): Breach[] {
  const visits = patient.operations.map((_, operation) =>
    plan.routes.flatMap((route, caregiver) =>
      route
        .filter((visit) => visit.patient === index && visit.operation === operation)
        .map((visit) => ({ ...visit, caregiver })),
    ),
  );
  const breaches: BrokenRule[] = [];
  if (visits.some((found) => found.length === 0)) breaches.push("not_served");
  if (visits.some((found) => found.length > 1)) breaches.push("served_twice");
  const [first, second] = visits.map(([visit]) => visit);
  if (
    patient.closing === "hard" &&
    [first, second].some((visit) => visit && isLess(patient.closesMinute, visit.startMinute))
  )
    breaches.push("after_hard_closing");
  const pinned = patient.pinnedStartMinute;
  if (pinned !== undefined && first && (isLess(first.startMinute, pinned) || isLess(pinned, first.startMinute)))
    breaches.push("pinned_start");
  if (first && second) {
    if (first.caregiver === second.caregiver) breaches.push("same_caregiver");
    breaches.push(...gapBreaches(patient, second.startMinute - first.startMinute));
  }
  return breaches.map((rule) => ({ rule, patient: index }));
}

function gapBreaches({ synchronisation }: DailyPatient, gap: number): BrokenRule[] {
  if (synchronisation?.kind === "simultaneous") return isLess(gap, 0) || isLess(0, gap) ? ["not_simultaneous"] : [];
  if (synchronisation?.kind !== "sequential") return [];
  return isLess(gap, synchronisation.minGapMinutes) || isLess(synchronisation.maxGapMinutes, gap) ? ["gap"] : [];
}
