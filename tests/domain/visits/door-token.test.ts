import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  base32Text,
  groupedDoorToken,
  normaliseDoorToken,
  readDoorToken,
  writeDoorToken,
} from "#app/domain/visits/door-token.ts";

const characters = (count: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"), minLength: count, maxLength: count });
const anyToken = fc.record({ keyId: characters(2), codeId: characters(10), signature: characters(14) });

/** The ways in which people and keyboards write the same letters. */
const rewritten = fc.func(fc.constantFrom("same", "lower", "wide", "spaced", "look-alike"));
const WIDE_OFFSET = 0xfee0;

function rewrite(character: string, how: string): string {
  if (how === "lower") return character.toLowerCase();
  if (how === "wide") return String.fromCharCode(character.charCodeAt(0) + WIDE_OFFSET);
  if (how === "spaced") return ` ${character}-`;
  if (how === "look-alike") return character === "0" ? "o" : character === "1" ? "l" : character;
  return character;
}

describe("a door token", () => {
  it("is read back however it was typed", () => {
    fc.assert(
      fc.property(anyToken, rewritten, (token, how) => {
        const typed = [...writeDoorToken(token)].map((one, index) => rewrite(one, how(one, index))).join("");
        expect(readDoorToken(normaliseDoorToken(typed))).toEqual(token);
      }),
    );
  });

  it("is read back from its groups of four", () => {
    fc.assert(
      fc.property(anyToken, (token) => {
        const printed = groupedDoorToken(writeDoorToken(token));
        expect(printed.split(" ").map((group) => group.length)).toEqual([4, 4, 4, 4, 4, 4, 4]);
        expect(normaliseDoorToken(printed)).toBe(writeDoorToken(token));
      }),
    );
  });

  it.each([
    "",
    "BD",
    "12345678",
    "BD00000000000000000000000000U",
    "XX00000000000000000000000000",
    `BD${"0".repeat(27)}`,
  ])("is none: %s", (text) => {
    expect(readDoorToken(normaliseDoorToken(text))).toBeNull();
  });

  it("has one form after which nothing changes any more", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normaliseDoorToken(normaliseDoorToken(text))).toBe(normaliseDoorToken(text));
      }),
    );
  });
});

describe("base 32", () => {
  it.each([
    [[0], 1, "0"],
    [[0xff], 1, "Z"],
    [[0x08, 0x42], 3, "111"],
    [[0xff, 0xff, 0xff, 0xff, 0xff], 8, "ZZZZZZZZ"],
    [[0x00, 0x44, 0x32, 0x14, 0xc7], 8, "01234567"],
  ] as const)("of %j to %i characters is %s", (bytes, count, text) => {
    expect(base32Text(Uint8Array.from(bytes), count)).toBe(text);
  });

  it("refuses more characters than there are bits", () => {
    expect(() => base32Text(Uint8Array.of(1), 2)).toThrow(RangeError);
  });
});
