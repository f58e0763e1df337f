/** Leave of a care worker: why, and how long one entry may be. */
import { Refusal } from "../refusal.ts";
import { daysBetween, type PlainDate } from "../time/plain-date.ts";

/** Stable codes; the words are in messages. What illness it is, nobody asks. */
export const LEAVE_REASONS = ["sick", "personal", "training", "other"] as const;

export type LeaveReason = (typeof LEAVE_REASONS)[number];

/** Days of the longest leave of one entry: what lies further ahead is not planned yet [assumed]. */
const MOST_DAYS = 62;

/** The code with which a visit is called off for which nobody else was found. */
export function cancelCodeOfLeave(reason: LeaveReason): "RC-WORKER-SICK" | "plan_changed" {
  return reason === "sick" ? "RC-WORKER-SICK" : "plan_changed";
}

/** Refuses "leave-out-of-order", "leave-in-past" for one that is over, and "leave-too-long". */
export function assertLeavePeriod(from: PlainDate, to: PlainDate, today: PlainDate): void {
  if (to < from) throw new Refusal("leave-out-of-order", { from, to });
  if (to < today) throw new Refusal("leave-in-past", { to });
  if (daysBetween(from, to) >= MOST_DAYS) throw new Refusal("leave-too-long", { days: MOST_DAYS });
}
