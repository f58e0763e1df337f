import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWithinDay, judgeReading, judgeStanding, vitalsOutside } from "#app/domain/alerts/alert-rules.ts";
import { CALLS_FOR_HELP, type Measures } from "#app/domain/devices/measures.ts";
import { NOTHING_HEARD } from "#app/domain/devices/standing.ts";
import { instantAt, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const at = (minute: number): Instant => instantAt(plainDate("2026-11-15"), minute);
const thresholds = {
  heart_rate_min: 40,
  heart_rate_max: 120,
  breath_rate_min: 8,
  breath_rate_max: 30,
  off_bed_minutes: 10,
  night_from_minute: 23 * 60,
  night_to_minute: 5 * 60,
  still_minutes: 720,
  day_from_minute: 7 * 60,
  day_to_minute: 22 * 60,
  door_shut_minutes: 1440,
  low_battery_percent: 20,
};
const judge = (measures: Measures, changes: { late?: boolean; minute?: number } = {}, before = NOTHING_HEARD) =>
  judgeReading(
    "d",
    { messageKey: "k", callKey: "c", measuredAt: at(changes.minute ?? 720), late: changes.late ?? false, measures },
    thresholds,
    before,
  ).map(({ kind }) => kind);

describe("a reading", () => {
  it.each([
    [{ heart_rate: 39.9 }, ["vital"]],
    [{ heart_rate: 40 }, []],
    [{ heart_rate: 120 }, []],
    [{ heart_rate: 120.1 }, ["vital"]],
    [{ breath_rate: 7 }, ["vital"]],
    [{ breath_rate: 8 }, []],
    [{ breath_rate: 31 }, ["vital"]],
    [{ battery_percent: 20 }, []],
    [{ battery_percent: 19 }, ["low_battery"]],
    [{ left_area: true }, ["left_area"]],
    [{ door_open: true }, []],
    [{ sos: false, smoke: false }, []],
  ] satisfies [Measures, string[]][])("%o raises %o", (measures, kinds) => {
    expect(judge(measures)).toEqual(kinds);
  });

  it("of a door that opens by night raises, and not by day, nor while it stays open", () => {
    expect(judge({ door_open: true }, { minute: 23 * 60 })).toEqual(["door_night"]);
    expect(judge({ door_open: true }, { minute: 5 * 60 - 1 })).toEqual(["door_night"]);
    expect(judge({ door_open: true }, { minute: 5 * 60 })).toEqual([]);
    expect(judge({ door_open: true }, { minute: 23 * 60 }, { ...NOTHING_HEARD, doorOpen: true })).toEqual([]);
  });

  it("that is late raises only calls for help", () => {
    expect(judge({ heart_rate: 30, battery_percent: 1 }, { late: true })).toEqual([]);
    expect(judge({ sos: true, heart_rate: 30 }, { late: true })).toEqual(["sos"]);
  });

  it("that calls for help raises it whatever else it says and whatever the thresholds are", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CALLS_FOR_HELP),
        fc.record(
          { heart_rate: fc.double({ noNaN: true }), in_bed: fc.boolean(), battery_percent: fc.nat() },
          { requiredKeys: [] },
        ),
        fc.boolean(),
        fc.dictionary(fc.constantFrom(...(Object.keys(thresholds) as (keyof typeof thresholds)[])), fc.nat()),
        (call, others, late, own) => {
          const reading = {
            messageKey: "k",
            callKey: "c",
            measuredAt: at(0),
            late,
            measures: { ...others, [call]: true },
          };
          expect(judgeReading("d", reading, own, NOTHING_HEARD).map(({ kind }) => kind)).toContain(call);
        },
      ),
    );
  });

  it("says which values lay outside", () => {
    expect(vitalsOutside({ heart_rate: 130, breath_rate: 20 }, thresholds)).toEqual({ heart_rate: 130 });
    expect(vitalsOutside({ heart_rate: 130 }, {})).toEqual({});
  });
});

describe("the passing of time", () => {
  const offBed = (since: Instant, now: Instant) =>
    judgeStanding("d", { ...NOTHING_HEARD, inBed: false, inBedSince: since }, thresholds, now).map(({ kind }) => kind);

  it("raises off bed on the tenth minute inside the night, and not before", () => {
    expect(offBed(at(60), plusMinutes(at(60), 9.99))).toEqual([]);
    expect(offBed(at(60), plusMinutes(at(60), 10))).toEqual(["off_bed"]);
  });

  it("counts from the beginning of the night for who sat up late, and is silent by day", () => {
    expect(offBed(at(20 * 60), at(23 * 60 + 9))).toEqual([]);
    expect(offBed(at(20 * 60), at(23 * 60 + 10))).toEqual(["off_bed"]);
    expect(offBed(at(4 * 60), at(5 * 60))).toEqual([]);
    expect(judgeStanding("d", { ...NOTHING_HEARD, inBed: true, inBedSince: at(0) }, thresholds, at(60))).toEqual([]);
  });

  it("raises no movement by day on the limit, and not by night", () => {
    const still = (now: Instant) =>
      judgeStanding("d", { ...NOTHING_HEARD, movedAt: at(0) }, thresholds, now).map(({ kind }) => kind);
    expect(still(at(719))).toEqual([]);
    expect(still(at(720))).toEqual(["no_movement"]);
    expect(still(at(22 * 60))).toEqual([]);
  });

  it("raises a door that stays shut for a day, and never for a sensor that was not heard", () => {
    const shut = (now: Instant) =>
      judgeStanding("d", { ...NOTHING_HEARD, doorOpen: false, doorSince: at(0) }, thresholds, now).map(
        ({ kind }) => kind,
      );
    expect(shut(at(1439))).toEqual([]);
    expect(shut(at(1440))).toEqual(["door_shut"]);
    expect(judgeStanding("d", NOTHING_HEARD, thresholds, at(3000))).toEqual([]);
  });

  it("names one span once however often it is asked", () => {
    const standing = { ...NOTHING_HEARD, inBed: false, inBedSince: at(60) };
    const keys = [80, 90, 100].map((minute) => judgeStanding("d", standing, thresholds, at(minute))[0]?.causeKey);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    [60, 50, 70, true],
    [70, 50, 70, false],
    [10, 1380, 300, true],
    [1380, 1380, 300, true],
    [300, 1380, 300, false],
    [10, 50, 50, false],
    [10, undefined, 50, false],
  ])("minute %s is in [%s, %s): %s", (minute, from, to, within) => {
    expect(isWithinDay(minute, from, to)).toBe(within);
  });
});
