import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asWgs84,
  bd09FromGcj02,
  gcj02FromBd09,
  gcj02FromWgs84,
  wgs84FromGcj02,
} from "#app/domain/verification/datum.ts";
import { distanceM } from "#app/domain/verification/location.ts";
import { DATUMS } from "#app/domain/visits/visit-events.ts";

const point = (latitude: number, longitude: number) => ({ latitude, longitude });

const onMainland = fc.record({
  latitude: fc.double({ min: 18, max: 53, noNaN: true }),
  longitude: fc.double({ min: 74, max: 134, noNaN: true }),
});

/** Somewhere outside the frame in which the maps are shifted: north and south of it, or east and west. */
const elsewhere = fc.oneof(
  fc.record({
    latitude: fc.oneof(fc.double({ min: -85, max: 0.8, noNaN: true }), fc.double({ min: 56, max: 85, noNaN: true })),
    longitude: fc.double({ min: -179, max: 179, noNaN: true }),
  }),
  fc.record({
    latitude: fc.double({ min: -85, max: 85, noNaN: true }),
    longitude: fc.oneof(fc.double({ min: -179, max: 72, noNaN: true }), fc.double({ min: 138, max: 179, noNaN: true })),
  }),
);

describe("published points", () => {
  // The vectors that the public implementations test each other with (eviltransform, coordtransform), to their last decimals.
  it.each([
    ["Shanghai", [31.1774276, 121.5272106], [31.17530398364597, 121.531541859215]],
    ["Shenzhen", [22.543847, 113.912316], [22.540796131694766, 113.9171764808363]],
    ["Beijing", [39.911954, 116.377817], [39.91334545536069, 116.38404722455657]],
    ["Tiananmen", [39.915, 116.404], [39.91640428150164, 116.41024449916938]],
  ] as const)("%s is where others put it in GCJ-02, and comes back", (_name, wgs, gcj) => {
    const there = point(wgs[0], wgs[1]);
    const shifted = gcj02FromWgs84(there);
    expect(shifted.latitude).toBeCloseTo(gcj[0], 9);
    expect(shifted.longitude).toBeCloseTo(gcj[1], 9);
    expect(distanceM(wgs84FromGcj02(point(gcj[0], gcj[1])), there)).toBeLessThan(0.001);
  });

  it("Tiananmen is where others put it in BD-09, and comes back", () => {
    const gcj = point(39.915, 116.404);
    const bd = bd09FromGcj02(gcj);
    expect(bd.latitude).toBeCloseTo(39.92133699351021, 9);
    expect(bd.longitude).toBeCloseTo(116.41036949371029, 9);
    expect(distanceM(gcj02FromBd09(bd), gcj)).toBeLessThan(0.001);
  });

  it("lies within a metre of the usual one-step way back from BD-09", () => {
    expect(distanceM(gcj02FromBd09(point(39.915, 116.404)), point(39.90865673957631, 116.39762729119315))).toBeLessThan(
      1,
    );
  });
});

describe("frames of a point", () => {
  it("come back to the same point anywhere on the mainland, to less than a metre", () => {
    fc.assert(
      fc.property(onMainland, (there) => {
        const gcj = gcj02FromWgs84(there);
        expect(distanceM(asWgs84(gcj, "GCJ-02"), there)).toBeLessThan(0.001);
        expect(distanceM(asWgs84(bd09FromGcj02(gcj), "BD-09"), there)).toBeLessThan(0.001);
      }),
    );
  });

  it("differ on the mainland by more than a fence, and GCJ-02 by less than a kilometre", () => {
    fc.assert(
      fc.property(onMainland, (there) => {
        const gcj = gcj02FromWgs84(there);
        expect(distanceM(gcj, there)).toBeLessThan(1_000);
        expect(distanceM(bd09FromGcj02(gcj), gcj)).toBeGreaterThan(300);
      }),
    );
  });

  it("are one frame outside the mainland", () => {
    fc.assert(
      fc.property(elsewhere, (there) => {
        for (const datum of DATUMS) expect(distanceM(asWgs84(there, datum), there)).toBe(0);
      }),
    );
  });

  it("leave a WGS-84 point as it is", () => {
    expect(asWgs84(point(32, 120), "WGS-84")).toEqual(point(32, 120));
  });

  it.each([
    [32.01, 120.86],
    [31.98, 120.9],
    [32.05, 120.82],
  ])("shift a point of Nantong (%f, %f) by 466 to 471 metres", (latitude, longitude) => {
    const shift = distanceM(point(latitude, longitude), gcj02FromWgs84(point(latitude, longitude)));
    expect(shift).toBeGreaterThan(465);
    expect(shift).toBeLessThan(472);
  });
});
