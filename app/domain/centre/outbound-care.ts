/**
 * Whom the centre calls by itself today (主动关怀, domain reference 9): who came home from hospital, who was not visited as planned, and who is
 * very old and alone. An elder stands on the list once, for the first reason that holds, until somebody has spoken with him or her.
 */
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import { daysBetween, type PlainDate } from "../time/plain-date.ts";

/** In the order of urgency. */
export const CARE_REASONS = ["after_hospital", "missed_visit", "alone_old"] as const;
export type CareReason = (typeof CARE_REASONS)[number];

/** Days after coming home and after the missed visit, age in full years, and days until the next greeting: the policy's, all unconfirmed. */
export type CareRules = Pick<
  PolicyParameters,
  "care_home_days" | "care_missed_days" | "care_alone_age" | "care_greet_days"
>;

export type CareFacts = {
  readonly age: number;
  readonly livesAlone: boolean;
  /** Last day of the newest stay in hospital that has ended. */
  readonly homeSince: PlainDate | null;
  /** Day of the newest visit that nobody came to. */
  readonly missedOn: PlainDate | null;
  /** Day on which the centre last spoke with the elder. */
  readonly spokenOn: PlainDate | null;
};

const isSince = (day: PlainDate | null, today: PlainDate, days: number) =>
  day !== null && day <= today && daysBetween(day, today) <= days;

/** The reason to call today; null when there is none, or when the elder has been spoken to since. */
export function careReason(facts: CareFacts, today: PlainDate, rules: CareRules): CareReason | null {
  const { homeSince, missedOn, spokenOn } = facts;
  const isUnsaid = (day: PlainDate | null) => day !== null && (spokenOn === null || spokenOn < day);
  if (isSince(homeSince, today, rules.care_home_days) && isUnsaid(homeSince)) return "after_hospital";
  if (isSince(missedOn, today, rules.care_missed_days) && isUnsaid(missedOn)) return "missed_visit";
  const isOldAlone = facts.livesAlone && facts.age >= rules.care_alone_age;
  return isOldAlone && !isSince(spokenOn, today, rules.care_greet_days - 1) ? "alone_old" : null;
}
