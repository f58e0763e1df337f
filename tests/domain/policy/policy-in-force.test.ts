import { describe, expect, it } from "vitest";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const version = (id: string, from: string, to: string | null): PolicyVersion => ({
  ...SAMPLE_POLICY,
  id,
  effectiveFrom: plainDate(from),
  effectiveTo: to === null ? null : plainDate(to),
});
const closed = [version("2025", "2025-01-01", "2025-12-31"), version("2026", "2026-01-01", null)];

describe("the policy in force", () => {
  it.each([
    ["2025-01-01", "2025"],
    ["2025-12-31", "2025"],
    ["2026-01-01", "2026"],
    ["2036-01-01", "2026"],
  ])("on %s is that of %s, in whatever order the versions are listed", (on, id) => {
    expect(policyInForce(closed, plainDate(on)).id).toBe(id);
    expect(policyInForce([...closed].reverse(), plainDate(on)).id).toBe(id);
  });
  it("is the later one where the earlier was not closed", () => {
    const open = [version("2025", "2025-01-01", null), version("2026", "2026-01-01", null)];
    expect(policyInForce(open, plainDate("2025-12-31")).id).toBe("2025");
    expect(policyInForce(open, plainDate("2026-01-01")).id).toBe("2026");
  });
  it("is refused where there is none", () => {
    const asked = () => policyInForce(closed, plainDate("2024-12-31"));
    expect(asked).toThrow("no-policy-in-force");
    try {
      asked();
    } catch (thrown) {
      expect(isRefusal(thrown, "no-policy-in-force") && thrown.facts).toEqual({ on: "2024-12-31" });
    }
  });
});
