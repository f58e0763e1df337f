import { describe, expect, it } from "vitest";
import { isReasonCode } from "#app/domain/visits/reasons.ts";
import { requireUnscheduledReason, UNSCHEDULED_REASONS } from "#app/domain/visits/unscheduled.ts";

describe("the reason of a visit that nobody had planned", () => {
  it("is one of the list of reasons", () => {
    for (const { code } of UNSCHEDULED_REASONS) expect([code, isReasonCode(code)]).toEqual([code, true]);
  });
  it.each(UNSCHEDULED_REASONS.map(({ code, needsText }) => [code, needsText] as const))(
    "%s asks for a few words: %s",
    (code, needsText) => {
      expect(() => requireUnscheduledReason(code, "老人临时不适")).not.toThrow();
      if (needsText) expect(() => requireUnscheduledReason(code, "  ")).toThrow("unscheduled-needs-note");
      else expect(() => requireUnscheduledReason(code, "")).not.toThrow();
    },
  );
  it("is refused when the list does not have it", () =>
    expect(() => requireUnscheduledReason("RC-SPLIT", "…")).toThrow("unscheduled-reason-unknown"));
});
