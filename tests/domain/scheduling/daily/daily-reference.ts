/** A plain second reading of daily plans, which shares no code with the engine: rules, cost, and the least cost by trying everything. */
import type { DailyPlan } from "#app/domain/scheduling/daily/daily-plan.ts";
import type { DailyProblem } from "#app/domain/scheduling/daily/daily-problem.ts";

const NEAR = 1e-6;

/** Broken rules and (distance + tardiness + largest tardiness) / 3 of a plan whose caregivers start and end at place 0. */
export function recheckDay(problem: DailyProblem, plan: DailyPlan): { broken: string[]; cost: number } {
  const broken: string[] = [];
  const starts = new Map<string, { at: number; who: number }>();
  let [distance, total, worst] = [0, 0, 0];
  for (const [who, visits] of plan.routes.entries()) {
    let [here, clock] = [0, 0];
    for (const { patient, operation, startMinute } of visits) {
      const visited = problem.patients[patient];
      const work = visited?.operations[operation];
      if (!visited || !work) throw new Error("an unknown visit");
      const way = problem.travelMinutes[here]?.[visited.place] ?? NaN;
      distance += way;
      if (startMinute < clock + way - NEAR) broken.push(`way to ${String(patient)}`);
      if (startMinute < visited.opensMinute - NEAR) broken.push(`opening of ${String(patient)}`);
      if (!problem.caregivers[who]?.services.includes(work.service)) broken.push(`skill for ${String(patient)}`);
      const late = Math.max(0, startMinute - visited.closesMinute);
      [total, worst] = [total + late, Math.max(worst, late)];
      if (starts.has(`${String(patient)}/${String(operation)}`)) broken.push(`twice ${String(patient)}`);
      starts.set(`${String(patient)}/${String(operation)}`, { at: startMinute, who });
      [here, clock] = [visited.place, startMinute + work.durationMinutes];
    }
    distance += problem.travelMinutes[here]?.[0] ?? NaN;
  }
  for (const [index, { operations, synchronisation }] of problem.patients.entries()) {
    const [first, second] = operations.map((_, operation) => starts.get(`${String(index)}/${String(operation)}`));
    if (!first || (operations.length === 2 && !second)) {
      broken.push(`not served ${String(index)}`);
      continue;
    }
    if (!second || !synchronisation) continue;
    if (first.who === second.who) broken.push(`one person twice ${String(index)}`);
    const gap = second.at - first.at;
    const [least, most] =
      synchronisation.kind === "simultaneous" ? [0, 0] : [synchronisation.minGapMinutes, synchronisation.maxGapMinutes];
    if (gap < least - NEAR || gap > most + NEAR) broken.push(`gap of ${String(index)}`);
  }
  return { broken, cost: (distance + total + worst) / 3 };
}

/** Orders of a list. */
function* ordersOf<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries())
    for (const rest of ordersOf([...items.slice(0, index), ...items.slice(index + 1)])) yield [item, ...rest];
}

/** Caregivers of every patient's operations, in every way that skills and "two different people" allow. */
function* staffings(problem: DailyProblem, from = 0): Generator<number[][]> {
  const patient = problem.patients[from];
  if (!patient) {
    yield [];
    return;
  }
  const able = patient.operations.map(({ service }) =>
    problem.caregivers.flatMap(({ services }, who) => (services.includes(service) ? [who] : [])),
  );
  const pairs = (able[0] ?? []).flatMap((one) =>
    patient.operations.length === 1 ? [[one]] : (able[1] ?? []).filter((two) => two !== one).map((two) => [one, two]),
  );
  for (const pair of pairs) for (const rest of staffings(problem, from + 1)) yield [pair, ...rest];
}

/** Patients in one order, each as early as it can be; the cost of the day. */
function costOfOrder(problem: DailyProblem, order: readonly number[], staff: readonly number[][]): number {
  const at = problem.caregivers.map(() => ({ here: 0, clock: 0 }));
  let [distance, total, worst] = [0, 0, 0];
  for (const index of order) {
    const patient = problem.patients[index];
    if (!patient) continue;
    const who = (staff[index] ?? []).map((one) => at[one] ?? { here: 0, clock: 0 });
    const ways = who.map(({ here }) => problem.travelMinutes[here]?.[patient.place] ?? NaN);
    const ready = who.map(({ clock }, turn) => Math.max(clock + (ways[turn] ?? 0), patient.opensMinute));
    const starts = startsOf(patient.synchronisation, ready);
    for (const [turn, start] of starts.entries()) {
      const person = who[turn];
      const late = Math.max(0, start - patient.closesMinute);
      [total, worst, distance] = [total + late, Math.max(worst, late), distance + (ways[turn] ?? 0)];
      if (person)
        Object.assign(person, { here: patient.place, clock: start + (patient.operations[turn]?.durationMinutes ?? 0) });
    }
  }
  for (const { here } of at) distance += problem.travelMinutes[here]?.[0] ?? NaN;
  return (distance + total + worst) / 3;
}

function startsOf(
  synchronisation: DailyProblem["patients"][number]["synchronisation"],
  [first = 0, second]: readonly number[],
): number[] {
  if (second === undefined || !synchronisation) return [first];
  if (synchronisation.kind === "simultaneous") return [Math.max(first, second), Math.max(first, second)];
  const then = Math.max(second, first + synchronisation.minGapMinutes);
  return [Math.max(first, then - synchronisation.maxGapMinutes), then];
}

/** Least cost over every order of the patients and every staffing: every plan whose visits to one patient stand side by side. */
export function leastCost(problem: DailyProblem): number {
  let least = Infinity;
  for (const staff of staffings(problem))
    for (const order of ordersOf(problem.patients.map((_, index) => index)))
      least = Math.min(least, costOfOrder(problem, order, staff));
  return least;
}
