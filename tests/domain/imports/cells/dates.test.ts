import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dateOfSerial,
  dayPeriodsText,
  joinedPeriods,
  parseDateCell,
  parseDateText,
  parseDayPeriods,
  parsePeriod,
  periodText,
  serialOfDate,
} from "#app/domain/imports/cells/dates.ts";
import { addDays, plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";

const anyDate = fc.integer({ min: -20_000, max: 60_000 }).map(plainDateOfDay);

describe("a date", () => {
  it("is read in the forms offices type", () => {
    for (const text of [
      "2026-11-22",
      "2026/11/22",
      "2026.11.22",
      "2026年11月22日",
      "20261122",
      "２０２６－１１－２２",
      " 2026 年 11 月 22 日 ",
      "2026-11-22 00:00:00",
      "2026-11-22T00:00:00.000",
      "2026-11-22 13:00",
      "2026/11/22 9:05:07",
    ]) {
      expect([text, parseDateText(text)]).toEqual([text, { verdict: "date", on: "2026-11-22" }]);
    }
    expect(parseDateText("2026/1/5")).toEqual({ verdict: "date", on: "2026-01-05" });
  });

  it("is refused when it cannot be, and never moved", () => {
    for (const text of ["2026-02-30", "2026年2月29日", "2026/13/01", "20260431"])
      expect([text, parseDateText(text).verdict]).toEqual([text, "impossible"]);
    expect(parseDateText("2024-02-29")).toEqual({ verdict: "date", on: "2024-02-29" });
  });

  it("is not guessed", () => {
    for (const text of [
      "26-11-22",
      "2026-11",
      "11/22/2026",
      "明天",
      "2026-11/22",
      "2026-11-22 24:30",
      "2026-11-22 13",
      "",
    ])
      expect([text, parseDateText(text).verdict]).toEqual([text, "unreadable"]);
  });

  it("is read from date cells, serials and eight digits typed as a number", () => {
    expect(parseDateCell({ kind: "date", text: "2026-11-22", value: 46348.75 })).toEqual({
      verdict: "date",
      on: "2026-11-22",
    });
    expect(parseDateCell({ kind: "number", text: "46348", value: 46348 })).toEqual({
      verdict: "date",
      on: "2026-11-22",
    });
    expect(parseDateCell({ kind: "number", text: "20261122", value: 20261122 })).toEqual({
      verdict: "date",
      on: "2026-11-22",
    });
    expect(parseDateCell({ kind: "number", text: "20261332", value: 20261332 }).verdict).toBe("impossible");
    expect(parseDateCell({ kind: "number", text: "2026", value: 2026 }).verdict).toBe("unreadable");
    expect(parseDateCell({ kind: "number", text: "7306", value: 7306 })).toEqual({ verdict: "date", on: "1920-01-01" });
    expect(dateOfSerial(60)).toBeNull();
    expect(dateOfSerial(61)).toBe("1900-03-01");
  });

  it("comes back from its serial and from every written form", () => {
    fc.assert(
      fc.property(anyDate, (on) => {
        const [year, month, day] = on.split("-");
        expect(dateOfSerial(serialOfDate(on)) ?? on).toBe(on);
        for (const text of [
          on,
          on.replaceAll("-", "/"),
          on.replaceAll("-", ""),
          `${year}年${Number(month)}月${Number(day)}日`,
        ]) {
          expect(parseDateText(text)).toEqual({ verdict: "date", on });
        }
      }),
    );
  });
});

describe("a period", () => {
  it("is read closed, open and single", () => {
    const from = plainDate("2026-01-01");
    const to = plainDate("2026-12-31");
    for (const text of [
      "2026-01-01至2026-12-31",
      "2026.1.1-2026.12.31",
      "2026-01-01 - 2026-12-31",
      "2026/1/1～2026/12/31",
      "2026年1月1日起至2026年12月31日止",
      "20260101-20261231",
      "2026-01-01—2026-12-31",
    ]) {
      expect([text, parsePeriod(text, false)]).toEqual([text, { verdict: "period", from, to }]);
    }
    for (const text of ["2026-01-01起", "2026-01-01至长期", "2026-01-01至今", "2026-01-01"])
      expect([text, parsePeriod(text, false)]).toEqual([text, { verdict: "period", from, to: null }]);
    expect(parsePeriod("至2026-12-31", false)).toEqual({ verdict: "period", from: null, to });
    expect(parsePeriod("2026-01-01", true)).toEqual({ verdict: "period", from, to: from });
  });

  it("is refused when it runs backwards, holds an impossible date, or is something else", () => {
    expect(parsePeriod("2026-12-31至2026-01-01", false).verdict).toBe("reversed");
    expect(parsePeriod("2026-01-01至2026-02-30", false).verdict).toBe("impossible");
    for (const text of [
      "长期",
      "2026-01-01 2026-02-01 2026-03-01",
      "自2026-01-01到2026-02-01",
      "2026-01-01和2026-12-31",
      "",
    ])
      expect([text, parsePeriod(text, false).verdict]).toEqual([text, "unreadable"]);
  });

  it("comes back as written", () => {
    fc.assert(
      fc.property(fc.option(anyDate), fc.option(fc.nat(4000)), (from, length) => {
        const to = length === null ? null : addDays(from ?? plainDate("2026-01-01"), length);
        if (from === null && to === null) return;
        expect(parsePeriod(periodText(from, to), false)).toEqual({ verdict: "period", from, to });
      }),
    );
  });
});

describe("a list of days and periods", () => {
  it("is sorted and joined where days follow each other", () => {
    expect(parseDayPeriods("2026-12-20；2026-12-01至2026-12-05、2026-12-06\n2026-12-21")).toEqual({
      periods: [
        { from: "2026-12-01", to: "2026-12-06" },
        { from: "2026-12-20", to: "2026-12-21" },
      ],
    });
  });

  it("names the part that cannot be read", () => {
    expect(parseDayPeriods("2026-12-20；下周")).toEqual({ unreadable: "下周", verdict: "unreadable" });
    expect(parseDayPeriods("2026-12-20起")).toEqual({ unreadable: "2026-12-20起", verdict: "unreadable" });
    expect(parseDayPeriods("2026-12-20至2026-12-01")).toMatchObject({ verdict: "reversed" });
  });

  it("comes back as written", () => {
    const period = fc.tuple(anyDate, fc.nat(20)).map(([from, length]) => ({ from, to: addDays(from, length) }));
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), (periods) => {
        const joined = joinedPeriods(periods);
        expect(parseDayPeriods(dayPeriodsText(joined))).toEqual({ periods: joined });
      }),
    );
  });
});
