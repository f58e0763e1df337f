import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlacingPolicy } from "#app/domain/scheduling/place-visits.ts";
import {
  calendarWarnings,
  displacementDates,
  divideOccurrences,
  keepsGap,
  placeVisits,
} from "#app/domain/scheduling/place-visits.ts";
import { weekdayOfMonth } from "#app/domain/scheduling/recurrence.ts";
import type { PlainDate, Weekday } from "#app/domain/time/plain-date.ts";
import { daysBetween, plainDate, weekdayOf } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { addMonths, monthOf, plainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { calendar2026 } from "./holidays-2026.ts";

const policy: PlacingPolicy = { min_gap_days: 3, holiday_mode: "move_inside_month", shift_candidates: "working_days" };
const nothingBlocked = () => null;

function datesOfWeekday(month: PlainMonth, weekday: Weekday): PlainDate[] {
  return [1, 2, 3, 4].map((ordinal) => weekdayOfMonth(month, weekday, ordinal));
}

function place(month: string, weekday: Weekday, changes: Partial<Parameters<typeof placeVisits>[0]> = {}) {
  const inMonth = plainMonth(month);
  return placeVisits({
    month: inMonth,
    occurrences: datesOfWeekday(inMonth, weekday),
    before: datesOfWeekday(addMonths(inMonth, -1), weekday),
    after: datesOfWeekday(addMonths(inMonth, 1), weekday),
    blocked: nothingBlocked,
    calendar: calendar2026,
    policy,
    ...changes,
  });
}

/** "3, 10, 17→14, 24" as in the worked table of the visit rules. */
function asWritten(result: ReturnType<typeof placeVisits>): string {
  const day = (date: PlainDate) => String(Number(date.slice(8)));
  return [...result.placed]
    .sort((left, right) => (left.originalOn < right.originalOn ? -1 : 1))
    .map(({ originalOn, on }) => (originalOn === on ? day(on) : `${day(originalOn)}→${day(on)}`))
    .join(", ");
}

describe("the worked table of 2026", () => {
  it.each([
    [1, "2, 9, 16→14, 23→24", "4→6, 11, 18, 25", "5→8, 12, 19, 26"],
    [2, "3, 10, 17→14, 24", "5→6, 12, 19, 26", "6→8, 13, 20, 27"],
    [3, "4, 11, 18→14, 25", "6, 13, 20, 27", "7→8, 14, 21, 28"],
    [4, "5, 12, 19→9, 26", "7, 14, 21, 28", "1→12, 8, 15, 22"],
    [5, "6, 13, 20→24, 27", "1→11, 8, 15, 22", "2→12, 9, 16, 23"],
    [6, "7, 14, 21→24, 28", "2→6, 9, 16, 23", "3→13, 10, 17, 24"],
    [7, "1, 8, 15→14, 22→24", "3→6, 10, 17, 24", "4→8, 11, 18, 25"],
  ] as const)("weekday %i: February %s · May %s · October %s", (weekday, february, may, october) => {
    expect(asWritten(place("2026-02", weekday))).toBe(february);
    expect(asWritten(place("2026-05", weekday))).toBe(may);
    expect(asWritten(place("2026-10", weekday))).toBe(october);
  });

  it("gives the absence example: 9 to 14 and 24 to 28 February away leave one visit, one moved and two owed", () => {
    const away = (date: PlainDate) =>
      (date >= "2026-02-09" && date <= "2026-02-14") || (date >= "2026-02-24" && date <= "2026-02-28")
        ? ("elder_away" as const)
        : null;
    const result = place("2026-02", 2, { blocked: away });
    expect(asWritten(result)).toBe("3, 10→6");
    expect(result.placed[1]).toEqual({ originalOn: "2026-02-10", on: "2026-02-06", reason: "elder_away" });
    expect(result.debts).toEqual([
      { originalOn: "2026-02-17", reason: "day_off", debt: "no_candidate_day" },
      { originalOn: "2026-02-24", reason: "elder_away", debt: "no_candidate_day" },
    ]);
  });
});

describe("a displaced visit", () => {
  it("keeps the gap to the actual visits of the month before", () => {
    const lastOfApril = [plainDate("2026-04-30")];
    expect(asWritten(place("2026-05", 6, { before: [] }))).toBe("2→6, 9, 16, 23");
    expect(asWritten(place("2026-10", 4, { before: [], after: [] }))).toBe("1→12, 8, 15, 22");
    // 2 May would be two days after 30 April; 6 May is six.
    const anyDay: PlacingPolicy = { ...policy, holiday_mode: "keep", shift_candidates: "any_day" };
    const absentOnSixth = (date: PlainDate) => (date === "2026-05-06" ? ("elder_away" as const) : null);
    const may = { occurrences: [plainDate("2026-05-06")], after: [], blocked: absentOnSixth, policy: anyDay };
    expect(place("2026-05", 3, { ...may, before: [plainDate("2026-05-02")] }).placed[0]?.on).toBe("2026-05-05");
    expect(place("2026-05", 3, { ...may, before: [plainDate("2026-05-03")] }).placed[0]?.on).toBe("2026-05-07");
    expect(place("2026-05", 6, { before: lastOfApril }).placed[0]?.on).toBe("2026-05-06");
  });

  it("goes to the earlier of two days that are equally near", () => {
    const away = (date: PlainDate) => (date === "2026-03-11" ? ("elder_away" as const) : null);
    expect(asWritten(place("2026-03", 3, { blocked: away }))).toBe("4, 11→10, 18, 25");
  });

  it("is owed when policy says that holidays are skipped, but still moves out of an absence", () => {
    const skip: PlacingPolicy = { ...policy, holiday_mode: "skip_as_debt" };
    const away = (date: PlainDate) => (date === "2026-05-12" ? ("elder_away" as const) : null);
    const result = place("2026-05", 2, { policy: skip, blocked: away });
    expect(asWritten(result)).toBe("12→11, 19, 26");
    expect(result.debts).toEqual([{ originalOn: "2026-05-05", reason: "day_off", debt: "holiday_skipped" }]);
  });

  it("does not exist when policy keeps visits on days off", () => {
    expect(asWritten(place("2026-05", 2, { policy: { ...policy, holiday_mode: "keep" } }))).toBe("5, 12, 19, 26");
  });

  it("may go to a weekend where policy allows any day, but never to a day off", () => {
    const anyDay: PlacingPolicy = { ...policy, shift_candidates: "any_day" };
    const away = (date: PlainDate) => (date === "2026-03-07" || date === "2026-03-06" ? ("elder_away" as const) : null);
    const march = { occurrences: [plainDate("2026-03-07")], before: [], after: [], blocked: away };
    expect(place("2026-03", 6, { ...march, policy: anyDay }).placed[0]?.on).toBe("2026-03-08");
    expect(place("2026-03", 6, march).placed[0]?.on).toBe("2026-03-05");
    const october = displacementDates(plainDate("2026-10-03"), [], {
      month: plainMonth("2026-10"),
      blocked: nothingBlocked,
      calendar: calendar2026,
      policy: anyDay,
    });
    expect(october[0]).toBe("2026-10-08");
  });

  it("names the block before the holiday when a date is both", () => {
    const closed = () => "provider_closed" as const;
    const parts = divideOccurrences({
      occurrences: [plainDate("2026-02-17")],
      blocked: closed,
      calendar: calendar2026,
      policy,
    });
    expect(parts).toEqual({ stay: [], displaced: [{ originalOn: "2026-02-17", reason: "provider_closed" }] });
  });
});

describe("the least gap", () => {
  it("is the difference of the dates, across the month's edge too", () => {
    expect(keepsGap(plainDate("2026-03-01"), [plainDate("2026-02-26")], 3)).toBe(true);
    expect(keepsGap(plainDate("2026-03-01"), [plainDate("2026-02-27")], 3)).toBe(false);
    expect(keepsGap(plainDate("2026-03-01"), [plainDate("2026-03-04")], 3)).toBe(true);
    expect(keepsGap(plainDate("2026-03-01"), [plainDate("2026-03-03")], 3)).toBe(false);
  });
});

describe("a year without a calendar", () => {
  it("is planned without holidays and says so", () => {
    const result = place("2027-02", 2);
    expect(asWritten(result)).toBe("2, 9, 16, 23");
    expect(result.warnings).toEqual([{ code: "calendar-missing", year: 2027 }]);
    expect(calendarWarnings(plainMonth("2026-02"), calendar2026)).toEqual([]);
    expect(calendarWarnings(plainMonth("2026-02"), new WorkCalendar([]))).toHaveLength(1);
  });
});

describe("any month, weekday and absence", { timeout: 60_000 }, () => {
  it("places or owes each of the four, never on a blocked day, and every move keeps the gap inside the month", () => {
    const months = fc.integer({ min: 0, max: 11 }).map((offset) => addMonths(plainMonth("2026-01"), offset));
    const weekdays = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
    const absences = fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 14 });
    fc.assert(
      fc.property(months, weekdays, absences, (month, weekday, absentDays) => {
        const absent = new Set(absentDays);
        const blocked = (date: PlainDate) => (absent.has(Number(date.slice(8))) ? ("elder_away" as const) : null);
        const result = place(month, weekday, { blocked });
        expect(result.placed.length + result.debts.length).toBe(4);
        for (const visit of result.placed) {
          expect(blocked(visit.on)).toBeNull();
          expect(calendar2026.dayKind(visit.on)).not.toBe("off");
          if (visit.reason === null) expect([visit.on, weekdayOf(visit.on)]).toEqual([visit.originalOn, weekday]);
          else expect([monthOf(visit.on), calendar2026.isWorkingDay(visit.on)]).toEqual([month, true]);
        }
        const days = result.placed.map(({ on }) => on);
        for (const [index, on] of days.slice(1).entries())
          expect(daysBetween(days[index] as PlainDate, on)).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 500, seed: 20261115 },
    );
  });
});
