/**
 * The public JSON form of HHCRSP instances and plans (iolab-uniud/hhcrsp on GitHub, MIT). What is read is checked field by field, and
 * a fault names the file and the field. Minutes and units of distance are the same.
 */
import * as z from "zod";
import type { DailyPlan } from "#app/domain/scheduling/daily/daily-plan.ts";
import type { DailyPatient, DailyProblem } from "#app/domain/scheduling/daily/daily-problem.ts";
import { problemFaults, PUBLISHED_WEIGHTS } from "#app/domain/scheduling/daily/daily-problem.ts";

const id = z.union([z.string().min(1), z.number()]);
const minutes = z.number().nonnegative();
const rising = z.tuple([minutes, minutes]).refine(([from, to]) => from <= to, "the second is less than the first");

const patient = z.object({
  id,
  time_window: rising,
  required_caregivers: z
    .array(z.object({ service: id, duration: minutes }))
    .min(1)
    .max(2),
  synchronization: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("simultaneous") }),
      z.object({ type: z.literal("sequential"), distance: rising }),
    ])
    .nullish(),
});

const instanceForm = z.object({
  patients: z.array(patient).min(1),
  services: z.array(z.object({ id })).min(1),
  caregivers: z.array(z.object({ id, abilities: z.array(id) })).min(1),
  central_offices: z.array(z.unknown()).length(1),
  /** Row and column 0 are the office, the others the patients in their order. */
  distances: z.array(z.array(minutes)),
});

export type HhcrspInstance = z.infer<typeof instanceForm>;
type HhcrspPatient = HhcrspInstance["patients"][number];

/** `arrival_time` is the start of the service. Caregivers who stay at home have no locations. */
export type HhcrspSolution = {
  readonly routes: readonly {
    readonly caregiver_id: string | number;
    readonly locations: readonly {
      readonly patient: string | number;
      readonly service: string | number;
      readonly arrival_time: number;
      readonly departure_time: number;
    }[];
  }[];
  /** Patients by their first start. */
  readonly global_ordering: readonly (string | number)[];
};

/** Throws Error naming the file and each faulty field. */
export function parseInstance(file: string, text: string): HhcrspInstance {
  const parsed = instanceForm.safeParse(readJson(file, text));
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `${file}: ${z.core.toDotPath(path)}: ${message}`).join("\n"),
    );
  const faults = crossFaults(parsed.data);
  if (faults.length === 0) faults.push(...problemFaults(dailyProblemOf(parsed.data)));
  if (faults.length > 0) throw new Error(faults.map((fault) => `${file}: ${fault}`).join("\n"));
  return parsed.data;
}

function readJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** What one field says about another. */
function crossFaults({ patients, services, caregivers, distances }: HhcrspInstance): string[] {
  const known = new Set(services.map((service) => service.id));
  const size = patients.length + 1;
  const twice = [patients, services, caregivers].map((list) => list.length !== new Set(list.map((one) => one.id)).size);
  const faults = ["patients", "services", "caregivers"].flatMap((name, at) =>
    twice[at] === true ? [`${name}: an id stands twice`] : [],
  );
  patients.forEach(({ required_caregivers: required, synchronization }, at) => {
    const field = `patients[${at}]`;
    required.forEach(({ service }, second) => {
      if (!known.has(service)) faults.push(`${field}.required_caregivers[${second}].service: ${service} is not known`);
    });
    if (required.length === 2 && required[0]?.service === required[1]?.service)
      faults.push(`${field}.required_caregivers: the same service twice`);
    if ((required.length === 2) !== (synchronization != null))
      faults.push(`${field}.synchronization: goes with two required caregivers, and only with two`);
  });
  caregivers.forEach(({ abilities }, at) => {
    const strange = abilities.find((ability) => !known.has(ability));
    if (strange !== undefined) faults.push(`caregivers[${at}].abilities: ${strange} is not known`);
  });
  if (distances.length !== size) faults.push(`distances: ${distances.length} rows, not ${size}`);
  const short = distances.findIndex((row) => row.length !== size);
  if (short >= 0) faults.push(`distances[${short}]: ${distances[short]?.length ?? 0} columns, not ${size}`);
  return faults;
}

/** The instance as the product's problem: patients, caregivers and services by their places in the file. */
export function dailyProblemOf({ patients, services, caregivers, distances }: HhcrspInstance): DailyProblem {
  const serviceAt = new Map(services.map((service, at) => [service.id, at]));
  return {
    patients: patients.map((one, at) => ({ place: at + 1, ...dailyPatientOf(one, serviceAt) })),
    caregivers: caregivers.map(({ abilities }) => ({
      services: abilities.map((ability) => serviceAt.get(ability) ?? -1),
      startPlace: 0,
      endPlace: 0,
    })),
    travelMinutes: distances,
    weights: PUBLISHED_WEIGHTS,
  };
}

function dailyPatientOf(
  { time_window: [opensMinute, closesMinute], required_caregivers, synchronization: bond }: HhcrspPatient,
  serviceAt: ReadonlyMap<string | number, number>,
): Omit<DailyPatient, "place"> {
  const operations = required_caregivers.map(({ service, duration }) => ({
    service: serviceAt.get(service) ?? -1,
    durationMinutes: duration,
  }));
  if (!bond) return { opensMinute, closesMinute, operations };
  if (bond.type === "simultaneous")
    return { opensMinute, closesMinute, operations, synchronisation: { kind: "simultaneous" } };
  const [minGapMinutes, maxGapMinutes] = bond.distance;
  return {
    ...{ opensMinute, closesMinute, operations },
    synchronisation: { kind: "sequential", minGapMinutes, maxGapMinutes },
  };
}

/** A plan in the public form. */
export function solutionOf({ patients, caregivers }: HhcrspInstance, plan: DailyPlan): HhcrspSolution {
  const firstStarts = patients.map(() => Infinity);
  const routes = plan.routes.map((visits, caregiver) => ({
    caregiver_id: caregivers[caregiver]?.id ?? "",
    locations: visits.map(({ patient: at, operation, startMinute, endMinute }) => {
      firstStarts[at] = Math.min(firstStarts[at] ?? Infinity, startMinute);
      return {
        patient: patients[at]?.id ?? "",
        service: patients[at]?.required_caregivers[operation]?.service ?? "",
        arrival_time: startMinute,
        departure_time: endMinute,
      };
    }),
  }));
  const order = patients.map((one, at) => ({ one: one.id, at, start: firstStarts[at] ?? Infinity }));
  order.sort((left, right) => left.start - right.start || left.at - right.at);
  return { routes, global_ordering: order.map(({ one }) => one) };
}
