/** The shapes of played delivery: what was planned, who could come, what was recorded. */
import type { Instant } from "#app/domain/time/instant.ts";
import type { Point } from "#app/domain/verification/datum.ts";
import type { Qualification } from "#app/domain/workforce/qualification.ts";
import type { RecordedEvent } from "./delivery-events.ts";

/** A visit of the plan. Keys are business keys: visit number, elder number, credit code, worker number. */
export type PlannedDelivery = {
  readonly visitNo: string;
  readonly elderKey: string;
  readonly providerKey: string;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
  readonly workers: readonly { readonly workerId: string; readonly workerNo: string }[];
  readonly subtypes: readonly string[];
  readonly home: Point;
};

export type DeliveringWorker = {
  readonly workerId: string;
  readonly workerNo: string;
  readonly providerKey: string;
  readonly qualifications: readonly Qualification[];
};

export const DELIVERY_FAULTS = [
  "too_short",
  "much_too_short",
  "no_check_out",
  "no_check_in",
  "outside_fence",
  "no_position",
  "no_person_proof",
  "late_start",
  "missed",
  "worker_overlap",
  "unqualified_replacement",
  "after_death",
  "in_hospital",
] as const;

export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

export type DeliveredVisit = {
  readonly visitNo: string;
  readonly fault: DeliveryFault | null;
  /** in_progress = the check-out is missing, missed = nobody came. */
  readonly outcome: "done" | "in_progress" | "missed";
  readonly events: readonly RecordedEvent[];
};
