import { describe, expect, it } from "vitest";
import { planInForce, type PlanOnFile } from "#app/domain/care-plan/plan-on-file.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const plan = (version: number, from: string, to: string | null): PlanOnFile => ({
  version,
  from: plainDate(from),
  to: to === null ? null : plainDate(to),
  signedOn: plainDate(from),
  subtypes: [`LC0${version}`],
});
const versionOn = (plans: readonly PlanOnFile[], on: string) => planInForce(plans, plainDate(on))?.version ?? null;

describe("the plan of a date", () => {
  const plans = [plan(1, "2026-01-01", "2026-06-30"), plan(2, "2026-06-01", null)];

  it("holds from its first to its last day", () => {
    expect(versionOn([plan(1, "2026-01-01", "2026-06-30")], "2025-12-31")).toBeNull();
    expect(versionOn([plan(1, "2026-01-01", "2026-06-30")], "2026-01-01")).toBe(1);
    expect(versionOn([plan(1, "2026-01-01", "2026-06-30")], "2026-06-30")).toBe(1);
    expect(versionOn([plan(1, "2026-01-01", "2026-06-30")], "2026-07-01")).toBeNull();
  });

  it("is the newest version where two hold, in whatever order they are listed", () => {
    expect(versionOn(plans, "2026-05-31")).toBe(1);
    expect(versionOn(plans, "2026-06-01")).toBe(2);
    expect(versionOn([...plans].reverse(), "2026-06-30")).toBe(2);
  });

  it("is none without a plan", () => expect(versionOn([], "2026-06-01")).toBeNull());
});
