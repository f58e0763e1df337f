import { describe, expect, it } from "vitest";
import { ruleModeOn, type PolicyVersion, type RuleMode } from "#app/domain/policy/policy-version.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const day = plainDate;
const withMode = (mode: RuleMode): PolicyVersion => ({ ...SAMPLE_POLICY, ruleModes: { "R-TOO-SHORT": mode } });

describe("the mode of a rule", () => {
  it("is enforced from its first day; before it the rule only warns", () => {
    const policy = withMode({ mode: "enforce", since: day("2026-12-01") });
    expect(ruleModeOn(policy, "R-TOO-SHORT", day("2026-11-30"))).toBe("warn_only");
    expect(ruleModeOn(policy, "R-TOO-SHORT", day("2026-12-01"))).toBe("enforce");
  });
  it("that only warns is off before its first day", () => {
    const policy = withMode({ mode: "warn_only", since: day("2026-12-01") });
    expect(ruleModeOn(policy, "R-TOO-SHORT", day("2026-11-30"))).toBe("off");
    expect(ruleModeOn(policy, "R-TOO-SHORT", day("2026-12-01"))).toBe("warn_only");
  });
  it("that is off was not stricter on an earlier day", () =>
    expect(ruleModeOn(withMode({ mode: "off", since: day("2026-12-01") }), "R-TOO-SHORT", day("2026-11-30"))).toBe(
      "off",
    ));
  it("without a first day holds for the whole version", () =>
    expect(ruleModeOn(withMode({ mode: "enforce", since: null }), "R-TOO-SHORT", day("2000-01-01"))).toBe("enforce"));
  it("is off for a rule without a line", () =>
    expect(ruleModeOn(withMode({ mode: "enforce", since: null }), "R-TOO-LONG", day("2026-12-01"))).toBe("off"));
});
