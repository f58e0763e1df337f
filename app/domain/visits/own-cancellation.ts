/** An elder calls one of the own visits off: why, for how long if away, and until when it can be done without asking anybody. */
import { plusMinutes, type Instant } from "../time/instant.ts";
import { addDays, type PlainDate } from "../time/plain-date.ts";

export const OWN_CANCEL_REASONS = ["hospital", "away", "unwell", "other"] as const;
export type OwnCancelReason = (typeof OWN_CANCEL_REASONS)[number];

const CODES: Readonly<Record<OwnCancelReason, string>> = {
  hospital: "RC-ELDER-HOSPITAL",
  away: "RC-ELDER-AWAY",
  unwell: "RC-ELDER-ASKED-TIME",
  other: "RC-ELDER-REFUSED",
};

/** The code under which offices keep it. */
export function cancelCodeOf(reason: OwnCancelReason): string {
  return CODES[reason];
}

/** Who is away for a while is asked for how long, and staff hear of it: the visits after this one have to stand still too. */
export function asksHowLong(reason: OwnCancelReason): boolean {
  return reason === "hospital" || reason === "away";
}

export const STAY_LENGTHS = ["week", "fortnight", "month", "unknown"] as const;
export type StayLength = (typeof STAY_LENGTHS)[number];

const DAYS: Readonly<Record<StayLength, number | null>> = { week: 7, fortnight: 14, month: 30, unknown: null };

/** The day that the elder has in mind; null when nobody knows. */
export function stayUntil(length: StayLength, from: PlainDate): PlainDate | null {
  const days = DAYS[length];
  return days === null ? null : addDays(from, days);
}

/** Two hours before the start the care worker may have set out [assumed]; from then on a person has to help. */
export const CHANGE_UNTIL_MINUTES = 120;

/** Whether it is too late to move or call off the visit without asking anybody. */
export function isTooClose(startAt: Instant, now: Instant): boolean {
  return now > plusMinutes(startAt, -CHANGE_UNTIL_MINUTES);
}
