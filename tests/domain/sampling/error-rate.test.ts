import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanDrawsToShow, extrapolate, rateStep, wilsonInterval } from "#app/domain/sampling/error-rate.ts";

const rule = { isOn: true, minReviewed: 30, minSharePercent: 95, confidence: 0.95 };

describe("the error rate of a judged sample", () => {
  it.each([
    [0, 30, 0, 11.35],
    [0, 100, 0, 3.7],
    [5, 100, 2.15, 11.18],
    [10, 100, 5.52, 17.44],
    [15, 300, 3.05, 8.08],
    [25, 507, 3.36, 7.18],
  ])("of %d errors in %d lies between %d and %d percent", (errors, reviewed, lower, upper) => {
    const interval = wilsonInterval(errors, reviewed, 0.95);
    expect([interval.lower, interval.upper].map((share) => Math.round(share * 10_000) / 100)).toEqual([lower, upper]);
  });
  it("is unknown when nothing was reviewed", () => {
    expect(wilsonInterval(0, 0, 0.95)).toEqual({ lower: 0, upper: 1 });
  });
  it("always holds the share that was seen, and stays between nothing and all", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.nat(100), (reviewed, percent) => {
        const errors = Math.floor((reviewed * percent) / 100);
        const { lower, upper } = wilsonInterval(errors, reviewed, 0.95);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(errors / reviewed);
        expect(upper).toBeGreaterThanOrEqual(errors / reviewed);
      }),
    );
  });
  it.each([
    [0.05, 59],
    [0.03, 99],
    [0.01, 299],
  ])("is below %d with 95 percent confidence after %d clean draws", (rate, draws) => {
    expect(cleanDrawsToShow(rate, 0.95)).toBe(draws);
  });
});

describe("the rate at which a district decides more", () => {
  const limits = { error_rate_double: 5, error_rate_suspend: 10, audit_extrapolate_min_n: 30 };
  const at = (lower: number, judged = 30) => rateStep({ judged, interval: { lower, upper: 1 } }, limits);
  it("is reached by the lower bound of the interval, from the very value on", () => {
    expect([at(0.0499), at(0.05), at(0.0999), at(0.1)]).toEqual([null, "double", "double", "suspend"]);
  });
  it("is not reached with fewer judged lines than anything is extrapolated from, however wrong they are", () => {
    expect([at(1, 29), at(1, 30)]).toEqual([null, "suspend"]);
  });
});

describe("extrapolating to lines that were not drawn", () => {
  const judged = { errors: 10, reviewed: 100, sampled: 100, undrawn: 900 };
  it("takes the lower bound of the interval", () => {
    const found = extrapolate(judged, rule);
    expect(found).toMatchObject({ allowed: true, lines: 49 });
  });
  it("is refused when it is off", () => {
    expect(extrapolate(judged, { ...rule, isOn: false })).toMatchObject({ allowed: false, why: "off" });
  });
  it("is refused when nothing was reviewed, however small the sample", () => {
    const none = { errors: 0, reviewed: 0, sampled: 0, undrawn: 1000 };
    expect(extrapolate(none, { ...rule, minReviewed: 0 })).toMatchObject({ allowed: false, why: "nothing-reviewed" });
  });
  it("needs the least number of reviewed lines: 30 do, 29 do not", () => {
    const few = (reviewed: number) => extrapolate({ errors: 1, reviewed, sampled: 30, undrawn: 870 }, rule);
    expect(few(30).allowed).toBe(true);
    expect(few(29)).toEqual({ allowed: false, why: "too-few-reviewed", needed: 30 });
  });
  it("needs the least share of the sample: 95 of 100 do, 94 do not", () => {
    const some = (reviewed: number) => extrapolate({ errors: 1, reviewed, sampled: 100, undrawn: 800 }, rule);
    expect(some(95).allowed).toBe(true);
    expect(some(94)).toEqual({ allowed: false, why: "too-few-reviewed", needed: 95 });
  });
});
