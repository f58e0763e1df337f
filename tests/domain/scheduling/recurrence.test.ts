import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import {
  assertExactlyPerMonth,
  compileRecurrence,
  expandByLibrary,
  expandDates,
  expandMonth,
  monthlyRule,
  weekdayOfMonth,
} from "#app/domain/scheduling/recurrence.ts";
import { plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";
import type { Weekday } from "#app/domain/time/plain-date.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { addMonths, plainMonth } from "#app/domain/time/plain-month.ts";

const FOUR_TUESDAYS = "FREQ=MONTHLY;BYDAY=1TU,2TU,3TU,4TU";

function localTime(text: string): LocalTime {
  const [date = "", clock = ""] = text.split("T");
  const [hour, minute] = clock.split(":").map(Number);
  return { date: plainDate(date), minute: (hour ?? 0) * 60 + (minute ?? 0) };
}

function localTimes(text: string): LocalTime[] {
  return text === "" ? [] : text.split(" ").map(localTime);
}

function compile(rrule: string | null, start = "2026-01-06T09:00") {
  return compileRecurrence({ rrule, start: localTime(start), exdates: [], rdates: [] });
}

const casesFile = readFileSync(new URL("./recurrence-cases.csv", import.meta.url), "utf8");
const cases = casesFile
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map((match) => match[1] ?? match[2] ?? ""));

/** The suite runs under several process zones; an answer that depends on one of them fails at least once. */
const ZONES = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"];

function underEveryZone(check: () => void): void {
  const before = process.env["TZ"];
  try {
    for (const zone of ZONES) {
      process.env["TZ"] = zone;
      check();
    }
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
}

describe("the ninety recurrence cases", { timeout: 60_000 }, () => {
  it("run under zones that really differ", () => {
    const hours = new Set<number>();
    underEveryZone(() => hours.add(new Date("2026-01-06T01:00:00Z").getHours()));
    expect(hours.size).toBeGreaterThan(2);
  });

  it("are all there", () => {
    expect(cases).toHaveLength(90);
  });

  it.each(cases)("%s %s from %s (%s) without %s with %s in %s gives %s", (_id, rrule, start, ...rest) => {
    const [, exdates, rdates, month, dates, count] = rest;
    underEveryZone(() => {
      const compiled = compileRecurrence({
        rrule: rrule === "" || rrule === undefined ? null : rrule,
        start: localTime(start ?? ""),
        exdates: localTimes(exdates ?? ""),
        rdates: localTimes(rdates ?? ""),
      });
      const found = expandMonth(compiled, plainMonth(month ?? ""));
      expect(found.join(" ")).toBe(dates);
      expect(found).toHaveLength(Number(count));
    });
  });
});

const weekdays = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const ordinal = fc.constantFrom(1, 2, 3, 4, 5, -1, -2, -3, -4, -5);
const codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const monthlyByOrdinal = fc
  .array(fc.tuple(weekdays, ordinal), { minLength: 1, maxLength: 5 })
  .map(
    (days) => `FREQ=MONTHLY;BYDAY=${[...new Set(days.map(([day, place]) => `${place}${codes[day - 1]}`))].join(",")}`,
  );
/**
 * Positions from one side only, and the fifth from the end left out: the library gives a date twice where both sides meet, and the
 * first date of a month that has no fifth from the end.
 */
const positions = fc
  .tuple(fc.constantFrom(1, -1), fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }))
  .map(([side, places]) => places.map((place) => place * side));
const monthlyByPosition = fc
  .tuple(weekdays, positions)
  .map(([day, places]) => `FREQ=MONTHLY;BYDAY=${codes[day - 1]};BYSETPOS=${places.join(",")}`);
const weekly = fc
  .tuple(weekdays, fc.constantFrom("MO", "SU", "WE"))
  .map(([day, start]) => `FREQ=WEEKLY;BYDAY=${codes[day - 1]};WKST=${start}`);
const end = fc.oneof(
  fc.constant(""),
  fc.integer({ min: 1, max: 40 }).map((count) => `;COUNT=${count}`),
  fc.integer({ min: 0, max: 900 }).map((offset) => {
    const date = plainDateOfDay(20_300 + offset).replaceAll("-", "");
    return `;UNTIL=${date}T${offset % 2 === 0 ? "010000" : "005959"}Z`;
  }),
);
const ruleOfTheClass = fc
  .tuple(fc.oneof(monthlyByOrdinal, monthlyByPosition, weekly), fc.integer({ min: 1, max: 5 }), end)
  .map(([rule, interval, ending]) => `${rule}${interval === 1 ? "" : `;INTERVAL=${interval}`}${ending}`);

describe("closed form", { timeout: 60_000 }, () => {
  it("gives what the library gives for any rule of the class", () => {
    fc.assert(
      fc.property(
        ruleOfTheClass,
        fc.integer({ min: 20_400, max: 20_900 }),
        fc.constantFrom(0, 30, 540, 1410),
        fc.integer({ min: -60, max: 700 }),
        (rrule, startDay, minute, offset) => {
          const start = { date: plainDateOfDay(startDay), minute };
          const compiled = compileRecurrence({ rrule, start, exdates: [], rdates: [] });
          const from = plainDateOfDay(startDay + offset);
          const to = plainDateOfDay(startDay + offset + 120);
          expect(compiled.closedForm).not.toBeNull();
          expect(expandDates(compiled, from, to)).toEqual(expandByLibrary(compiled, from, to));
        },
      ),
      { numRuns: 1500, seed: 20261115 },
    );
  });

  it("gives a date once when positions from the front and from the back meet on it", () => {
    const february = plainMonth("2026-02");
    const bothSides = ["2026-02-03", "2026-02-24"];
    expect(expandMonth(compile("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,4,-1,-4"), february)).toEqual(bothSides);
    const byLibrary = compile("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,4,-1,-4;BYMONTH=2;COUNT=3");
    expect(byLibrary.closedForm).toBeNull();
    expect(expandMonth(byLibrary, february)).toEqual(bothSides);
    expect(expandMonth(byLibrary, plainMonth("2027-02"))).toEqual(["2027-02-02"]);
  });

  it("gives no fifth from the end in a month of four", () => {
    for (const rrule of ["FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-5", "FREQ=MONTHLY;BYDAY=TU;BYMONTH=2,3;BYSETPOS=-5"]) {
      expect(expandMonth(compile(rrule), plainMonth("2026-02"))).toEqual([]);
      expect(expandMonth(compile(rrule), plainMonth("2026-03"))).toEqual(["2026-03-03"]);
    }
  });

  it("is used for the ordinal form, the position form and one weekday a week, and for nothing else", () => {
    expect(compile(FOUR_TUESDAYS).closedForm).not.toBeNull();
    expect(compile("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,2,3,4").closedForm).not.toBeNull();
    expect(compile("FREQ=WEEKLY;BYDAY=TU").closedForm).not.toBeNull();
    expect(compile("FREQ=MONTHLY;BYMONTHDAY=1,8,15,22").closedForm).toBeNull();
    expect(compile("FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1,2,3,4").closedForm).toBeNull();
    expect(compile("FREQ=MONTHLY;BYDAY=TU;BYMONTH=3").closedForm).toBeNull();
  });
});

describe("a rule of the planner", () => {
  it("gives exactly four in each of 360 months, whatever the weekday and the form", () => {
    for (const weekday of [1, 2, 3, 4, 5, 6, 7] as const) {
      const ordinals = compile(monthlyRule(weekday, [1, 2, 3, 4]), "2024-01-01T09:00");
      const positions = compile(`FREQ=MONTHLY;BYDAY=${codes[weekday - 1]};BYSETPOS=1,2,3,4`, "2024-01-01T09:00");
      for (let offset = 0; offset < 360; offset += 1) {
        const month = addMonths(plainMonth("2024-01"), offset);
        const dates = expandMonth(ordinals, month);
        expect(dates).toHaveLength(4);
        expect(expandMonth(positions, month)).toEqual(dates);
        expect(dates).toEqual([1, 2, 3, 4].map((place) => weekdayOfMonth(month, weekday, place)));
      }
    }
  });
});

describe("assertExactlyPerMonth", () => {
  const refusal = (rrule: string, start = "2026-01-06T09:00", perMonth = 4) => {
    try {
      assertExactlyPerMonth(compile(rrule, start), perMonth, plainMonth("2026-01"));
      return null;
    } catch (thrown) {
      return isRefusal(thrown, "recurrence-not-exact") ? thrown.facts : thrown;
    }
  };

  it("accepts both forms of four a month, and fixed dates up to the 28th", () => {
    expect(refusal(FOUR_TUESDAYS)).toBeNull();
    expect(refusal("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,2,3,4")).toBeNull();
    expect(refusal("FREQ=MONTHLY;BYMONTHDAY=7,14,21,28", "2026-01-07T09:00")).toBeNull();
    expect(refusal("FREQ=MONTHLY;BYDAY=1TU,3TU", "2026-01-06T09:00", 2)).toBeNull();
  });

  it("refuses a weekly rule, which gives five in March 2026", () => {
    expect(refusal("FREQ=WEEKLY;BYDAY=TU")).toEqual({ month: "2026-03", count: 5, perMonth: 4 });
  });

  it("refuses day 29, which a common February does not have, even when the first February ahead is a leap one", () => {
    expect(refusal("FREQ=MONTHLY;BYMONTHDAY=8,15,22,29", "2026-01-08T09:00")).toMatchObject({
      month: "2026-02",
      count: 3,
    });
    const compiled = compile("FREQ=MONTHLY;BYMONTHDAY=8,15,22,29", "2027-03-08T09:00");
    expect(() => assertExactlyPerMonth(compiled, 4, plainMonth("2027-03"))).toThrow("recurrence-not-exact");
  });

  it("refuses fourth and last, which coincide in a month of four", () => {
    expect(refusal("FREQ=MONTHLY;BYDAY=1TU,2TU,4TU,-1TU")).toMatchObject({ count: 3 });
  });

  it("refuses a rule that skips months", () => {
    expect(refusal("FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,2TU,3TU,4TU")).toMatchObject({ month: "2026-02", count: 0 });
  });

  it("lets a series begin and end in the middle of a month, but not with a visit too many", () => {
    expect(refusal(FOUR_TUESDAYS, "2026-01-20T09:00")).toBeNull();
    expect(refusal(`${FOUR_TUESDAYS};UNTIL=20260512T010000Z`)).toBeNull();
    expect(refusal(`${FOUR_TUESDAYS};COUNT=6`)).toBeNull();
    expect(refusal("FREQ=WEEKLY;BYDAY=TH", "2026-01-01T09:00")).toMatchObject({ month: "2026-01", count: 5 });
  });

  it("counts added dates: a fifth by RDATE is one too many", () => {
    const compiled = compileRecurrence({
      rrule: FOUR_TUESDAYS,
      start: localTime("2026-01-06T09:00"),
      exdates: [],
      rdates: localTimes("2026-02-26T09:00"),
    });
    expect(() => assertExactlyPerMonth(compiled, 4, plainMonth("2026-01"))).toThrow("recurrence-not-exact");
  });
});

describe("a recurrence that cannot be kept", () => {
  it("has a rule that cannot be read, or a start that is no date or time of day", () => {
    const start = { date: plainDate("2026-01-06"), minute: 1440 };
    const compileAt = (changes: object) =>
      compileRecurrence({
        rrule: FOUR_TUESDAYS,
        start: { ...start, minute: 1439, ...changes },
        exdates: [],
        rdates: [],
      });
    expect(() => compile("FREQ=MONTHLY;BYDAY=6TU")).toThrow("recurrence-invalid");
    expect(() => compileAt({ minute: 1440 })).toThrow("recurrence-invalid");
    expect(() => compileAt({ minute: 1439 })).not.toThrow();
    expect(() => compileAt({ date: "2026-02-30" })).toThrow("recurrence-invalid");
  });
});

describe("UNTIL", () => {
  it("given locally counts in local time, and a bare date includes that whole day", () => {
    const may = plainMonth("2026-05");
    expect(expandMonth(compile(`${FOUR_TUESDAYS};UNTIL=20260512T090000`), may)).toHaveLength(2);
    expect(expandMonth(compile(`${FOUR_TUESDAYS};UNTIL=20260512T085959`), may)).toHaveLength(1);
    expect(expandMonth(compile(`${FOUR_TUESDAYS};UNTIL=20260512`), may)).toHaveLength(2);
  });
});
