import { describe, expect, it } from "vitest";
import { dissatisfactionDeduction } from "#app/domain/claims/deduction.ts";
import { fen } from "#app/domain/money/fen.ts";
import { aFinding } from "./claim-builders.ts";

const terms = { deduct_dissatisfied_pct: 50 };
const confirmed = aFinding("R-DISSATISFIED", { state: "upheld" });

describe("deduction for dissatisfaction", () => {
  it("takes the share of the policy once, half up", () => {
    expect(dissatisfactionDeduction(fen(3500), [confirmed, confirmed], terms)).toEqual({
      code: "R-DISSATISFIED",
      amountFen: 1750n,
    });
    expect(dissatisfactionDeduction(fen(3501), [confirmed], terms)?.amountFen).toBe(1751n);
  });

  it.each([
    ["nobody confirmed it", aFinding("R-DISSATISFIED")],
    ["it was lifted", aFinding("R-DISSATISFIED", { state: "withdrawn" })],
    ["the rule only warns", aFinding("R-DISSATISFIED", { state: "upheld", wouldHave: true })],
    ["another finding was upheld", aFinding("R-TOO-LONG", { state: "upheld" })],
  ])("takes nothing when %s", (_, finding) => {
    expect(dissatisfactionDeduction(fen(3500), [finding], terms)).toBeNull();
  });

  it("takes nothing from nothing", () => {
    expect(dissatisfactionDeduction(fen(0), [confirmed], terms)).toBeNull();
  });
});
