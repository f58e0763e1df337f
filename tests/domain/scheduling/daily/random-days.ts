/** Random small days for properties, and a plain timing of a whole order that shares no code with the engine. */
import fc from "fast-check";
import type { DailyPatient, DailyProblem } from "#app/domain/scheduling/daily/daily-problem.ts";
import { PUBLISHED_WEIGHTS } from "#app/domain/scheduling/daily/daily-problem.ts";
import type { DailyState } from "#app/domain/scheduling/daily/daily-state.ts";

const SERVICES = 3;
const index = (bound: number) => fc.nat({ max: bound - 1 });

/** Points on a square; ways with three decimals, as in the published instances. */
function waysBetween(points: readonly (readonly [number, number])[]): number[][] {
  return points.map(([x, y]) => points.map(([u, v]) => Number(Math.hypot(x - u, y - v).toFixed(3))));
}

type PatientDraw = {
  readonly opens: number;
  readonly width: number;
  readonly services: readonly [number, number];
  readonly durations: readonly [number, number];
  readonly form: "single" | "simultaneous" | "sequential";
  readonly gap: readonly [number, number];
  readonly isHard: boolean;
  readonly pinnedStart: number | undefined;
};

const patientDraw: fc.Arbitrary<PatientDraw> = fc.record({
  opens: fc.nat({ max: 300 }),
  width: fc.nat({ max: 120 }),
  services: fc.tuple(index(SERVICES), index(SERVICES)),
  durations: fc.tuple(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 5, max: 40 })),
  form: fc.constantFrom("single", "simultaneous", "sequential"),
  gap: fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 })),
  isHard: fc.boolean(),
  pinnedStart: fc.option(fc.integer({ min: 100, max: 300 }), { freq: 4, nil: undefined }),
});

function patientOf(draw: PatientDraw, place: number, withHardRules: boolean): DailyPatient {
  const operations = draw.services.map((service, at) => ({ service, durationMinutes: draw.durations[at] ?? 0 }));
  const [minGapMinutes, more] = draw.gap;
  const pinned =
    withHardRules && draw.pinnedStart !== undefined ? { pinnedStartMinute: draw.opens + draw.pinnedStart } : {};
  const window = { place, opensMinute: draw.opens, closesMinute: draw.opens + draw.width, ...pinned };
  const closing = withHardRules && draw.isHard ? ("hard" as const) : ("soft" as const);
  if (draw.form === "single") return { ...window, closing, operations: operations.slice(0, 1) };
  const synchronisation =
    draw.form === "simultaneous"
      ? { kind: "simultaneous" as const }
      : { kind: "sequential" as const, minGapMinutes, maxGapMinutes: minGapMinutes + more };
  return { ...window, closing, operations, synchronisation };
}

export type DaySize = { readonly patients: number; readonly caregivers: number; readonly withHardRules: boolean };

/** Days of up to so many patients. The first two caregivers hold every service, so that every day can be planned. */
export function randomDay({ patients, caregivers, withHardRules }: DaySize): fc.Arbitrary<DailyProblem> {
  return fc
    .record({
      draws: fc.array(patientDraw, { minLength: 1, maxLength: patients }),
      held: fc.array(fc.uniqueArray(index(SERVICES), { maxLength: SERVICES }), { maxLength: caregivers - 2 }),
      points: fc.array(fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 })), {
        minLength: patients + 1,
        maxLength: patients + 1,
      }),
      until: fc.integer({ min: 300, max: 900 }),
    })
    .map(({ draws, held, points, until }) => ({
      patients: draws.map((draw, at) => patientOf(draw, at + 1, withHardRules)),
      caregivers: [[0, 1, 2], [0, 1, 2], ...held].map((services, at) => ({
        services,
        startPlace: 0,
        endPlace: 0,
        ...(withHardRules && at % 2 === 0 ? { fromMinute: 20, untilMinute: until } : {}),
      })),
      travelMinutes: waysBetween(points),
      weights: PUBLISHED_WEIGHTS,
    }));
}

/** `ends` by operation node (2 x patient + operation) in ticks; null cost if a sequential visit breaks its largest gap. */
export type PlainTimes = { readonly cost: number | null; readonly ends: ReadonlyMap<number, number> };

/** What the published cost makes of a hard rule that is broken: a thousand times the tardiness. */
const lateCost = (time: number, latest: number, isHard: boolean): number =>
  Math.max(0, time - latest) * (isHard ? 1000 : 1);
const ticks = (minutes: number) => Math.round(1000 * minutes);

/** Times the whole order of a state from its links and keys alone, operation after operation. */
export function timeEverything(state: DailyState, problem: DailyProblem): PlainTimes {
  const count = 2 * problem.patients.length;
  const routes = problem.caregivers.map((_, caregiver) => routeOf(state, count + caregiver, count));
  const timing = new PlainTiming(problem, routes);
  const keyOf = (node: number) => state.key[node] ?? NaN;
  const order = routes.flat().sort((left, right) => keyOf(left) - keyOf(right) || left - right);
  for (const node of order) timing.time(node, keyOf(node) === keyOf(node ^ 1));
  return { cost: timing.isBroken ? null : timing.cost(), ends: timing.ends };
}

function routeOf(state: DailyState, start: number, count: number): number[] {
  const nodes: number[] = [];
  for (let node = state.next[start] ?? count; node < count; node = state.next[node] ?? count) nodes.push(node);
  return nodes;
}

class PlainTiming {
  readonly ends = new Map<number, number>();
  isBroken = false;
  readonly #problem: DailyProblem;
  readonly #whoOf: ReadonlyMap<number, number>;
  /** By caregiver: free from when, where. */
  readonly #ready: { free: number; place: number }[];
  #travel = 0;
  readonly #late: number[] = [];

  constructor(problem: DailyProblem, routes: readonly (readonly number[])[]) {
    this.#problem = problem;
    this.#whoOf = new Map(routes.flatMap((route, caregiver) => route.map((node) => [node, caregiver] as const)));
    this.#ready = problem.caregivers.map(({ fromMinute = 0, startPlace }) => ({
      free: ticks(fromMinute),
      place: startPlace,
    }));
  }

  /** Times an operation, or both of its patient at once. */
  time(node: number, isJoint: boolean): void {
    if (this.ends.has(node)) return;
    const { sync, first, second } = { sync: this.#patient(node).synchronisation, first: node & ~1, second: node | 1 };
    const [least, most] = sync?.kind === "sequential" ? [ticks(sync.minGapMinutes), ticks(sync.maxGapMinutes)] : [0, 0];
    if (isJoint && sync) {
      const then = Math.max(this.#arrival(second), this.#arrival(first) + least);
      this.#settle(first, Math.max(this.#arrival(first), then - most));
      this.#settle(second, then);
    } else if (node === first) this.#settle(first, this.#arrival(first));
    else {
      const began = (this.ends.get(first) ?? NaN) - this.#work(first);
      const then = Math.max(this.#arrival(second), began + least);
      if (then - began > most) this.isBroken = true;
      this.#settle(second, then);
    }
  }

  /** To be asked once, when every operation is timed. */
  cost(): number {
    this.#problem.caregivers.forEach(({ endPlace, untilMinute }, at) => {
      const { free, place } = this.#whereIs(at);
      const way = this.#way(place, endPlace);
      this.#travel += way;
      if (untilMinute !== undefined) this.#late.push(lateCost(free + way, ticks(untilMinute), true));
    });
    return (this.#travel + this.#late.reduce((sum, one) => sum + one, 0) + Math.max(0, ...this.#late)) / 3;
  }

  #patient(node: number): DailyPatient {
    const patient = this.#problem.patients[node >> 1];
    if (!patient) throw new Error(`no patient has operation ${node}`);
    return patient;
  }

  #work = (node: number) => ticks(this.#patient(node).operations[node & 1]?.durationMinutes ?? NaN);
  #way = (from: number, to: number) => ticks(this.#problem.travelMinutes[from]?.[to] ?? NaN);
  #whereIs = (caregiver: number) => this.#ready[caregiver] ?? { free: NaN, place: -1 };

  #arrival(node: number): number {
    const { place, opensMinute, pinnedStartMinute } = this.#patient(node);
    const from = this.#whereIs(this.#whoOf.get(node) ?? -1);
    return Math.max(ticks(pinnedStartMinute ?? opensMinute), from.free + this.#way(from.place, place));
  }

  #settle(node: number, start: number): void {
    const { place, closing, closesMinute, pinnedStartMinute } = this.#patient(node);
    const caregiver = this.#whoOf.get(node) ?? -1;
    const end = start + this.#work(node);
    this.#travel += this.#way(this.#whereIs(caregiver).place, place);
    this.#ready[caregiver] = { free: end, place };
    this.ends.set(node, end);
    const pinned = (node & 1) === 0 ? pinnedStartMinute : undefined;
    const isHard = closing === "hard" || pinned !== undefined;
    this.#late.push(lateCost(start, ticks(pinned ?? closesMinute), isHard));
  }
}
