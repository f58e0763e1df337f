import { describe, expect, it } from "vitest";
import { unscheduled } from "#app/domain/verification/checks/unscheduled.ts";
import { aContext } from "../verification-builders.ts";

describe("R-UNSCHEDULED", () => {
  it("fires for a visit without a plan", () => {
    expect(unscheduled.check(aContext({ planned: null }))).toEqual({ start: "2026-11-03 09:00" });
  });

  it("is silent for a planned visit", () => {
    expect(unscheduled.check(aContext())).toBeNull();
  });
});
