/** Vectors: Erlang B and C tables as published in traffic engineering texts (ITU Teletraffic Engineering handbook); figures of call-centre primers. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  averageWait,
  erlangB,
  erlangC,
  seatsNeeded,
  serviceLevel,
  shareGivingUp,
} from "#app/domain/alerts/staffing.ts";

describe("the sums", () => {
  it.each([
    [1, 1, 0.5],
    [2, 3, 0.2105],
    [5, 5, 0.2849],
    [10, 15, 0.0365],
    [20, 30, 0.0085],
  ])("Erlang B of %s erlangs and %s seats is %s", (load, seats, expected) => {
    expect(erlangB(load, seats)).toBeCloseTo(expected, 3);
  });

  it.each([
    [1, 2, 1 / 3],
    [2, 3, 0.4444],
    [10, 11, 0.6821],
    [0.5, 1, 0.5],
  ])("Erlang C of %s erlangs and %s seats is %s", (load, seats, expected) => {
    expect(erlangC(load, seats)).toBeCloseTo(expected, 3);
  });

  it("of a call centre primer: 100 calls in half an hour of 180 s, 14 seats answer 88.8 % within 20 s", () => {
    const given = { callsPerHour: 200, handleSeconds: 180 };
    expect(serviceLevel(given, 14, 20)).toBeCloseTo(0.888, 2);
    expect(averageWait(given, 14)).toBeCloseTo(7.8, 0);
    expect(seatsNeeded(given, { withinSeconds: 20, share: 0.8 }, 30)).toBe(14);
    expect(seatsNeeded(given, { withinSeconds: 20, share: 0.8 }, 13)).toBeNull();
  });
});

const load = fc.record({
  callsPerHour: fc.integer({ min: 1, max: 400 }),
  handleSeconds: fc.integer({ min: 10, max: 900 }),
});

describe("whatever the load", () => {
  it("another seat never makes it worse", () => {
    fc.assert(
      fc.property(
        load,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 5, max: 600 }),
        (given, seats, patience) => {
          expect(serviceLevel(given, seats + 1, 30)).toBeGreaterThanOrEqual(serviceLevel(given, seats, 30) - 1e-9);
          expect(shareGivingUp(given, seats + 1, patience)).toBeLessThanOrEqual(
            shareGivingUp(given, seats, patience) + 1e-9,
          );
        },
      ),
    );
  });

  it("who gives up is what the seats cannot bear at least, and a share", () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 5, max: 600 }), (given, seats, patience) => {
        const lost = shareGivingUp(given, seats, patience);
        const offered = (given.callsPerHour * given.handleSeconds) / 3600;
        expect(lost).toBeGreaterThanOrEqual(Math.max(0, 1 - seats / offered) - 1e-9);
        expect(lost).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it("with endless patience nobody gives up, and with none it is Erlang B", () => {
    const given = { callsPerHour: 60, handleSeconds: 180 };
    expect(shareGivingUp(given, 5, 1e7)).toBeLessThan(1e-3);
    expect(shareGivingUp(given, 5, 1e-3)).toBeCloseTo(erlangB(3, 5), 3);
  });
});
