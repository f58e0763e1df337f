import fc from "fast-check";
import { DateTime } from "luxon";
import { afterEach, describe, expect, it } from "vitest";
import {
  asDate,
  instant,
  instantAt,
  isoText,
  localDateOf,
  localMonthOf,
  localTimeOf,
  plusMinutes,
  wholeMinutesBetween,
} from "#app/domain/time/instant.ts";
import { dayNumberOf, plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";

const zoneOfHost = process.env["TZ"];
afterEach(() => {
  if (zoneOfHost === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zoneOfHost;
});

describe("instants", () => {
  it.each([
    ["UTC", 0],
    ["Asia/Shanghai", -480],
    ["America/New_York", 300],
    ["Pacific/Apia", -780],
  ])("turn into Shanghai civil time on a host in %s", (zone, offsetMinutes) => {
    process.env["TZ"] = zone;
    expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offsetMinutes);
    expect(localTimeOf(instant("2026-02-28T16:30:00Z"))).toEqual({ date: "2026-03-01", minute: 30 });
    expect(localTimeOf(instant("2026-02-28T15:59:59.999Z"))).toEqual({ date: "2026-02-28", minute: 1439 });
    expect(instantAt(plainDate("2026-03-01"), 30)).toBe(instant("2026-02-28T16:30:00Z"));
    expect(localMonthOf(instant("2026-12-31T16:00:00Z"))).toBe("2027-01");
  });
  it("come back from civil time unchanged", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumberOf(1992, 1, 1), max: dayNumberOf(2100, 12, 31) }),
        fc.integer({ min: 0, max: 1439 }),
        (day, minute) => {
          const date = plainDateOfDay(day);
          expect(localTimeOf(instantAt(date, minute))).toEqual({ date, minute });
        },
      ),
    );
  });
  it("have the civil time that the zone's own table gives, in the years of summer time and of local mean time too", () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1890, 0, 1), max: Date.UTC(2100, 0, 1) }), (at) => {
        const local = DateTime.fromMillis(at, { zone: "Asia/Shanghai" });
        const expected = { date: local.toISODate(), minute: local.hour * 60 + local.minute };
        expect(localTimeOf(instant(at))).toEqual(expected);
        expect(localTimeOf(instant(at))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
    // Summer time began on 4 May 1986 at two o'clock.
    expect(localTimeOf(instant("1986-05-03T17:59:00Z"))).toEqual({ date: "1986-05-04", minute: 119 });
    expect(localTimeOf(instant("1986-05-03T18:00:00Z"))).toEqual({ date: "1986-05-04", minute: 180 });
  });
  it("run into the next day past minute 1439", () =>
    expect(localTimeOf(instantAt(plainDate("2026-12-31"), 1440 + 40))).toEqual({ date: "2027-01-01", minute: 40 }));
  it("are read from dates, numbers and text with an offset", () => {
    const at = instant("2026-11-24T09:00:00+08:00");
    expect([instant(at), instant(asDate(at)), instant(isoText(at))]).toEqual([at, at, at]);
    expect(isoText(at)).toBe("2026-11-24T01:00:00.000Z");
    expect(localDateOf(plusMinutes(at, 15 * 60))).toBe("2026-11-25");
  });
  it.each(["", "yesterday", Number.NaN])("are not %s", (value) => expect(() => instant(value)).toThrow(RangeError));
  it("need a real date", () => expect(() => instantAt("2026-02-30" as never, 0)).toThrow(RangeError));
  it.each([
    ["2026-11-24T01:59:59.999Z", 59],
    ["2026-11-24T02:00:00Z", 60],
    ["2026-11-24T02:00:59Z", 60],
    ["2026-11-24T00:59:59Z", -1],
  ])("count whole minutes to %s, cut off: %s", (end, minutes) =>
    expect(wholeMinutesBetween(instant("2026-11-24T01:00:00Z"), instant(end))).toBe(minutes),
  );
  it("never count a minute that is not full", () => {
    const milliseconds = fc.integer({ min: 0, max: 10 * 86_400_000 });
    fc.assert(
      fc.property(milliseconds, (span) => {
        const minutes = wholeMinutesBetween(instant(0), instant(span));
        expect(minutes * 60_000 <= span && span < (minutes + 1) * 60_000).toBe(true);
      }),
    );
  });
});
