/** The district's list of rules (tests/db/seed/verification-rules.csv) beside what the project says of each rule, row by row. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { CLAIM_RULES } from "#app/domain/claims/rejection-reason.ts";
import { RECORD_RULES } from "#app/domain/verification/record-rules.ts";
import { RULES } from "#app/domain/verification/rules.ts";
import evidence from "#app/messages/rule-evidence.json" with { type: "json" };
import parameterWords from "#app/messages/rule-parameters.json" with { type: "json" };
import words from "#app/messages/rules.json" with { type: "json" };
import { POLICY_PARAMETERS } from "#db/seed/policy-parameters.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { VERIFICATION_RULES } from "#db/seed/verification-rules.ts";

type Row = Readonly<Record<string, string>>;
const rows = parse(readFileSync(new URL("verification-rules.csv", import.meta.url), "utf8"), {
  columns: true,
}) as Row[];
const codes = rows.map((row) => row["code"] ?? "");

type Sentences = Readonly<Record<string, { readonly sentence: { readonly "zh-CN": string; readonly en: string } }>>;
type Coded = { readonly "zh-CN": string; readonly en: string };
type Evidence = Readonly<Record<string, { readonly evidence: Coded; readonly clearedByFact: Coded | null }>>;

/** "visit_min_minutes=60 [minutes]; …" as names and values. */
function parametersOf(row: Row): [string, string][] {
  return (row["parameters"] ?? "")
    .split(";")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [, name = "", value = ""] = /^\s*([a-z_]+)=(.*?)(?:\s*\[[^\]]*\])?\s*$/.exec(part) ?? [];
      return [name, value];
    });
}

/** How the list writes a value of the policy. */
function written(value: unknown): string {
  if (Array.isArray(value)) return value.join(", ");
  return String(value);
}

/** Sentences that the project words differently: its own word for the elder and the finding, and the unit that an amount needs. */
const WORDED_OTHERWISE = [
  "R-UNKNOWN-ELDER",
  "R-WORKER-REPLACED",
  "R-CLAIM-OPEN-EXCEPTION",
  "R-CLAIM-PRICE",
  "R-PRICE-OUT-OF-BOUNDS",
  "R-BUDGET-SHORT",
];

/** Values that the sample policy sets although the list leaves them to the district, and words for which the policy has codes. */
const VALUED_OTHERWISE = ["visit_price_cap_fen", "hardship_types"];

/** Of the claim's group, yet asked of the visit: what they say is a fact of the elder on its day. The line is refused by the finding. */
const LINE_RULES_OF_VISITS = ["R-WAITING-PERIOD"];

describe("the district's list of rules", () => {
  it("has the rules of the project, in the same order", () =>
    expect(VERIFICATION_RULES.map((rule) => rule.code)).toEqual(codes));

  it.each(rows.map((row) => [row["code"] ?? "", row] as const))("%s is as its row says", (code, row) => {
    const rule = VERIFICATION_RULES.find((one) => one.code === code);
    expect(rule).toMatchObject({
      group: row["group"],
      scope: row["scope"],
      appliesTo: row["applies_to"],
      stage: row["stage"],
      level: row["level"],
      defaultMode: row["default_mode"],
      evidence: row["evidence"],
      clearedByFact: row["cleared_by_fact"],
      clearedByAction: row["cleared_by_action"],
      whoClears: row["who_clears"],
      payEffect: row["pay_effect"],
      basis: row["basis"],
    });
    expect(rule?.parameters).toEqual(parametersOf(row).map(([name]) => name));
    expect(SAMPLE_POLICY.ruleModes[code]?.mode).toBe(row["default_mode"]);
  });

  it("words each finding in both languages; where the project differs, it is known", () => {
    const said: Sentences = words;
    const different = rows.filter((row) => {
      const sentence = said[row["code"] ?? ""]?.sentence;
      return sentence?.["zh-CN"] !== row["message_zh"] || sentence?.en !== row["message_en"];
    });
    expect(different.map((row) => row["code"])).toEqual(WORDED_OTHERWISE);
  });

  it("names evidence and clearing fact of each rule, and the project says them in both languages", () => {
    const said: Evidence = evidence;
    for (const row of rows) {
      const own = said[row["code"] ?? ""];
      expect([row["code"], own?.evidence.en]).toEqual([row["code"], row["evidence"]]);
      expect(own?.evidence["zh-CN"]).toMatch(/[\u4e00-\u9fff]/);
      const fact = row["cleared_by_fact"] ?? "";
      if (fact === "none" || fact === "not needed")
        expect([row["code"], own?.clearedByFact]).toEqual([row["code"], null]);
      else {
        expect([row["code"], own?.clearedByFact?.en]).toEqual([row["code"], fact]);
        expect(own?.clearedByFact?.["zh-CN"]).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });

  it("gives each parameter the value that the sample policy has; where the sample differs, it is known", () => {
    const values: Readonly<Record<string, unknown>> = SAMPLE_POLICY.parameters;
    const asked = new Map(rows.flatMap(parametersOf));
    const different = [...asked].filter(([name, value]) => written(values[name]) !== value).map(([name]) => name);
    expect(different.sort()).toEqual([...VALUED_OTHERWISE].sort());
  });

  it("has its parameters explained on the rules' pages by the words of the policy", () => {
    const said: Readonly<Record<string, { readonly "zh-CN": string; readonly en: string; readonly unit: string }>> =
      parameterWords;
    const asked = new Set(rows.flatMap(parametersOf).map(([name]) => name));
    expect(Object.keys(said).sort()).toEqual([...asked].sort());
    for (const { name, meaningZh, meaningEn, unit } of POLICY_PARAMETERS)
      if (asked.has(name)) expect([name, said[name]]).toEqual([name, { "zh-CN": meaningZh, en: meaningEn, unit }]);
  });

  it("is asked whole: of visits, of records that are no visit yet, and of claim lines, each rule at one place", () => {
    const groupsOfVisits = rows.filter((row) => row["group"] !== "H").map((row) => row["code"] ?? "");
    const asked: string[] = [...RULES, ...RECORD_RULES].map((rule) => rule.code);
    expect([...asked].sort()).toEqual([...groupsOfVisits, ...LINE_RULES_OF_VISITS].sort());
    const ofLines = rows.filter((row) => row["group"] === "H").map((row) => row["code"] ?? "");
    expect(ofLines.filter((code) => !(code in CLAIM_RULES))).toEqual([]);
  });
});
