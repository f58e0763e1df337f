import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { hasBegun, homeOf, servedTime, startedAt, timeFact } from "#app/domain/verification/served-time.ts";
import { HOME, at } from "../visits/visit-builders.ts";
import { ALWAYS, aContext } from "./verification-builders.ts";

describe("served time", () => {
  it("is known when both ends are there in order", () => {
    expect(servedTime(aContext())?.minutes).toBe(65);
    expect(servedTime(aContext({ out: null }))).toBeNull();
    expect(servedTime(aContext({ in: "10:00", out: "09:00" }))).toBeNull();
  });

  it("starts with the check-in, or with the check-out when that is all there is", () => {
    expect(startedAt(aContext())).toBe(at("2026-11-03 09:00"));
    expect(startedAt(aContext({ in: null }))).toBe(at("2026-11-03 10:05"));
    expect(startedAt(aContext({ events: [] }))).toBeNull();
  });

  it("has begun when a task arrived, even without a time", () => {
    expect(hasBegun(aContext({ in: null, out: null }))).toBe(true);
    expect(hasBegun(aContext({ events: [] }))).toBe(false);
  });

  it("is said in district time", () => {
    expect(timeFact(at("2026-11-03 00:05"))).toBe("2026-11-03 00:05");
    expect(timeFact(null)).toBeNull();
  });

  it("takes place at the address that holds on the date", () => {
    const moved = {
      ...HOME,
      latitude: 32.5,
      datum: "WGS-84" as const,
      period: { from: null, to: plainDate("2026-11-02") },
    };
    const context = aContext({ elder: { addresses: [moved, { ...HOME, datum: "WGS-84", period: ALWAYS }] } });
    expect(homeOf(context)).toEqual(HOME);
    expect(homeOf(aContext({ elder: { addresses: [moved] } }))).toBeNull();
  });
});
