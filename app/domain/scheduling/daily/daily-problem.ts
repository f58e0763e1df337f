/**
 * One day of home visits in which some patients need two operations by two different caregivers, at once or one after the other
 * (home health care routing and scheduling; Mankowska, Meisel and Bierwirth 2014). Windows open hard. They close softly, at a
 * price, unless a patient says hard. A day is read in minutes since its midnight, with three decimals at most.
 */

export type DailyOperation = {
  /** Index of the service; the caregiver must hold it. */
  readonly service: number;
  readonly durationMinutes: number;
  /** Index of the one caregiver who may do it: an operation already promised or begun. */
  readonly pinnedCaregiver?: number;
};

/** Starts of the two operations: equal, or the second follows the first by a gap within both bounds. */
export type Synchronisation =
  | { readonly kind: "simultaneous" }
  | { readonly kind: "sequential"; readonly minGapMinutes: number; readonly maxGapMinutes: number };

export type DailyPatient = {
  /** Index into the travel matrix. */
  readonly place: number;
  readonly opensMinute: number;
  readonly closesMinute: number;
  /** One operation, or two by different caregivers. */
  readonly operations: readonly DailyOperation[];
  /** Given exactly if there are two operations. */
  readonly synchronisation?: Synchronisation;
  /** Whether a start after closing is a price (soft, the default) or a broken rule (hard). */
  readonly closing?: "soft" | "hard";
  /** The first start, already promised: nothing starts before it, and a later start breaks a rule. */
  readonly pinnedStartMinute?: number;
};

export type DailyCaregiver = {
  /** Indices of the services held. */
  readonly services: readonly number[];
  readonly startPlace: number;
  readonly endPlace: number;
  /** Leaves the start place no earlier; default 0. */
  readonly fromMinute?: number;
  /** Is back at the end place by then; a later return breaks a rule. Default: no bound. */
  readonly untilMinute?: number;
};

/** Price of a minute of travel, of a minute of tardiness, and of each minute of the largest tardiness. */
export type DailyWeights = { readonly travel: number; readonly tardiness: number; readonly worstTardiness: number };

export type DailyProblem = {
  readonly patients: readonly DailyPatient[];
  readonly caregivers: readonly DailyCaregiver[];
  /** Minutes from place to place; square. */
  readonly travelMinutes: readonly (readonly number[])[];
  readonly weights: DailyWeights;
};

/** The published objective: (distance + total tardiness + largest tardiness) / 3. */
export const PUBLISHED_WEIGHTS: DailyWeights = { travel: 1 / 3, tardiness: 1 / 3, worstTardiness: 1 / 3 };

/** Longest single time in minutes, and the longest that all of a day may add up to: so much fits the engine's whole-number clock. */
export const LONGEST_MINUTES = 100_000;
const LONGEST_SUM_MINUTES = 2_000_000;

/** Why a problem cannot be planned, naming the patient or caregiver by index; an empty list if it can. */
export function problemFaults(problem: DailyProblem): string[] {
  return [
    ...travelFaults(problem),
    ...sumFaults(problem),
    ...problem.caregivers.flatMap((caregiver, index) =>
      caregiverFaults(problem, caregiver).map((fault) => `caregiver ${index}: ${fault}`),
    ),
    ...problem.patients.flatMap((patient, index) =>
      patientFaults(problem, patient).map((fault) => `patient ${index}: ${fault}`),
    ),
  ];
}

/** Caregivers who may do an operation. */
export function eligibleCaregivers(problem: DailyProblem, operation: DailyOperation): number[] {
  return problem.caregivers.flatMap((caregiver, index) => {
    const allowed = operation.pinnedCaregiver === undefined || operation.pinnedCaregiver === index;
    return allowed && caregiver.services.includes(operation.service) ? [index] : [];
  });
}

const isMinute = (minute: number): boolean => Number.isFinite(minute) && minute >= 0 && minute <= LONGEST_MINUTES;

function travelFaults({ travelMinutes, weights }: DailyProblem): string[] {
  const faults: string[] = [];
  if (travelMinutes.some((row) => row.length !== travelMinutes.length)) faults.push("the travel matrix is not square");
  if (travelMinutes.some((row) => row.some((minutes) => !isMinute(minutes))))
    faults.push(`a travel time is not between 0 and ${LONGEST_MINUTES} minutes`);
  if (Object.values(weights).some((weight) => !Number.isFinite(weight) || weight < 0))
    faults.push("a weight is negative or no number");
  return faults;
}

/** Everything one after the other on the longest way. A hard rule weighs a multiple of tardiness, so tardiness must weigh something. */
function sumFaults({ patients, caregivers, travelMinutes, weights }: DailyProblem): string[] {
  const operations = patients.flatMap((patient) => patient.operations);
  const longestWay = travelMinutes.reduce((longest, row) => row.reduce((most, way) => Math.max(most, way), longest), 0);
  const work = operations.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
  const gaps = patients.reduce(
    (sum, { synchronisation }) => sum + (synchronisation?.kind === "sequential" ? synchronisation.minGapMinutes : 0),
    0,
  );
  const ways = (operations.length + caregivers.length) * longestWay;
  const faults: string[] = [];
  if (2 * LONGEST_MINUTES + work + gaps + ways > LONGEST_SUM_MINUTES) faults.push("the day adds up to more than fits");
  const hasHardRule =
    patients.some(({ closing, pinnedStartMinute }) => closing === "hard" || pinnedStartMinute !== undefined) ||
    caregivers.some(({ untilMinute }) => untilMinute !== undefined);
  if (hasHardRule && weights.tardiness === 0) faults.push("hard times need a weight of tardiness above nought");
  return faults;
}

function caregiverFaults(problem: DailyProblem, caregiver: DailyCaregiver): string[] {
  const faults: string[] = [];
  for (const place of [caregiver.startPlace, caregiver.endPlace])
    if (problem.travelMinutes[place] === undefined) faults.push(`place ${place} is not in the travel matrix`);
  const { fromMinute = 0, untilMinute = 2 * LONGEST_MINUTES } = caregiver;
  if (!isMinute(fromMinute) || !isMinute(untilMinute / 2) || untilMinute < fromMinute)
    faults.push("the working window ends before it begins");
  const way = problem.travelMinutes[caregiver.startPlace]?.[caregiver.endPlace] ?? 0;
  if (fromMinute + way > untilMinute) faults.push("the working window is shorter than the way from start to end");
  return faults;
}

function patientFaults(problem: DailyProblem, patient: DailyPatient): string[] {
  const { operations, synchronisation, opensMinute, closesMinute } = patient;
  const faults: string[] = [];
  if (problem.travelMinutes[patient.place] === undefined)
    faults.push(`place ${patient.place} is not in the travel matrix`);
  if (!isMinute(opensMinute) || !isMinute(closesMinute) || closesMinute < opensMinute)
    faults.push("the window closes before it opens");
  if (patient.pinnedStartMinute !== undefined && !isMinute(patient.pinnedStartMinute))
    faults.push("the pinned start is no minute of the day");
  if (operations.some(({ durationMinutes }) => !isMinute(durationMinutes))) faults.push("a duration is no time");
  if (operations.length !== 1 && operations.length !== 2) faults.push("has neither one operation nor two");
  if ((operations.length === 2) !== (synchronisation !== undefined))
    faults.push("two operations and their synchronisation come together");
  if (synchronisation?.kind === "sequential") {
    const { minGapMinutes, maxGapMinutes } = synchronisation;
    if (!isMinute(minGapMinutes) || !isMinute(maxGapMinutes) || maxGapMinutes < minGapMinutes)
      faults.push("the largest gap is smaller than the least");
  }
  return [...faults, ...staffFaults(problem, operations)];
}

function staffFaults(problem: DailyProblem, operations: readonly DailyOperation[]): string[] {
  const able = operations.map((operation) => eligibleCaregivers(problem, operation));
  if (able.some((caregivers) => caregivers.length === 0)) return ["nobody may do an operation"];
  const [first = [], second] = able;
  if (second && !first.some((one) => second.some((other) => other !== one)))
    return ["there are no two different caregivers for its operations"];
  return [];
}
