import { describe, expect, it } from "vitest";
import type { PolicyVersion, RuleMode } from "#app/domain/policy/policy-version.ts";
import {
  requireRuleModeChange,
  ruleModeByDate,
  rulesMissingForPayment,
  withRuleModeChanges,
  type RuleModeChange,
} from "#app/domain/policy/rule-mode-change.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const day = plainDate;
const RULE = "R-TRAVEL-TIGHT";

function version(from: string, to: string | null, modes: Readonly<Record<string, RuleMode>> = {}): PolicyVersion {
  const effective = { effectiveFrom: day(from), effectiveTo: to === null ? null : day(to) };
  return { ...SAMPLE_POLICY, ...effective, id: from, ruleModes: { ...SAMPLE_POLICY.ruleModes, ...modes } };
}

const change = (mode: RuleModeChange["mode"], from: string, ruleCode = RULE): RuleModeChange => ({
  ruleCode,
  mode,
  from: day(from),
});
const facts = {
  versions: [version("2024-01-01", null)],
  today: day("2026-11-15"),
  closedMonths: [plainMonth("2026-10")],
};

describe("a change of a rule's mode", () => {
  it("begins today at the earliest", () => {
    expect(() => requireRuleModeChange(change("off", "2026-11-14"), facts)).toThrow("rule-mode-in-the-past");
    expect(() => requireRuleModeChange(change("off", "2026-11-15"), facts)).not.toThrow();
  });
  it("changes something about a rule of the list", () => {
    expect(() => requireRuleModeChange(change("warn_only", "2026-12-01"), facts)).toThrow("rule-mode-same");
    expect(() => requireRuleModeChange(change("off", "2026-12-01", "R-NOT-ON-THE-LIST"), facts)).toThrow(
      "rule-unknown",
    );
  });
  it("enforces only what has warned for a whole closed month", () => {
    const enforce = change("enforce", "2026-12-01");
    expect(() => requireRuleModeChange(enforce, facts)).not.toThrow();
    expect(() => requireRuleModeChange(enforce, { ...facts, closedMonths: [] })).toThrow("rule-has-not-warned");
    for (const [from, refused] of [
      ["2026-10-01", false],
      ["2026-10-02", true],
    ] as const) {
      const since = { [RULE]: { mode: "warn_only" as const, since: day(from) } };
      const ask = () => requireRuleModeChange(enforce, { ...facts, versions: [version("2024-01-01", null, since)] });
      if (refused) expect(ask).toThrow("rule-has-not-warned");
      else expect(ask).not.toThrow();
    }
  });
});

describe("decided changes", () => {
  const two = [version("2024-01-01", "2026-12-31"), version("2027-01-01", null)];
  it("hold from their day on, and until the next one", () => {
    const changed = withRuleModeChanges(two, [change("off", "2026-11-20"), change("enforce", "2026-11-25")]);
    const modes = ["2026-11-19", "2026-11-20", "2026-11-24", "2026-11-25"].map((on) =>
      ruleModeByDate(changed, RULE, day(on)),
    );
    expect(modes).toEqual(["warn_only", "off", "off", "enforce"]);
  });
  it("end with the version that they changed: a later one begins with its own modes", () => {
    const changed = withRuleModeChanges(two, [change("off", "2026-12-01")]);
    expect(ruleModeByDate(changed, RULE, day("2026-12-31"))).toBe("off");
    expect(ruleModeByDate(changed, RULE, day("2027-01-01"))).toBe("warn_only");
  });
  it("of one day: the one decided last", () => {
    const changed = withRuleModeChanges(two, [change("off", "2026-12-01"), change("enforce", "2026-12-01")]);
    expect(ruleModeByDate(changed, RULE, day("2026-12-01"))).toBe("enforce");
  });
  it("leave other rules as they were", () => {
    const changed = withRuleModeChanges(two, [change("off", "2026-12-01")]);
    expect(ruleModeByDate(changed, "R-TOO-SHORT", day("2026-12-15"))).toBe("enforce");
  });
});

describe("the rules without which nothing is paid", () => {
  it("are all enforced by the sample policy", () =>
    expect(rulesMissingForPayment(facts.versions, plainMonth("2026-11"))).toEqual([]));
  it("are missing when one only warns on a single day of the month", () => {
    const changed = withRuleModeChanges(facts.versions, [
      change("warn_only", "2026-11-30", "R-TOO-SHORT"),
      change("enforce", "2026-12-01", "R-TOO-SHORT"),
    ]);
    expect(rulesMissingForPayment(changed, plainMonth("2026-11"))).toEqual(["R-TOO-SHORT"]);
    expect(rulesMissingForPayment(changed, plainMonth("2026-12"))).toEqual([]);
  });
});
