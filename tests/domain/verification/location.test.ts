import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { AddressPoint } from "#app/domain/verification/location.ts";
import { bd09FromGcj02, gcj02FromWgs84 } from "#app/domain/verification/datum.ts";
import { distanceM, judgeFence } from "#app/domain/verification/location.ts";
import type { PositionFix } from "#app/domain/visits/visit-events.ts";
import { ALWAYS } from "./verification-builders.ts";

const FENCE = { radiusM: 200, accuracyCapM: 100 };
const home: AddressPoint = { latitude: 32.01, longitude: 120.86, datum: "WGS-84", period: ALWAYS };
const on = plainDate("2026-11-03");
const fix = (latitude: number, longitude: number, accuracyM: number): PositionFix => ({
  latitude,
  longitude,
  accuracyM,
  ageMs: 0,
  datum: "WGS-84",
  source: "gps",
});

describe("fence around the home", () => {
  it.each([
    { at: [32.01, 120.86], accuracyM: 10, distance: 0, allowedM: 210, inside: true },
    { at: [32.0118, 120.86], accuracyM: 0, distance: 200.2, allowedM: 200, inside: false },
    { at: [32.0118, 120.86], accuracyM: 5, distance: 200.2, allowedM: 205, inside: true },
    { at: [32.01, 120.8632], accuracyM: 100, distance: 301.7, allowedM: 300, inside: false },
    { at: [32.01, 120.8632], accuracyM: 500, distance: 301.7, allowedM: 300, inside: false },
  ] as const)("judges $distance m with $accuracyM m accuracy as inside: $inside", (row) => {
    const result = judgeFence(fix(row.at[0], row.at[1], row.accuracyM), [home], on, FENCE);
    expect(result).toMatchObject({ allowedM: row.allowedM, inside: row.inside });
    expect(result?.distanceM).toBeCloseTo(row.distance, 1);
  });

  it("is inside at exactly the allowed distance and outside a millimetre beyond", () => {
    const there = fix(32.011, 120.86, 0);
    const exact = judgeFence(there, [home], on, FENCE)?.distanceM ?? 0;
    expect(judgeFence(there, [home], on, { ...FENCE, radiusM: exact })?.inside).toBe(true);
    expect(judgeFence(there, [home], on, { ...FENCE, radiusM: exact - 0.001 })?.inside).toBe(false);
  });

  it("fails a GCJ-02 fix that is read as WGS-84, and passes it with its datum", () => {
    const shifted = gcj02FromWgs84(home);
    const blind = fix(shifted.latitude, shifted.longitude, 20);
    const misread = judgeFence(blind, [home], on, FENCE);
    expect(misread?.inside).toBe(false);
    expect(misread?.distanceM).toBeCloseTo(466, -1);
    const read = judgeFence({ ...blind, datum: "GCJ-02" }, [home], on, FENCE);
    expect(read?.inside).toBe(true);
    expect(read?.distanceM).toBeLessThan(0.01);
  });

  it("passes a BD-09 fix with its datum, and fails it when it is read as GCJ-02", () => {
    const shifted = bd09FromGcj02(gcj02FromWgs84(home));
    const there = fix(shifted.latitude, shifted.longitude, 20);
    expect(judgeFence({ ...there, datum: "BD-09" }, [home], on, FENCE)?.distanceM).toBeLessThan(0.01);
    expect(judgeFence({ ...there, datum: "GCJ-02" }, [home], on, FENCE)?.inside).toBe(false);
  });

  it("takes the nearest of the addresses that hold on the date", () => {
    const child: AddressPoint = { ...home, latitude: 32.03, period: { from: on, to: on } };
    const atChild = fix(32.03, 120.86, 10);
    expect(judgeFence(atChild, [home, child], on, FENCE)?.inside).toBe(true);
    expect(judgeFence(atChild, [home, child], plainDate("2026-11-04"), FENCE)?.inside).toBe(false);
  });

  it("cannot judge a fix without datum or an elder without an address", () => {
    expect(judgeFence({ ...fix(32.01, 120.86, 10), datum: null }, [home], on, FENCE)).toBeNull();
    expect(judgeFence(fix(32.01, 120.86, 10), [], on, FENCE)).toBeNull();
  });
});

describe("distances", () => {
  it("measure the same way in both directions", () => {
    const [from, to] = [
      { latitude: 32.01, longitude: 120.86 },
      { latitude: 32.05, longitude: 120.9 },
    ];
    expect(distanceM(from, to)).toBeCloseTo(distanceM(to, from), 9);
  });
});
