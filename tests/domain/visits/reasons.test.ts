import { describe, expect, it } from "vitest";
import {
  REASONS,
  RESOLUTIONS,
  isCancelCode,
  isReasonCode,
  isResolutionCode,
  reasonClass,
  requireReason,
} from "#app/domain/visits/reasons.ts";

const given = { reason: "RC-FORGOT-OUT", resolution: "RS-TIMES-CORRECTED", text: null };

describe("reason and resolution codes", () => {
  it("are 32 reasons and 20 resolutions, each once", () => {
    expect(new Set(REASONS.map((reason) => reason.code)).size).toBe(32);
    expect(new Set(RESOLUTIONS).size).toBe(20);
  });

  it("count against the score only what the worker or provider could help", () => {
    const counted = REASONS.filter((reason) => reason.class === "counted").map((reason) => reason.code);
    expect(counted).toEqual([
      "RC-PHONE-FAULT",
      "RC-FORGOT-IN",
      "RC-FORGOT-OUT",
      "RC-WRONG-VISIT",
      "RC-DATA-ENTRY",
      "RC-WORKER-NO-SHOW",
      "RC-WORKER-REPLACED",
      "RC-PREVIOUS-OVERRAN",
      "RC-HANDOVER",
      "RC-OTHER",
    ]);
    expect(reasonClass("RC-GPS-WEAK")).toBe("outside");
    expect(() => reasonClass("RC-NONE")).toThrow("reason-unknown");
  });

  it("come together, and free text is forced where the reason says nothing by itself", () => {
    expect(requireReason(given)).toEqual({ reason: "RC-FORGOT-OUT", resolution: "RS-TIMES-CORRECTED" });
    expect(() => requireReason({ ...given, reason: "RC-NONE" })).toThrow("reason-unknown");
    expect(() => requireReason({ ...given, resolution: "RS-NONE" })).toThrow("resolution-unknown");
    expect(() => requireReason({ ...given, reason: "RC-OTHER", text: "  " })).toThrow("reason-needs-text");
    expect(requireReason({ ...given, reason: "RC-OTHER", text: "lift broken" }).reason).toBe("RC-OTHER");
  });

  it("tell codes from other text", () => {
    expect([isReasonCode("RC-SPLIT"), isReasonCode("RS-MERGED")]).toEqual([true, false]);
    expect([isResolutionCode("RS-MERGED"), isResolutionCode("RC-SPLIT")]).toEqual([true, false]);
  });

  it.each(["RC-ELDER-AWAY", "RC-WORKER-SICK", "RC-UNSAFE", "RC-TRAFFIC-WEATHER", "plan_changed", "holiday"])(
    "allow cancelling with %s",
    (code) => {
      expect(isCancelCode(code)).toBe(true);
    },
  );

  it.each(["RC-FORGOT-IN", "RC-GPS-WEAK", "RC-ELDER-UNHEARD-OF", "because"])(
    "do not allow cancelling with %s",
    (code) => {
      expect(isCancelCode(code)).toBe(false);
    },
  );
});
