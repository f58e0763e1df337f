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
    [1, 0, "again"],
    [1, 3, "again"],
    [0, 0, "wipe"],
    [0, 1, "closed"],
  ])("with %d tries left and %d unsent leads to: %s", (triesLeft, unsent, outcome) => {
    expect(afterWrongCode(triesLeft, unsent)).toBe(outcome);
  });
});
