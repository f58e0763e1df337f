import { describe, expect, it } from "vitest";
import { inOutReversed } from "#app/domain/verification/checks/in-out-reversed.ts";
import { aContext } from "../verification-builders.ts";

describe("R-IN-OUT-REVERSED", () => {
  it("fires when the end is before the start", () => {
    expect(inOutReversed.check(aContext({ in: "10:00", out: "09:59" }))).toEqual({
      in: "2026-11-03 10:00",
      out: "2026-11-03 09:59",
    });
  });

  it("is silent when both are the same instant", () => {
    expect(inOutReversed.check(aContext({ in: "10:00", out: "10:00" }))).toBeNull();
  });
});
