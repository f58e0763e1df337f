import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { parseAssistanceKind } from "#app/domain/elders/assistance-status.ts";
import { checkIdNumber } from "#app/domain/elders/id-number.ts";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { checkCreditCode } from "#app/domain/workforce/credit-code.ts";

type Vector = Record<
  "id" | "kind" | "input" | "verdict" | "reason" | "normalised" | "as_of" | "birth_date" | "sex",
  string
>;
const vectors: Vector[] = parse(readFileSync(new URL("id-vectors.csv", import.meta.url)), { columns: true });
const ofKind = (kind: string) =>
  vectors.filter((vector) => vector.kind === kind).map((vector) => [vector.id, vector] as const);

describe("resident identity numbers", () => {
  it("come with 48 vectors", () => expect(ofKind("resident_id")).toHaveLength(48));
  it.each(ofKind("resident_id"))("%s", (_id, vector) => {
    const result = checkIdNumber(vector.input, plainDate(vector.as_of));
    if (result.verdict === "valid")
      expect({ ...result, warnings: [] }).toEqual({
        verdict: vector.verdict,
        normalised: vector.normalised,
        birthOn: vector.birth_date,
        sex: vector.sex,
        warnings: [],
      });
    else expect([result.verdict, result.reason]).toEqual([vector.verdict, vector.reason]);
  });
  it("warn above 120 years and stay valid", () =>
    expect(checkIdNumber("440524188001010014", plainDate("2026-06-30"))).toMatchObject({
      verdict: "valid",
      warnings: ["AGE_OVER_120"],
    }));
});

describe("unified social credit codes", () => {
  it("come with 27 vectors", () => expect(ofKind("credit_code")).toHaveLength(27));
  it.each(ofKind("credit_code"))("%s", (_id, vector) => {
    const result = checkCreditCode(vector.input);
    expect([result.verdict, result.verdict === "valid" ? result.normalised : result.reason]).toEqual([
      vector.verdict,
      vector.verdict === "valid" ? vector.normalised : vector.reason,
    ]);
  });
});

describe("telephone numbers", () => {
  it.each([
    ["13912345678", "13912345678"],
    ["+86 139 1234 5678", "13912345678"],
    ["85512345", "051385512345"],
    ["0513-85512345", "051385512345"],
    ["12912345678", null],
    ["1391234567", null],
    ["05512345", null],
    ["电话", null],
  ])("%s", (input, expected) => expect(normalisePhone(input)?.normalised ?? null).toBe(expected));
});

describe("aid statuses", () => {
  it.each([
    ["低保", "dibao"],
    ["低保边缘家庭", "dibao_margin"],
    ["特困（分散供养）", "tekun_dispersed"],
    ["特困集中供养", "tekun_centralised"],
    ["支出型困难", "expenditure_hardship"],
    ["无", "none"],
    ["富裕", null],
  ])("%s", (text, kind) => expect(parseAssistanceKind(text)).toBe(kind));
});
