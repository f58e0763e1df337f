import { describe, expect, it } from "vitest";
import { RULES, ruleOf } from "#app/domain/verification/rules.ts";
import table from "#db/seed/verification-rules.json" with { type: "json" };

describe("rules of a visit", () => {
  const rows = new Map(table.map((row) => [row.code, row]));

  it("stand in the order of the district's list, each once", () => {
    const order = table.map((row) => row.code);
    const places = RULES.map((rule) => order.indexOf(rule.code));
    expect(places).toEqual([...places].sort((left, right) => left - right));
    expect(new Set(places).size).toBe(RULES.length);
    expect(places).not.toContain(-1);
  });

  it.each(RULES.map((rule) => [rule.code, rule] as const))("%s agrees with its row", (code, rule) => {
    const row = rows.get(code);
    expect(rule.level).toBe(row?.level);
    expect(rule.effect).toBe(row?.pay_effect);
    expect(rule.reach).toBe(row?.applies_to);
  });

  it("of the claim are those whose stage is the claim", () => {
    const atClaim = RULES.filter((rule) => rule.acts === "at_claim").map((rule) => rule.code);
    expect(atClaim).toEqual(RULES.map((rule) => rule.code).filter((code) => rows.get(code)?.stage === "claim"));
    expect(atClaim).toEqual(["R-OVER-QUOTA", "R-BENEFIT-OVERLAP", "R-WAITING-PERIOD"]);
  });

  it("are closed by the party of their row, or by a fact where the row names no action", () => {
    for (const rule of RULES)
      if (rule.closedBy !== "fact")
        expect([rule.code, rule.closedBy]).toEqual([rule.code, rows.get(rule.code)?.who_clears]);
  });

  it("are found by code", () => {
    expect(ruleOf("R-TOO-SHORT")?.level).toBe("block");
    expect(ruleOf("R-CLAIM-PRICE")).toBeNull();
  });
});
