/** A care worker (护理员) as planning and checks see one: employed by one provider, qualified, available, at times on leave. */
import type { ProviderId, WorkerId } from "../identifiers.ts";
import type { DatePeriod, PlainDate } from "../time/plain-date.ts";
import { periodContains } from "../time/plain-date.ts";
import type { WeeklyWindow } from "../time/time-window.ts";
import type { Qualification } from "./qualification.ts";

export type Employment = {
  readonly employedFrom: PlainDate;
  /** Last day of employment; null means open. */
  readonly employedTo: PlainDate | null;
};

export type CareWorker = Employment & {
  readonly id: WorkerId;
  readonly providerId: ProviderId;
  readonly qualifications: readonly Qualification[];
  readonly availability: readonly WeeklyWindow[];
  readonly leave: readonly DatePeriod[];
};

/** Employed on the date, first and last day included. */
export function isEmployedOn({ employedFrom, employedTo }: Employment, on: PlainDate): boolean {
  return periodContains({ from: employedFrom, to: employedTo }, on);
}

export function isOnLeave({ leave }: Pick<CareWorker, "leave">, on: PlainDate): boolean {
  return leave.some((period) => periodContains(period, on));
}
