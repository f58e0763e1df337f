import { describe, expect, it } from "vitest";
import { travelMinutes } from "#app/domain/scheduling/travel.ts";
import { workingWeeks, type WorkedVisit } from "#app/domain/scheduling/working-weeks.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { limits, pointAt } from "./month-plan/district.ts";

const near = pointAt(1, 1);
const far = pointAt(3, 1);
const visit = (key: string, date: string, startMinute: number, home = near): WorkedVisit => ({
  key,
  date: plainDate(date),
  startMinute,
  endMinute: startMinute + 60,
  home,
});

describe("a care worker's weeks", () => {
  it("tell the way and the free time before each visit but the first of a day, in any order of the visits", () => {
    const { ways } = workingWeeks([visit("b", "2026-12-01", 600, far), visit("a", "2026-12-01", 480)], limits);
    expect(ways.get("a")).toBeUndefined();
    expect(ways.get("b")).toEqual({ travelMinutes: travelMinutes(near, far, limits), freeMinutes: 60 });
  });
  it("count visits and the way between them by calendar week, Monday to Sunday, across the month's edge", () => {
    const { weekMinutes } = workingWeeks(
      [
        visit("monday", "2026-11-30", 480),
        visit("tuesday", "2026-12-01", 480),
        visit("sunday", "2026-12-06", 480),
        visit("next", "2026-12-07", 480),
        visit("later", "2026-12-07", 600, far),
      ],
      limits,
    );
    expect([...weekMinutes]).toEqual([
      ["2026-11-30", 180],
      ["2026-12-07", 120 + travelMinutes(near, far, limits)],
    ]);
  });
});
