/** The one place that reads database error codes. Drizzle wraps driver errors, so the code stands in the cause. */
import { isRefusal, Refusal } from "#app/domain/refusal.ts";

type DatabaseError = { code?: string; constraint?: string; constraint_name?: string; message: string };

function databaseError(thrown: unknown): DatabaseError | null {
  for (let layer = thrown; layer instanceof Error; layer = layer.cause) {
    const candidate = layer as Error & { code?: unknown };
    if (typeof candidate.code === "string" && /^[0-9A-Z]{5}$/.test(candidate.code))
      return layer as unknown as DatabaseError;
  }
  return null;
}

/** SQLSTATE of a database error, or null for anything else. */
export function sqlState(thrown: unknown): string | null {
  return databaseError(thrown)?.code ?? null;
}

/** True when the whole unit of work may be tried again: serialisation failure or deadlock. */
export function mayRetry(thrown: unknown): boolean {
  const state = sqlState(thrown);
  return state === "40001" || state === "40P01";
}

/** True when the values themselves are what the database does not take (classes 22 and 54, broken checks): the same again fails again. */
export function isUnstorable(thrown: unknown): boolean {
  const state = sqlState(thrown);
  return state === null ? isRefusal(thrown) && thrown.code === "breaks-a-rule" : /^(22|54)/.test(state);
}

/** True when a statement was refused only because one before it in its transaction had failed. */
export function onlyFollows(thrown: unknown): boolean {
  return sqlState(thrown) === "25P02";
}

const CODES: Readonly<Record<string, string>> = {
  "23505": "already-exists",
  "23P01": "overlaps-another",
  "23514": "breaks-a-rule",
  "23503": "refers-to-nothing",
  "23000": "closed-for-changes",
  "55P03": "busy-try-again",
  "57014": "took-too-long",
};

/** Constraints whose refusal has a name of its own, because a person can do something about it. */
const CONSTRAINT_CODES: Readonly<Record<string, string>> = {
  within_budget: "budget-short",
  appeal_second_person: "appeal-by-first-reviewer",
  spent_within_appropriation: "budget-below-spent",
  family_bed_bodies_apart: "bed-bodies-apart",
  family_bed_bodies_named: "bed-bodies-not-named",
  family_bed_second_person: "bed-second-person",
  family_bed_passed_whole: "bed-not-passed",
  retrofit_subsidy_second_person: "bed-second-approver",
  bed_service_second_person: "bed-second-approver",
  family_is_no_staff_of_own_provider: "family-is-staff",
  seat_presence_one_on_a_seat: "seat-taken",
  seat_presence_one_seat_each: "seat-has-one",
  centre_call_one_at_a_time: "seat-in-call",
  centre_shift_no_overlap: "shift-overlaps",
  shift_report_one_a_shift: "shift-closed",
};

/** Turns a constraint violation into a typed refusal that names the constraint; returns anything else unchanged. */
export function asRefusal(thrown: unknown): unknown {
  const error = databaseError(thrown);
  const code = error?.code === undefined ? undefined : CODES[error.code];
  if (!error || !code) return thrown;
  const constraint = error.constraint ?? error.constraint_name ?? "";
  return new Refusal(CONSTRAINT_CODES[constraint] ?? code, { constraint });
}
