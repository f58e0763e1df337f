import { describe, expect, it } from "vitest";
import { subcontracted } from "#app/domain/verification/checks/subcontracted.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { aContext } from "../verification-builders.ts";

describe("R-SUBCONTRACTED", () => {
  it("fires on an auditor's finding, and keeps the visit from counting", () => {
    expect(subcontracted.check(aContext({ subcontracted: true }))).toEqual({ date: "2026-11-03" });
    expect(verifyVisit(aContext({ subcontracted: true })).approvalState).toBe("in_violation");
  });

  it("is silent without one", () => {
    expect(subcontracted.check(aContext())).toBeNull();
    expect(verifyVisit(aContext({ subcontracted: false })).approvalState).toBe("verified");
  });
});
