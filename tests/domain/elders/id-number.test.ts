import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkIdNumber, idCheckCharacter, normaliseIdNumber } from "#app/domain/elders/id-number.ts";
import { dayNumberOf, plainDate, plainDateOfDay } from "#app/domain/time/plain-date.ts";

type Vector = Record<
  "id" | "kind" | "input" | "verdict" | "reason" | "normalised" | "as_of" | "birth_date" | "sex",
  string
>;
const vectors: Vector[] = parse<Vector>(readFileSync(new URL("id-vectors.csv", import.meta.url)), {
  columns: true,
}).filter((vector) => vector.kind === "resident_id");
const TODAY = plainDate("2026-06-30");

describe("resident identity numbers", () => {
  it("come with 48 vectors", () => expect(vectors).toHaveLength(48));
  it.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_id, vector) => {
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

  it("are found wrong when any one digit is changed, and when two neighbours are swapped", () => {
    const number = fc
      .tuple(
        fc.integer({ min: dayNumberOf(1900, 1, 1), max: dayNumberOf(2026, 6, 30) }),
        fc.integer({ min: 0, max: 999 }),
      )
      .map(([day, sequence]) => {
        const first17 = `320699${plainDateOfDay(day).replaceAll("-", "")}${String(sequence).padStart(3, "0")}`;
        return `${first17}${idCheckCharacter(first17)}`;
      });
    fc.assert(
      fc.property(number, fc.nat(16), fc.integer({ min: 1, max: 9 }), (valid, place, shift) => {
        expect(checkIdNumber(valid, TODAY).verdict).toBe("valid");
        const digits = [...valid];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        expect(checkIdNumber(digits.join(""), TODAY).verdict).toBe("invalid");
        const swapped = [...valid];
        const [left, right] = [swapped[place] as string, swapped[place + 1] as string];
        swapped[place] = right;
        swapped[place + 1] = left;
        if (left !== right) expect(checkIdNumber(swapped.join(""), TODAY).verdict).toBe("invalid");
      }),
    );
  });

  it("warn above 120 years and stay valid; 120 itself is not questioned", () => {
    const born = (digits: string) => `${digits}${idCheckCharacter(digits)}`;
    const warnings = (number: string) => {
      const result = checkIdNumber(number, TODAY);
      return result.verdict === "valid" ? result.warnings : result.reason;
    };
    expect(warnings("440524188001010014")).toEqual(["AGE_OVER_120"]);
    expect(warnings(born("32069919050630001"))).toEqual(["AGE_OVER_120"]);
    expect(warnings(born("32069919050701001"))).toEqual([]);
  });

  it.each([
    ["320699195013010010", "DATE"],
    ["990699195013010010", "AREA"],
    ["99069919501301001Y", "CHARS"],
  ])("name the first of several faults: %s", (number, reason) =>
    expect(checkIdNumber(number, TODAY)).toEqual({ verdict: "invalid", reason }),
  );
  it("of residents from Hong Kong, Macao and Taiwan follow the same rule", () => {
    const first17 = "81000019500101001";
    expect(checkIdNumber(`${first17}${idCheckCharacter(first17)}`, TODAY).verdict).toBe("valid");
  });
  it.each([
    ["①20699195001010019", "CHARS"],
    ["３２０６９９１９５００１０１００１９", "valid"],
  ])("take full-width digits but no other signs that look like digits: %s", (number, outcome) => {
    const result = checkIdNumber(number, TODAY);
    expect(result.verdict === "valid" ? "valid" : result.reason).toBe(outcome);
  });
  it("are normalised once and for all", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = normaliseIdNumber(text);
        expect(normaliseIdNumber(once)).toBe(once);
        expect(["valid", "invalid"]).toContain(checkIdNumber(text, TODAY).verdict);
      }),
    );
  });
});
