import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idCheckCharacter } from "#app/domain/elders/id-number.ts";
import { readPersonNumber } from "#app/domain/elders/person-number.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const TODAY = plainDate("2026-11-15");
const complete = (first17: string) => `${first17}${idCheckCharacter(first17)}`;
const read = (input: string) => readPersonNumber(input, TODAY);

describe("a number that somebody is searched by", () => {
  const idNumber = complete("32061319480214002");

  it("is an identity number, however it was spaced", () => {
    for (const input of [idNumber, ` ${idNumber.slice(0, 6)} ${idNumber.slice(6)} `, idNumber.toLowerCase()])
      expect(read(input)).toEqual({ kind: "id-number", normalised: idNumber });
  });
  it("is a telephone number, mobile or fixed", () => {
    expect(read("139 1234-5678")).toEqual({ kind: "phone", normalised: "13912345678" });
    expect(read("85512345")).toEqual({ kind: "phone", normalised: "051385512345" });
  });
  it("says which of the two is wrong and how", () => {
    expect(read("  ")).toEqual({ kind: "neither", fault: "EMPTY" });
    expect(read("1391234567")).toEqual({ kind: "neither", fault: "PHONE" });
    expect(read("12345678901")).toEqual({ kind: "neither", fault: "PHONE" });
    expect(read("0513-1551-2345")).toEqual({ kind: "neither", fault: "PHONE" });
    expect(read("320613480214002")).toEqual({ kind: "neither", fault: "LEGACY_15" });
    expect(read(idNumber.slice(0, 17))).toEqual({ kind: "neither", fault: "LENGTH" });
    expect(read(`${idNumber.slice(0, 17)}A`)).toEqual({ kind: "neither", fault: "CHARS" });
    expect(read(complete("32061320261116002"))).toEqual({ kind: "neither", fault: "FUTURE" });
  });
  it("takes twelve digits for a telephone number and thirteen for an identity number", () => {
    expect(read("1".repeat(12))).toEqual({ kind: "neither", fault: "PHONE" });
    expect(read("1".repeat(13))).toEqual({ kind: "neither", fault: "LENGTH" });
  });
  it("with any other check character is refused", () => {
    fc.assert(
      fc.property(fc.constantFrom(..."0123456789X"), (last) => {
        const wanted =
          last === idNumber[17] ? { kind: "id-number", normalised: idNumber } : { kind: "neither", fault: "CHECK" };
        expect(read(idNumber.slice(0, 17) + last)).toEqual(wanted);
      }),
    );
  });
});
