import { describe, expect, it } from "vitest";
import { FINDING_STATES, FINDING_TRIGGERS, changeFinding, stands } from "#app/domain/verification/finding-state.ts";

const POSSIBLE = [
  ["open", "clear", "cleared"],
  ["upheld", "clear", "cleared"],
  ["open", "acknowledge", "acknowledged"],
  ["open", "fix", "fixed"],
  ["open", "uphold", "upheld"],
  ["open", "withdraw", "withdrawn"],
  ["upheld", "withdraw", "withdrawn"],
  ["cleared", "reopen", "open"],
  ["acknowledged", "reopen", "open"],
  ["fixed", "reopen", "open"],
  ["withdrawn", "reopen", "open"],
] as const;

describe("state of a finding", () => {
  it.each(POSSIBLE)("from %s, %s leads to %s", (from, trigger, to) => {
    expect(changeFinding(from, trigger)).toBe(to);
  });

  it("refuses every other change", () => {
    const allowed = new Set(POSSIBLE.map(([from, trigger]) => `${from} ${trigger}`));
    for (const state of FINDING_STATES)
      for (const trigger of FINDING_TRIGGERS)
        if (!allowed.has(`${state} ${trigger}`))
          expect(() => changeFinding(state, trigger)).toThrow(`finding-cannot-${trigger}`);
  });

  it("stands against the visit while open or upheld", () => {
    expect(FINDING_STATES.filter(stands)).toEqual(["open", "upheld"]);
  });
});
