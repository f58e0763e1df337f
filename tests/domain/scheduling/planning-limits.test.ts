import { describe, expect, it } from "vitest";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { parameters } from "./month-plan/district.ts";

describe("the planning limits of a policy", () => {
  it("are read in minutes", () => {
    expect(planningLimitsOf(parameters)).toMatchObject({
      visitsPerMonth: 4,
      workerDayMinutesMax: 600,
      workerWeekMinutesMax: 2400,
      lunchWindow: { startMinute: 660, endMinute: 810 },
      travelSpeedKmh: 20,
      placing: { min_gap_days: 3, holiday_mode: "move_inside_month", shift_candidates: "working_days" },
    });
  });

  it.each(["11:00", "13:30-11:00", "11:00-11:00", "lunch", "11:00-25:00"])("refuse the lunch window %s", (text) => {
    expect(() => planningLimitsOf({ ...parameters, lunch_window: text })).toThrow("lunch-window-invalid");
  });

  it("refuse a speed at which nobody arrives", () => {
    expect(() => planningLimitsOf({ ...parameters, planning_travel_speed: 0 })).toThrow("planning-speed-invalid");
    expect(() => planningLimitsOf({ ...parameters, planning_travel_speed: 1 })).not.toThrow();
  });
});
