import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import {
  clusterAround,
  durationSpreadMin,
  evenRunOf,
  startsOnItsMinute,
  type RecordedVisit,
} from "#app/domain/verification/worker-month.ts";
import { DEGREE_M, HOME, at } from "../visits/visit-builders.ts";

const MORNING = at("2026-11-02 09:00");
const FENCE = { radiusM: 150, accuracyCapM: 100 };
const FAR = { latitude: HOME.latitude + 1000 / DEGREE_M, longitude: HOME.longitude };

/** Visits of so many minutes on days that follow one another; null leaves the end out. */
function month(...minutes: readonly (number | null)[]): RecordedVisit[] {
  return minutes.map((length, day) => {
    const startAt = plusMinutes(MORNING, day * 24 * 60);
    return {
      visitNo: `V${day}`,
      workerId: "w1",
      startAt,
      endAt: length === null ? null : plusMinutes(startAt, length),
      fix: null,
      home: FAR,
    };
  });
}

const shuffled = (visits: readonly RecordedVisit[]) =>
  fc.shuffledSubarray([...visits], { minLength: visits.length, maxLength: visits.length });

describe("the row of equally long visits", () => {
  it("reaches to both sides of the visit and ends at another length", () =>
    expect(evenRunOf(month(61, 60, 60, 60, 59), "V2")).toEqual({ minutes: 60, visits: 3 }));

  it("is broken by a visit without an end, which stands in none itself", () => {
    const visits = month(60, 60, null, 60);
    expect(evenRunOf(visits, "V0")).toEqual({ minutes: 60, visits: 2 });
    expect(evenRunOf(visits, "V2")).toBeNull();
  });

  it("counts whole minutes: 60:00 and 60:59 are equal, 61:00 is not", () => {
    const [first, second, third] = month(60, 60, 61);
    const longer = { ...second, endAt: ((second?.endAt ?? 0) + 59_000) as Instant } as RecordedVisit;
    expect(
      evenRunOf(
        [first, longer, third].filter((one) => one !== undefined),
        "V0",
      ),
    ).toEqual({ minutes: 60, visits: 2 });
  });

  it("is the same in whatever order the records come", () => {
    const visits = month(60, 60, 60, 70, 60, 60);
    fc.assert(
      fc.property(shuffled(visits), fc.constantFrom("V0", "V3", "V5"), (any, visitNo) => {
        expect(evenRunOf(any, visitNo)).toEqual(evenRunOf(visits, visitNo));
      }),
    );
  });
});

describe("the spread of durations", () => {
  it("is none where no visit has both ends", () => expect(durationSpreadMin(month(null, null))).toBeNull());
  it("is 0 for equal durations and 1 for 59 beside 61", () => {
    expect(durationSpreadMin(month(60, 60, null))).toEqual({ visits: 2, minutes: 0 });
    expect(durationSpreadMin(month(59, 61))).toEqual({ visits: 2, minutes: 1 });
  });
});

describe("starts on one minute", () => {
  it("counts the minute of the hour, whatever the hour", () => {
    const [first, second, third] = month(60, 60, 60);
    const moved = (visit: RecordedVisit | undefined, minutes: number) =>
      ({ ...visit, startAt: plusMinutes(visit?.startAt ?? MORNING, minutes) }) as RecordedVisit;
    const visits = [moved(first, 0), moved(second, 180), moved(third, 1)];
    expect(startsOnItsMinute(visits, "V0")).toEqual({ minute: 0, starts: 2 });
    expect(startsOnItsMinute(visits, "V2")).toEqual({ minute: 1, starts: 1 });
    expect(startsOnItsMinute(visits, "unknown")).toBeNull();
  });
});

describe("check-ins around one place", () => {
  const north = (metres: number) => ({ latitude: HOME.latitude + metres / DEGREE_M, longitude: HOME.longitude });
  const fixAt = (metres: number) =>
    ({ ...north(metres), accuracyM: 10, ageMs: 0, datum: "WGS-84", source: "gps" }) as const;
  const [first, second, third] = month(60, 60, 60).map((visit) => ({ ...visit, fix: fixAt(0) })) as [
    RecordedVisit,
    RecordedVisit,
    RecordedVisit,
  ];
  const around = (visits: readonly RecordedVisit[]) => clusterAround(visits, "V0", { radiusM: 50, fence: FENCE });

  it("counts those within the radius and no farther", () =>
    expect(around([first, { ...second, fix: fixAt(49) }, { ...third, fix: fixAt(51) }])).toBe(2));

  it("is none where one of the elders lives within the radius", () => {
    expect(around([first, { ...second, home: north(49) }, third])).toBeNull();
    expect(around([first, { ...second, home: north(-161) }, third])).toBe(3);
  });

  it("leaves check-ins inside the fence of their own home out", () => {
    expect(around([first, { ...second, home: north(159) }, third])).toBe(2);
    expect(around([{ ...first, home: north(159) }, second, third])).toBeNull();
  });

  it("is none for a visit without a position or its frame, and another worker's check-ins do not count", () => {
    expect(around([{ ...first, fix: null }, second])).toBeNull();
    expect(around([{ ...first, fix: { ...fixAt(0), datum: null } }, second])).toBeNull();
    expect(around([first, { ...second, workerId: "w2" }])).toBe(1);
  });
});
