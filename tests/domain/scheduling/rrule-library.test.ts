import { describe, expect, it } from "vitest";
import { libraryDays } from "#app/domain/scheduling/rrule-library.ts";
import { dayNumber, plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";

const day = (text: string) => dayNumber(plainDate(text));

describe("the library behind its door", () => {
  it("loads in this environment and gives local days, also for a start that is the day before in UTC", () => {
    const rule = { ruleText: "FREQ=MONTHLY;BYMONTHDAY=1", startDay: day("2026-01-01"), startMinute: 30, until: null };
    expect(libraryDays(rule, day("2026-02-01"), day("2026-03-31")).map(plainDateOfDay)).toEqual([
      "2026-02-01",
      "2026-03-01",
    ]);
  });

  it("includes both ends of the window and an UNTIL that falls on a start", () => {
    const rule = { ruleText: "FREQ=DAILY", startDay: day("2026-01-01"), startMinute: 1410 };
    const open = libraryDays({ ...rule, until: null }, day("2026-01-03"), day("2026-01-05"));
    expect(open).toHaveLength(3);
    const until = (minute: number) => ({ day: day("2026-01-04"), minute });
    expect(libraryDays({ ...rule, until: until(1410) }, day("2026-01-03"), day("2026-01-05"))).toHaveLength(2);
    expect(libraryDays({ ...rule, until: until(1409) }, day("2026-01-03"), day("2026-01-05"))).toHaveLength(1);
  });
});
