/**
 * The attempts to reach one person: up to as many as the policy says, with a least time between them, unless a result closes the call at
 * once or the person asked to be called at another time (domain reference 11). A fold over what happened; nothing here knows a clock.
 */
import type { PolicyParameters } from "../policy/policy-version.ts";
import { Refusal } from "../refusal.ts";
import { plusMinutes, type Instant } from "../time/instant.ts";
import { timeFact } from "../verification/served-time.ts";
import { treatmentOf, type Connection } from "./connection.ts";

export type CallAttempt = {
  readonly connection: Connection;
  readonly at: Instant;
  /** When the person asked to be called instead; only of an answered call, which then has no answers yet. */
  readonly appointmentAt: Instant | null;
};

export type AttemptTerms = Pick<PolicyParameters, "callback_attempts" | "callback_retry_hours">;

/** How far ahead an appointment may lie, in days, and how many a call may have. 示例/待确认. */
export const APPOINTMENT_DAYS = 14;
export const APPOINTMENTS_MOST = 3;

const MINUTES_PER_HOUR = 60;

export type CallStanding =
  | { readonly state: "open"; readonly attemptsLeft: number; readonly notBefore: Instant | null }
  | { readonly state: "closed"; readonly connection: Connection; readonly attempts: number };

/** Attempts that count against the limit: who asked for another time was reached. */
const counted = (attempts: readonly CallAttempt[]) => attempts.filter((one) => one.appointmentAt === null);

/** Where a call stands after its attempts, in the order in which they were made. */
export function callStanding(attempts: readonly CallAttempt[], terms: AttemptTerms): CallStanding {
  const last = attempts.at(-1);
  const made = counted(attempts).length;
  const attemptsLeft = Math.max(0, terms.callback_attempts - made);
  if (last === undefined) return { state: "open", attemptsLeft, notBefore: null };
  if (last.appointmentAt !== null) return { state: "open", attemptsLeft, notBefore: last.appointmentAt };
  if (treatmentOf(last.connection) !== "again" || attemptsLeft === 0)
    return { state: "closed", connection: last.connection, attempts: made };
  const notBefore = plusMinutes(last.at, terms.callback_retry_hours * MINUTES_PER_HOUR);
  return { state: "open", attemptsLeft, notBefore };
}

function requireAppointment(attempts: readonly CallAttempt[], { connection, at, appointmentAt }: CallAttempt): void {
  if (appointmentAt === null) return;
  if (connection !== "answered") throw new Refusal("appointment-not-answered");
  if (appointmentAt <= at) throw new Refusal("appointment-in-past");
  if (appointmentAt > plusMinutes(at, APPOINTMENT_DAYS * 24 * MINUTES_PER_HOUR))
    throw new Refusal("appointment-too-far", { days: APPOINTMENT_DAYS });
  if (attempts.filter((one) => one.appointmentAt !== null).length >= APPOINTMENTS_MOST)
    throw new Refusal("appointment-too-many", { most: APPOINTMENTS_MOST });
}

/**
 * Adds an attempt and says where the call stands then. Refuses "call-closed", "call-too-soon", "appointment-not-answered",
 * "appointment-in-past", "appointment-too-far" and "appointment-too-many".
 */
export function addAttempt(attempts: readonly CallAttempt[], attempt: CallAttempt, terms: AttemptTerms): CallStanding {
  const before = callStanding(attempts, terms);
  if (before.state === "closed") throw new Refusal("call-closed", { connection: before.connection });
  if (before.notBefore !== null && attempt.at < before.notBefore)
    throw new Refusal("call-too-soon", { from: timeFact(before.notBefore) });
  requireAppointment(attempts, attempt);
  return callStanding([...attempts, attempt], terms);
}
