import { describe, expect, it } from "vitest";
import {
  closedByApproval,
  CLOSING_REASONS,
  finalAfter,
  mayApprove,
  waitsToBeCut,
  requireApprovalReason,
  resolutionOf,
} from "#app/domain/claims/workbench-decision.ts";
import { instant } from "#app/domain/time/instant.ts";
import { isReasonCode, isResolutionCode } from "#app/domain/visits/reasons.ts";
import { RULES } from "#app/domain/verification/rules.ts";

const ofStreet = RULES.find((rule) => rule.level === "acknowledge" && rule.closedBy === "street");
const block = RULES.find((rule) => rule.level === "block");
if (!ofStreet || !block) throw new Error("the catalogue has such rules");
const open = { code: ofStreet.code, level: "acknowledge" };
const held = { outcome: "pended", failingCodes: ["R-CLAIM-OPEN-EXCEPTION"] };

describe("a decision of the workbench", () => {
  it("may be taken back for thirty seconds", () => {
    expect(finalAfter(instant("2026-12-06T01:00:00Z"))).toBe(instant("2026-12-06T01:00:30Z"));
  });

  it("stores a resolution of the list with each kind", () => {
    for (const kind of ["approve", "cut", "hold", "refuse"] as const)
      expect(isResolutionCode(resolutionOf(kind))).toBe(true);
    expect(resolutionOf("cut")).toBe("RS-REDUCED");
  });

  it("offers at most nine closing reasons, all of the list, so that each has a digit", () => {
    expect(CLOSING_REASONS.length).toBeLessThanOrEqual(9);
    expect(CLOSING_REASONS.every(isReasonCode)).toBe(true);
  });

  it("approves a line whose only trouble is a finding that the street explains", () => {
    expect(mayApprove({ ...held, open: [open] })).toBe(true);
    expect(closedByApproval([open, { code: "R-X", level: "info" }])).toEqual([open]);
  });

  it("approves no line over a block, over another failing check, or after a refusal by the checks", () => {
    expect(mayApprove({ ...held, open: [open, { code: block.code, level: "block" }] })).toBe(false);
    expect(mayApprove({ ...held, failingCodes: ["R-CLAIM-OPEN-EXCEPTION", "R-OVER-QUOTA"], open: [open] })).toBe(false);
    expect(mayApprove({ outcome: "rejected", failingCodes: ["R-OVER-QUOTA"], open: [] })).toBe(false);
    expect(mayApprove({ outcome: "accepted", failingCodes: [], open: [] })).toBe(true);
  });

  it("asks an approval for a reason only where it closes a finding", () => {
    expect(requireApprovalReason({ closes: 0, reason: "RC-GPS-WEAK", note: null })).toBeNull();
    expect(requireApprovalReason({ closes: 1, reason: "RC-GPS-WEAK", note: null })).toBe("RC-GPS-WEAK");
    expect(() => requireApprovalReason({ closes: 1, reason: "", note: null })).toThrow("decision-needs-reason");
    expect(() => requireApprovalReason({ closes: 1, reason: "R-DECEASED", note: null })).toThrow("reason-unknown");
    expect(() => requireApprovalReason({ closes: 1, reason: "RC-OTHER", note: " " })).toThrow("reason-needs-text");
  });
});

describe("a line that waits", () => {
  it("may be cut before its days have passed where nothing but an amount or a quantity is wrong", () => {
    const line = (...effects: string[]) => ({ outcome: "pended", failures: effects.map((effect) => ({ effect })) });
    expect(waitsToBeCut(line("cut_back", "cut_back"))).toBe(true);
    expect(waitsToBeCut(line("cut_back", "pend"))).toBe(false);
    expect(waitsToBeCut({ ...line("cut_back"), outcome: "rejected" })).toBe(false);
  });
});
