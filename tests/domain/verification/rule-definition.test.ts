import { describe, expect, it } from "vitest";
import { keepsFromCounting, reaches } from "#app/domain/verification/rule-definition.ts";

describe("reach of a rule", () => {
  it.each([
    ["all", "basket", true],
    ["all", "medical", true],
    ["all", "event", true],
    ["planned", "basket", true],
    ["planned", "medical", true],
    ["planned", "event", false],
    ["basket", "basket", true],
    ["basket", "medical", false],
    ["basket", "event", false],
  ] as const)("%s on a %s visit: %s", (reach, kind, expected) => {
    expect(reaches(reach, kind)).toBe(expected);
  });
});

describe("effect of a rule", () => {
  it.each([
    ["hold", true],
    ["hold_both", true],
    ["not_payable", true],
    ["later_not_payable", true],
    ["not_payable_scan_past", true],
    ["none", false],
    ["raise_sampling", false],
    ["proof_void", false],
    ["one_line_only", false],
  ] as const)("%s keeps the visit from counting: %s", (effect, expected) => {
    expect(keepsFromCounting(effect, {})).toBe(expected);
  });

  it("of a void subtype holds only when the visit is void with it", () => {
    expect(keepsFromCounting("subtype_void", { visit_void: true })).toBe(true);
    expect(keepsFromCounting("subtype_void", { visit_void: false })).toBe(false);
  });
});
