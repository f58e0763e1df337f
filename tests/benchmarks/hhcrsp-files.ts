/**
 * The public JSON form of HHCRSP instances and plans (iolab-uniud/hhcrsp on GitHub, MIT): what is read is checked field by field, and
 * a fault names the file and the field.
 */
import { readFileSync } from "node:fs";
import * as z from "zod";
import type { DailyPlan } from "#app/domain/scheduling/daily/daily-plan.ts";
import { problemFaults, PUBLISHED_WEIGHTS, type DailyProblem } from "#app/domain/scheduling/daily/daily-problem.ts";

const id = z.union([z.string().min(1), z.number()]);
const minutes = z.number().nonnegative();

const patientForm = z.object({
  id,
  location: z.array(z.number()).optional(),
  time_window: z.tuple([minutes, minutes]),
  required_caregivers: z
    .array(z.object({ service: id, duration: minutes }))
    .min(1)
    .max(2),
  synchronization: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("simultaneous"), distance: z.unknown().optional() }),
      z.object({ type: z.literal("sequential"), distance: z.tuple([minutes, minutes]) }),
    ])
    .nullish(),
});

const instanceForm = z.object({
  patients: z.array(patientForm).min(1),
  services: z.array(z.object({ id })).min(1),
  caregivers: z.array(z.object({ id, abilities: z.array(id) })).min(1),
  distances: z.array(z.array(minutes)),
});

export type HhcrspInstance = z.infer<typeof instanceForm>;
export type HhcrspPatient = z.infer<typeof patientForm>;

type Stop = {
  readonly patient: string | number;
  readonly service: string | number;
  readonly arrival_time: number;
  readonly departure_time: number;
};
export type HhcrspSolution = {
  readonly routes: readonly { readonly caregiver_id: string | number; readonly locations: readonly Stop[] }[];
  readonly global_ordering: readonly (string | number)[];
};

/** An instance that cannot be used, with the file and the field. */
export class InstanceFault extends Error {}

/** Throws InstanceFault for a file that is no instance. */
export function readInstance(path: string): HhcrspInstance {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (thrown) {
    throw new InstanceFault(`${path}: ${thrown instanceof Error ? thrown.message : "cannot be read"}`);
  }
  const parsed = instanceForm.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InstanceFault(`${path}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is no instance"}`);
  }
  const [fault] = problemFaults(problemOf(parsed.data, path));
  if (fault !== undefined) throw new InstanceFault(`${path}: ${fault}`);
  return parsed.data;
}

/** The instance as a day to be planned; place 0 is the office. Throws InstanceFault for a service that is not listed. */
export function problemOf(instance: HhcrspInstance, path = "instance"): DailyProblem {
  const services = new Map(instance.services.map((service, index) => [service.id, index]));
  const serviceOf = (name: string | number, field: string) => {
    const index = services.get(name);
    if (index === undefined) throw new InstanceFault(`${path}: ${field}: service ${name} is not listed`);
    return index;
  };
  if (instance.distances.length !== instance.patients.length + 1)
    throw new InstanceFault(`${path}: distances: has not one row for the office and each patient`);
  return {
    patients: instance.patients.map((patient, index) => ({
      place: index + 1,
      opensMinute: patient.time_window[0],
      closesMinute: patient.time_window[1],
      operations: patient.required_caregivers.map(({ service, duration }) => ({
        service: serviceOf(service, `patients.${index}.required_caregivers`),
        durationMinutes: duration,
      })),
      ...(patient.synchronization ? { synchronisation: synchronisationOf(patient.synchronization) } : {}),
    })),
    caregivers: instance.caregivers.map(({ abilities }, index) => ({
      services: abilities.map((ability) => serviceOf(ability, `caregivers.${index}.abilities`)),
      startPlace: 0,
      endPlace: 0,
    })),
    travelMinutes: instance.distances,
    weights: PUBLISHED_WEIGHTS,
  };
}

function synchronisationOf(given: NonNullable<HhcrspPatient["synchronization"]>) {
  if (given.type === "simultaneous") return { kind: "simultaneous" as const };
  const [minGapMinutes, maxGapMinutes] = given.distance;
  return { kind: "sequential" as const, minGapMinutes, maxGapMinutes };
}

export function solutionOf(instance: HhcrspInstance, plan: DailyPlan): HhcrspSolution {
  const starts = plan.routes.flat().sort((left, right) => left.startMinute - right.startMinute);
  const patientId = (index: number) => instance.patients[index]?.id ?? "";
  return {
    routes: plan.routes.map((visits, caregiver) => ({
      caregiver_id: instance.caregivers[caregiver]?.id ?? "",
      locations: visits.map(({ patient, operation, startMinute, endMinute }) => ({
        patient: patientId(patient),
        service: instance.patients[patient]?.required_caregivers[operation]?.service ?? "",
        arrival_time: startMinute,
        departure_time: endMinute,
      })),
    })),
    global_ordering: [...new Set(starts.map(({ patient }) => patientId(patient)))],
  };
}

/** The published objective of a written plan: (distance + total tardiness + largest tardiness) / 3, from its routes alone. */
export function costOfSolution(instance: HhcrspInstance, { routes }: HhcrspSolution): number {
  const places = new Map(instance.patients.map((patient, index) => [patient.id, { patient, place: index + 1 }]));
  let [distance, total, worst] = [0, 0, 0];
  for (const { locations } of routes) {
    let here = 0;
    for (const { patient: name, arrival_time: start } of locations) {
      const found = places.get(name);
      if (!found) throw new InstanceFault(`a plan names ${name}, which is no patient`);
      distance += instance.distances[here]?.[found.place] ?? NaN;
      const late = Math.max(0, start - found.patient.time_window[1]);
      [total, worst, here] = [total + late, Math.max(worst, late), found.place];
    }
    distance += instance.distances[here]?.[0] ?? NaN;
  }
  return (distance + total + worst) / 3;
}
