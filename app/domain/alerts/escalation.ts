/**
 * The ladder: who is told, and when, while nobody answers. Its steps are stored with their deadlines when the alert is stored, so whatever
 * process runs when a deadline comes keeps it, and a restart neither loses nor repeats one. Deadlines count from the storing: a device's
 * clock that is wrong delays nobody. Parameters: sos_escalate_s, orange_ack_s, yellow_due (domain reference 8.2).
 */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import type { Instant } from "../time/instant.ts";
import type { AlertLevel } from "./alert.ts";

export const LADDER_STEPS = [
  "seats",
  "lead",
  "family",
  "street",
  "supervisor",
  "orange_lead",
  "orange_street",
] as const;
export type LadderStep = (typeof LADDER_STEPS)[number];

export type LadderLimits = {
  /** Seats, shift lead and family, street duty, supervisor: seconds after the alert was stored. */
  readonly redSeconds: readonly number[];
  readonly orangeSeconds: number;
};

export type DueStep = { readonly step: LadderStep; readonly dueAt: Instant };

const RED: readonly (readonly LadderStep[])[] = [["seats"], ["lead", "family"], ["street"], ["supervisor"]];

/** An orange alert that nobody took goes to the shift lead, and after as long again to the street. */
const ORANGE: readonly LadderStep[] = ["orange_lead", "orange_street"];

const after = (from: Instant, seconds: number) => (from + seconds * 1000) as Instant;

/** The steps of one alert; a yellow one has none, its work order has a date. */
export function ladderOf(level: AlertLevel, storedAt: Instant, limits: LadderLimits): DueStep[] {
  switch (level) {
    case "red":
      return RED.flatMap((steps, index) => {
        const seconds = limits.redSeconds[index];
        return seconds === undefined ? [] : steps.map((step) => ({ step, dueAt: after(storedAt, seconds) }));
      });
    case "orange":
      return ORANGE.map((step, index) => ({ step, dueAt: after(storedAt, limits.orangeSeconds * (index + 1)) }));
    case "yellow":
      return [];
  }
}

/** Working days in which a yellow alert's work order is done; 0 is the day itself. */
export function yellowDueDays({ yellow_due }: Pick<PolicyParameters, "yellow_due">): number {
  return yellow_due === "same day" ? 0 : 1;
}

export type StoredStep = DueStep & { readonly toldAt: Instant | null; readonly endedAt: Instant | null };

/** Steps whose time has come and that nobody was told yet, the earliest first. A step on its second is due. */
export function dueSteps(steps: readonly StoredStep[], now: Instant): StoredStep[] {
  return steps
    .filter(({ dueAt, toldAt, endedAt }) => toldAt === null && endedAt === null && dueAt <= now)
    .sort((left, right) => left.dueAt - right.dueAt);
}

/** When the ladder must be looked at next; null when nothing waits. */
export function nextDue(steps: readonly StoredStep[]): Instant | null {
  const waiting = steps.filter(({ toldAt, endedAt }) => toldAt === null && endedAt === null);
  return waiting.reduce<Instant | null>((least, { dueAt }) => (least === null || dueAt < least ? dueAt : least), null);
}
