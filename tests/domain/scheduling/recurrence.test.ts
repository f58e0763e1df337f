import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRefusal } from "#app/domain/refusal.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import {
  assertExactlyPerMonth,
  compileRecurrence,
  expandByLibrary,
  expandDates,
  expandMonth,
  monthlyRule,
  weekdayOfMonth,
  writeOccurrences,
} from "#app/domain/scheduling/recurrence.ts";
import { dayNumber, plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { LocalTime } from "#app/domain/time/instant.ts";
import { addMonths, plainMonth } from "#app/domain/time/plain-month.ts";
import { basicTime, randomRule } from "#tests/support/random-rules.ts";

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

const codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

describe("closed form", { timeout: 60_000 }, () => {
  it("gives what the library gives for any rule of the class", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const rule = randomRule(seededRandom(seed), 6);
        const start = { date: plainDateOfDay(rule.startDay), minute: rule.startMinute };
        const rrule = `${rule.openText}${rule.count === null ? "" : `;COUNT=${rule.count}`}${
          rule.until === null ? "" : `;UNTIL=${basicTime(rule.until.day, rule.until.minute)}`
        }`;
        const compiled = compileRecurrence({ rrule, start, exdates: [], rdates: [] });
        const [from, to] = [plainDateOfDay(rule.fromDay), plainDateOfDay(rule.toDay)];
        expect(compiled.closedForm).not.toBeNull();
        expect(expandDates(compiled, from, to)).toEqual(expandByLibrary(compiled, from, to));
      }),
      { numRuns: 2500, seed: 20261115 },
    );
  });

  it("gives a date once when positions from the front and from the back meet on it", () => {
    const february = plainMonth("2026-02");
    const bothSides = ["2026-02-03", "2026-02-24"];
    expect(expandMonth(compile("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,4,-1,-4"), february)).toEqual(bothSides);
    const everyFebruary = compile("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1,4,-1,-4;BYMONTH=2;COUNT=3");
    expect(expandMonth(everyFebruary, february)).toEqual(bothSides);
    expect(expandMonth(everyFebruary, plainMonth("2027-02"))).toEqual(["2027-02-02"]);
  });

  it("gives no fifth from the end in a month of four", () => {
    for (const rrule of ["FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-5", "FREQ=MONTHLY;BYDAY=TU;BYMONTH=2,3;BYSETPOS=-5"]) {
      expect(expandMonth(compile(rrule), plainMonth("2026-02"))).toEqual([]);
      expect(expandMonth(compile(rrule), plainMonth("2026-03"))).toEqual(["2026-03-03"]);
    }
  });
});

describe("expanding", () => {
  const dates = (rrule: string | null, from: string, to: string | null, rdates = "") =>
    expandDates(
      compileRecurrence({ rrule, start: localTime("2026-01-06T09:00"), exdates: [], rdates: localTimes(rdates) }),
      plainDate(from),
      to === null ? null : plainDate(to),
    );

  it("goes on until UNTIL, COUNT or the last added date when no window ends it", () => {
    expect(dates(`${FOUR_TUESDAYS};COUNT=6`, "2026-01-20", null)).toEqual([
      "2026-01-20",
      "2026-01-27",
      "2026-02-03",
      "2026-02-10",
    ]);
    expect(dates(`${FOUR_TUESDAYS};UNTIL=20260203`, "2026-01-27", null)).toEqual(["2026-01-27", "2026-02-03"]);
    expect(dates("FREQ=DAILY;COUNT=2", "2026-01-01", null)).toEqual(["2026-01-06", "2026-01-07"]);
    expect(dates(null, "2026-01-01", null, "2026-03-02T09:00")).toEqual(["2026-03-02"]);
    expect(dates("FREQ=DAILY;COUNT=1", "2026-01-01", null, "2026-03-02T09:00")).toEqual(["2026-01-06", "2026-03-02"]);
  });

  it("is refused without an end, and for a window that is none", () => {
    expect(() => dates(FOUR_TUESDAYS, "2026-01-01", null)).toThrow("recurrence-open");
    expect(() => dates("FREQ=DAILY", "2026-01-01", null)).toThrow("recurrence-open");
    for (const [from, to] of [
      ["2026-02-30", "2026-03-01"],
      ["2026-01-01", "2026-13-01"],
    ] as const) {
      const compiled = compile(FOUR_TUESDAYS);
      expect(() => expandDates(compiled, from as PlainDate, to as PlainDate)).toThrow("recurrence-invalid");
    }
    expect(dates(FOUR_TUESDAYS, "2026-03-01", "2026-02-01")).toEqual([]);
  });

  it("puts many series into one array, in the order asked", () => {
    const buffer = { days: new Int32Array(64), length: 0 };
    const [tuesdays, thursdays] = [compile(FOUR_TUESDAYS), compile("FREQ=MONTHLY;BYDAY=1TH,2TH,3TH,4TH")];
    const [from, to] = [dayNumber(plainDate("2026-02-01")), dayNumber(plainDate("2026-02-28"))];
    writeOccurrences(tuesdays, from, to, buffer);
    writeOccurrences(thursdays, from, to, buffer);
    expect(Array.from(buffer.days.subarray(0, buffer.length), (one) => plainDateOfDay(one).slice(8)).join(" ")).toBe(
      "03 10 17 24 05 12 19 26",
    );
    expect(() => writeOccurrences(tuesdays, from, to + 30, buffer)).toThrow(RangeError);
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
