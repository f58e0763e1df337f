import { describe, expect, it } from "vitest";
import { DECISION_REASONS, OTHER_REASON, requireReason } from "#app/domain/claims/decision-reasons.ts";

const by = "user:street";
const plain = { note: null, failing: [] };

describe("the reason of a street's decision", () => {
  it.each(["hold", "refuse"] as const)("is one that fits to %s", (kind) => {
    for (const reason of DECISION_REASONS[kind].filter((one) => one !== OTHER_REASON))
      expect(() => requireReason({ kind, by, reason }, plain)).not.toThrow();
    expect(() => requireReason({ kind, by, reason: "R-SHORTER-THAN-PLAN" }, plain)).toThrow("decision-reason-unknown");
  });
  it("may always be a check that the line failed", () => {
    const failing = ["R-TOO-SHORT"];
    expect(() => requireReason({ kind: "refuse", by, reason: "R-TOO-SHORT" }, { note: null, failing })).not.toThrow();
  });
  it("needs a note when it is none of the named ones", () => {
    const decision = { kind: "hold", by, reason: OTHER_REASON } as const;
    expect(() => requireReason(decision, { note: "  ", failing: [] })).toThrow("decision-needs-note");
    expect(() => requireReason(decision, { note: "家属来电核实中", failing: [] })).not.toThrow();
  });
});
