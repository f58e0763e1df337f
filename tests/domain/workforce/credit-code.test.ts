import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkCreditCode,
  creditCheckCharacter,
  organisationCheckCharacter,
} from "#app/domain/workforce/credit-code.ts";

type Vector = Record<"id" | "kind" | "input" | "verdict" | "reason" | "normalised", string>;
const vectors = parse<Vector>(readFileSync(new URL("../elders/id-vectors.csv", import.meta.url)), {
  columns: true,
}).filter((vector) => vector.kind === "credit_code");

describe("unified social credit codes", () => {
  it("come with 27 vectors", () => expect(vectors).toHaveLength(27));
  it.each(vectors.map((vector) => [vector.id, vector] as const))("%s", (_id, vector) => {
    const result = checkCreditCode(vector.input);
    expect([result.verdict, result.verdict === "valid" ? result.normalised : result.reason]).toEqual([
      vector.verdict,
      vector.verdict === "valid" ? vector.normalised : vector.reason,
    ]);
  });
  it("have the check characters of the published example", () => {
    expect(organisationCheckCharacter("M000100Y")).toBe("4");
    expect(creditCheckCharacter("91350100M000100Y4")).toBe("3");
  });
  it("are found wrong when one character is changed", () => {
    const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const valid = "91350100M000100Y43";
    fc.assert(
      fc.property(fc.nat(17), fc.constantFrom(...alphabet), (place, character) => {
        const changed = `${valid.slice(0, place)}${character}${valid.slice(place + 1)}`;
        expect(checkCreditCode(changed).verdict).toBe(changed === valid ? "valid" : "invalid");
      }),
    );
  });
});
