import { describe, expect, it } from "vitest";
import { manualTime } from "#app/domain/verification/checks/manual-time.ts";
import { correction } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-MANUAL-TIME", () => {
  it("fires when the end comes from a correction", () => {
    expect(
      manualTime.check(aContext({ out: null, more: [correction({ field: "check_out_at", to: "2026-11-03 10:05" })] })),
    ).toEqual({ who: "desk-1", ends: "out" });
  });

  it("is silent when both ends are live", () => {
    expect(manualTime.check(aContext())).toBeNull();
  });

  it("is silent when the live event agrees within five minutes", () => {
    expect(
      manualTime.check(aContext({ more: [correction({ field: "check_out_at", to: "2026-11-03 10:10" })] })),
    ).toBeNull();
  });

  it("fires when the live event disagrees by more", () => {
    expect(
      manualTime.check(aContext({ more: [correction({ field: "check_out_at", to: "2026-11-03 10:10:01" })] })),
    ).toEqual({ who: "desk-1", ends: "out" });
  });
});
