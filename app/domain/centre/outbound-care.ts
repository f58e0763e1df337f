/**
 * Whom the centre calls by itself today (主动关怀, domain reference 9): who came home from hospital, who was not visited as planned, and who is
 * very old and alone. An elder stands on the list once, for the first reason that holds, until somebody has spoken with him or her.
 */
import { daysBetween, type PlainDate } from "../time/plain-date.ts";

/** In the order of urgency. */
export const CARE_REASONS = ["after_hospital", "missed_visit", "alone_old"] as const;
export type CareReason = (typeof CARE_REASONS)[number];

/** All [assumed]: days after coming home, days after the missed visit, age in full years, and days until the next greeting. */
export const CARE_RULES = { homeDays: 7, missedDays: 3, aloneAge: 80, greetEveryDays: 14 } as const;

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
export function careReason(facts: CareFacts, today: PlainDate): CareReason | null {
  const { homeSince, missedOn, spokenOn } = facts;
  const isUnsaid = (day: PlainDate | null) => day !== null && (spokenOn === null || spokenOn < day);
  if (isSince(homeSince, today, CARE_RULES.homeDays) && isUnsaid(homeSince)) return "after_hospital";
  if (isSince(missedOn, today, CARE_RULES.missedDays) && isUnsaid(missedOn)) return "missed_visit";
  const isOldAlone = facts.livesAlone && facts.age >= CARE_RULES.aloneAge;
  return isOldAlone && !isSince(spokenOn, today, CARE_RULES.greetEveryDays - 1) ? "alone_old" : null;
}
