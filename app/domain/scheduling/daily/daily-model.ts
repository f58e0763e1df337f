/**
 * The daily problem as flat arrays for the search. Times are whole ticks of a thousandth of a minute, so that sums are exact and
 * the same plan costs the same on every path to it. A node is an operation (2 x patient, and 2 x patient + 1 if there is a second)
 * or the start or the end of a caregiver's route.
 */
import type { DailyPatient, DailyProblem } from "./daily-problem.ts";
import { eligibleCaregivers, problemFaults } from "./daily-problem.ts";

export const TICKS_PER_MINUTE = 1000;
/** One tick of a broken hard closing or working window weighs as much as so many ticks of tardiness. */
export const HARD_FACTOR = 1000;
/** How many operations one patient has, and how they hang together. */
export const [SINGLE, SIMULTANEOUS, SEQUENTIAL] = [0, 1, 2];
const NEIGHBOURS = 40;
/** A minute that a caregiver waits before the earliest start costs less than a minute on the road or of tardiness. */
const WAITING_WEIGHT = 0.2;
const NEVER = 2_000_000_000;

export type DailyModel = {
  readonly problem: DailyProblem;
  readonly patients: number;
  readonly caregivers: number;
  readonly nodes: number;
  /** First route start and first route end among the nodes. */
  readonly firstStart: number;
  readonly firstEnd: number;
  /** By patient: SINGLE, SIMULTANEOUS or SEQUENTIAL; opening and gaps in ticks. */
  readonly form: Uint8Array;
  readonly opening: Int32Array;
  readonly minGap: Int32Array;
  readonly maxGap: Int32Array;
  /** By node: ticks of work; the end of work after which it is late; the weight of being late. */
  readonly duration: Int32Array;
  readonly lateAfter: Int32Array;
  readonly lateFactor: Float64Array;
  /** By node: where its row of `travel` begins, and its column in it. */
  readonly row: Int32Array;
  readonly column: Int32Array;
  /** Ticks from place to place, row by row. */
  readonly travel: Int32Array;
  /** 1 at operation x caregivers + caregiver if the caregiver may do it; and the list by operation. */
  readonly can: Uint8Array;
  readonly eligible: readonly Int32Array[];
  /** By patient, nearest first: patients worth visiting right after, and right before. All lists are equally long. */
  readonly neighbours: number;
  readonly followers: Int32Array;
  readonly leaders: Int32Array;
  /** Whether any caregiver has a latest return: only then are route ends timed. */
  readonly hasShiftEnds: boolean;
};

/** Whole ticks nearest to a time in minutes. */
export const ticksOf = (minutes: number): number => Math.round(minutes * TICKS_PER_MINUTE);

/** Throws RangeError with the first fault if the problem cannot be planned. */
export function dailyModel(problem: DailyProblem): DailyModel {
  const [fault] = problemFaults(problem);
  if (fault !== undefined) throw new RangeError(`daily problem: ${fault}`);
  const [patients, caregivers] = [problem.patients.length, problem.caregivers.length];
  const nodes = 2 * patients + 2 * caregivers;
  const model = {
    ...{ problem, patients, caregivers, nodes, firstStart: 2 * patients, firstEnd: 2 * patients + caregivers },
    ...patientArrays(problem.patients),
    ...nodeArrays(problem, nodes),
    travel: Int32Array.from(problem.travelMinutes.flat(), ticksOf),
    ...eligibility(problem),
    hasShiftEnds: problem.caregivers.some(({ untilMinute }) => untilMinute !== undefined),
  };
  return { ...model, ...neighbourLists(model) };
}

/** A pinned start moves the opening to itself. */
const opensAt = (patient: DailyPatient): number => patient.pinnedStartMinute ?? patient.opensMinute;

function patientArrays(patients: readonly DailyPatient[]) {
  const gap = (patient: DailyPatient, bound: "minGapMinutes" | "maxGapMinutes") =>
    patient.synchronisation?.kind === "sequential" ? ticksOf(patient.synchronisation[bound]) : 0;
  const formOf = ({ synchronisation }: DailyPatient) => {
    if (synchronisation === undefined) return SINGLE;
    return synchronisation.kind === "simultaneous" ? SIMULTANEOUS : SEQUENTIAL;
  };
  return {
    form: Uint8Array.from(patients, (patient) => formOf(patient) ?? SINGLE),
    opening: Int32Array.from(patients, (patient) => ticksOf(opensAt(patient))),
    minGap: Int32Array.from(patients, (patient) => gap(patient, "minGapMinutes")),
    maxGap: Int32Array.from(patients, (patient) => gap(patient, "maxGapMinutes")),
  };
}

function nodeArrays({ patients, caregivers, travelMinutes }: DailyProblem, nodes: number) {
  const duration = new Int32Array(nodes);
  const lateAfter = new Int32Array(nodes).fill(NEVER);
  const lateFactor = new Float64Array(nodes).fill(1);
  const column = new Int32Array(nodes);
  patients.forEach((patient, index) => {
    patient.operations.forEach(({ durationMinutes }, second) => {
      const node = 2 * index + second;
      const pinned = second === 0 ? patient.pinnedStartMinute : undefined;
      duration[node] = ticksOf(durationMinutes);
      lateAfter[node] = ticksOf(pinned ?? patient.closesMinute) + ticksOf(durationMinutes);
      if (patient.closing === "hard" || pinned !== undefined) lateFactor[node] = HARD_FACTOR;
      column[node] = patient.place;
    });
  });
  caregivers.forEach(({ startPlace, endPlace, untilMinute }, index) => {
    const start = 2 * patients.length + index;
    const end = start + caregivers.length;
    [column[start], column[end]] = [startPlace, endPlace];
    if (untilMinute !== undefined) lateAfter[end] = ticksOf(untilMinute);
    lateFactor[end] = HARD_FACTOR;
  });
  return { duration, lateAfter, lateFactor, column, row: column.map((place) => place * travelMinutes.length) };
}

function eligibility(problem: DailyProblem) {
  const caregivers = problem.caregivers.length;
  const can = new Uint8Array(2 * problem.patients.length * caregivers);
  const eligible = problem.patients.flatMap(({ operations }, patient) =>
    [0, 1].map((second) => {
      const operation = operations[second];
      const able = operation ? eligibleCaregivers(problem, operation) : [];
      for (const caregiver of able) can[(2 * patient + second) * caregivers + caregiver] = 1;
      return Int32Array.from(able);
    }),
  );
  return { can, eligible };
}

type NeighbourInput = Pick<DailyModel, "problem" | "can" | "caregivers">;

function neighbourLists(model: NeighbourInput) {
  const { patients } = model.problem;
  const sharing = patients.map((_, one) => patients.map((__, other) => one !== other && mayShare(model, one, other)));
  const candidates = sharing.map((row) => row.flatMap((shares, other) => (shares ? [other] : [])));
  const everyOther = patients.map((_, one) => patients.flatMap((__, other) => (other === one ? [] : [other])));
  const neighbours = Math.min(NEIGHBOURS, Math.max(0, patients.length - 1));
  const listed = (price: (one: number, other: number) => number) =>
    Int32Array.from(
      patients.flatMap((_, one) => {
        const near = nearest(candidates[one] ?? [], (other) => price(one, other), neighbours);
        // Short lists repeat themselves: all are equally long, and a patient without any kin has everybody.
        const source = near.length > 0 ? near : (everyOther[one] ?? []);
        return Array.from({ length: neighbours }, (__, index) => source[index % source.length] ?? 0);
      }),
    );
  return {
    neighbours,
    followers: listed((one, other) => priceOfSequence(model.problem, one, other)),
    leaders: listed((one, other) => priceOfSequence(model.problem, other, one)),
  };
}

function nearest(candidates: readonly number[], price: (other: number) => number, most: number): number[] {
  return candidates
    .map((other) => ({ other, price: price(other) }))
    .sort((left, right) => left.price - right.price || left.other - right.other)
    .slice(0, most)
    .map(({ other }) => other);
}

function mayShare({ can, caregivers }: NeighbourInput, one: number, other: number): boolean {
  for (let caregiver = 0; caregiver < caregivers; caregiver += 1) {
    const able = (patient: number) =>
      can[2 * patient * caregivers + caregiver] === 1 || can[(2 * patient + 1) * caregivers + caregiver] === 1;
    if (able(one) && able(other)) return true;
  }
  return false;
}

/** Least unavoidable cost of going from one patient straight to another: way, waiting, tardiness. Minutes. */
function priceOfSequence({ patients, travelMinutes }: DailyProblem, from: number, to: number): number {
  const [one, other] = [patients[from], patients[to]];
  if (!one || !other) return Infinity;
  const way = travelMinutes[one.place]?.[other.place] ?? Infinity;
  const leave = (start: number) => start + (one.operations[0]?.durationMinutes ?? 0) + way;
  const waiting = Math.max(0, opensAt(other) - leave(one.closesMinute));
  const tardiness = Math.max(0, leave(opensAt(one)) - other.closesMinute);
  return way + WAITING_WEIGHT * waiting + tardiness;
}
