import { describe, expect, it } from "vitest";
import { afterWrongCode, appCodeFault } from "#app/domain/visits/app-code.ts";

describe("the digits of the phone", () => {
  it.each([
    ["482913", null],
    ["48291", "not-six-digits"],
    ["4829a3", "not-six-digits"],
    ["777777", "all-equal"],
    ["123456", "in-sequence"],
    ["987654", "in-sequence"],
    ["123457", null],
  ])("%s: %s", (digits, fault) => {
    expect(appCodeFault(digits)).toBe(fault);
  });
});

describe("a wrong try", () => {
  it.each([
    [1, false, "again"],
    [1, true, "again"],
    [0, false, "wipe"],
    [0, true, "closed"],
  ])("with %d tries left and something unsent (%s) leads to: %s", (triesLeft, isUnsent, outcome) => {
    expect(afterWrongCode(triesLeft, isUnsent)).toBe(outcome);
  });
});
