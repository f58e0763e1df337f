import { describe, expect, it } from "vitest";
import { isLateCancellation, plannedMinutes, serviceMonthOf } from "#app/domain/visits/visit.ts";
import { at } from "./visit-builders.ts";

const plan = { startAt: at("2026-11-03 09:00"), endAt: at("2026-11-03 10:30"), subtypes: ["LC04"], workerIds: [] };

describe("visit", () => {
  it("belongs to the month in which it starts, also when it ends after midnight", () => {
    expect(serviceMonthOf(at("2026-10-31 23:30"))).toBe("2026-10");
    expect(serviceMonthOf(at("2026-11-01 00:00"))).toBe("2026-11");
  });

  it("has the whole minutes of its plan", () => {
    expect(plannedMinutes(plan)).toBe(90);
  });

  it("is cancelled late under 24 hours before the start, and not at 24 hours", () => {
    expect(isLateCancellation(plan, at("2026-11-02 09:00"))).toBe(false);
    expect(isLateCancellation(plan, at("2026-11-02 09:00:01"))).toBe(true);
  });
});
