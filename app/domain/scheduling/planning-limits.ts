/** The limits of the policy that planning obeys, in minutes, read once. */
import { Refusal } from "../refusal.ts";
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { MinuteWindow } from "../time/time-window.ts";
import type { PlacingPolicy } from "./place-visits.ts";
import type { TravelPace } from "./travel.ts";

export type PlanningLimits = TravelPace & {
  readonly visitsPerMonth: number;
  readonly visitMinMinutes: number;
  readonly workerDayMinutesMax: number;
  readonly workerDayVisitsMax: number;
  readonly workerWeekMinutesMax: number;
  readonly lunchBreakMinutes: number;
  readonly lunchWindow: MinuteWindow;
  /** Hours in which an elder is visited who named none [assumed]. */
  readonly visitingHours: MinuteWindow;
  readonly placing: PlacingPolicy;
};

const VISITING_HOURS: MinuteWindow = { startMinute: 8 * 60, endMinute: 18 * 60 };

export type PlanningParameters = Pick<
  PolicyParameters,
  | "visits_per_month"
  | "visit_min_minutes"
  | "worker_day_hours_max"
  | "worker_day_visits_max"
  | "worker_week_hours_max"
  | "lunch_break_minutes"
  | "lunch_window"
  | "planning_travel_speed"
  | "travel_setup_minutes"
  | "min_gap_days"
  | "holiday_mode"
  | "shift_candidates"
>;

/** Refuses "lunch-window-invalid" for a lunch_window that is not HH:MM-HH:MM, and "planning-speed-invalid" for a speed of zero. */
export function planningLimitsOf(policy: PlanningParameters): PlanningLimits {
  if (policy.planning_travel_speed <= 0)
    throw new Refusal("planning-speed-invalid", { planning_travel_speed: policy.planning_travel_speed });
  return {
    visitsPerMonth: policy.visits_per_month,
    visitMinMinutes: policy.visit_min_minutes,
    workerDayMinutesMax: policy.worker_day_hours_max * 60,
    workerDayVisitsMax: policy.worker_day_visits_max,
    workerWeekMinutesMax: policy.worker_week_hours_max * 60,
    lunchBreakMinutes: policy.lunch_break_minutes,
    lunchWindow: readClockWindow(policy.lunch_window),
    travelSpeedKmh: policy.planning_travel_speed,
    travelSetupMinutes: policy.travel_setup_minutes,
    visitingHours: VISITING_HOURS,
    placing: {
      min_gap_days: policy.min_gap_days,
      holiday_mode: policy.holiday_mode,
      shift_candidates: policy.shift_candidates,
    },
  };
}

function readClockWindow(text: string): MinuteWindow {
  const match = /^(\d{1,2}):(\d{2})\s*[-–~]\s*(\d{1,2}):(\d{2})$/.exec(text.trim());
  const [fromHour, fromMinute, toHour, toMinute] = (match ?? []).slice(1).map(Number);
  const startMinute = (fromHour ?? NaN) * 60 + (fromMinute ?? NaN);
  const endMinute = (toHour ?? NaN) * 60 + (toMinute ?? NaN);
  if (!(startMinute < endMinute && endMinute <= 1440))
    throw new Refusal("lunch-window-invalid", { lunch_window: text });
  return { startMinute, endMinute };
}
