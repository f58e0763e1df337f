/**
 * An activity of a street's centre: so many places, whoever asks later waits in order, and a place that becomes free is the first waiting
 * person's. Nobody is ever let in beyond the capacity.
 */
import { Refusal } from "../refusal.ts";
import { plusMinutes, type Instant } from "../time/instant.ts";

export const AUDIENCES = ["everyone", "elders", "families"] as const;
export type Audience = (typeof AUDIENCES)[number];

/** A title has to fit a card at the largest letters. */
export const TITLE_LONGEST = 10;

/** More places than a centre's largest room has [assumed]. */
export const CAPACITY_MOST = 500;

/** Check-in opens so long before the start [assumed]. */
const CHECK_IN_MINUTES = 60;

export type ActivityTimes = { readonly startsAt: Instant; readonly endsAt: Instant };

export type ActivityStanding = ActivityTimes & {
  readonly state: "open" | "cancelled";
  readonly capacity: number;
  readonly joinedCount: number;
};

export type ActivityPlan = ActivityTimes & {
  readonly title: string;
  readonly place: string;
  readonly capacity: number;
};

/**
 * Refuses "activity-needs-title", "activity-title-long", "activity-needs-place", "activity-times", "activity-in-past" and
 * "activity-capacity"; for a changed one "activity-capacity-below-joined".
 * @param joined people who have a place already
 */
export function requireActivity(plan: ActivityPlan, now: Instant, joined = 0): void {
  const title = [...plan.title.trim()];
  if (title.length === 0) throw new Refusal("activity-needs-title");
  if (title.length > TITLE_LONGEST) throw new Refusal("activity-title-long", { most: TITLE_LONGEST });
  if (plan.place.trim() === "") throw new Refusal("activity-needs-place");
  if (plan.endsAt <= plan.startsAt) throw new Refusal("activity-times");
  if (plan.startsAt <= now) throw new Refusal("activity-in-past");
  if (!Number.isInteger(plan.capacity) || plan.capacity < 1 || plan.capacity > CAPACITY_MOST)
    throw new Refusal("activity-capacity", { most: CAPACITY_MOST });
  if (plan.capacity < joined) throw new Refusal("activity-capacity-below-joined", { joined });
}

/** Places that nobody has. */
export function placesLeft({ capacity, joinedCount }: Pick<ActivityStanding, "capacity" | "joinedCount">): number {
  return Math.max(0, capacity - joinedCount);
}

/** Refuses "activity-cancelled" and "activity-begun". */
export function requireOpen(activity: ActivityStanding, now: Instant): void {
  if (activity.state === "cancelled") throw new Refusal("activity-cancelled");
  if (activity.startsAt <= now) throw new Refusal("activity-begun");
}

/** What a person who asks now gets. */
export function stateOfNext(activity: ActivityStanding): "joined" | "waiting" {
  return placesLeft(activity) > 0 ? "joined" : "waiting";
}

/** Who of those that wait gets a place: in the order of asking, as many as there are places. */
export function movingUp<Waiting extends { readonly place: number }>(
  waiting: readonly Waiting[],
  free: number,
): Waiting[] {
  return [...waiting].sort((left, right) => left.place - right.place).slice(0, Math.max(0, free));
}

/** Position in the waiting list, from 1. */
export function waitingPosition(waiting: readonly { readonly place: number }[], place: number): number {
  return waiting.filter((one) => one.place <= place).length;
}

/** From an hour before the start until the end, on an activity that takes place. */
export function mayCheckIn(
  { state, startsAt, endsAt }: Omit<ActivityStanding, "capacity" | "joinedCount">,
  now: Instant,
): boolean {
  return state === "open" && plusMinutes(startsAt, -CHECK_IN_MINUTES) <= now && now < endsAt;
}

/** The reminder is due so many hours before the start, and not after it. */
export function isReminderDue({ startsAt }: ActivityTimes, hoursBefore: number, now: Instant): boolean {
  return plusMinutes(startsAt, -hoursBefore * 60) <= now && now < startsAt;
}
