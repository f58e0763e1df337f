import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainBreak, chainBreaks, missingText, type ChainLink } from "#app/domain/visits/device-chain.ts";

/** A phone's events as it makes them: each names the one before. */
function chainOf(length: number): ChainLink[] {
  return Array.from({ length }, (_, index) => ({
    deviceSeq: index + 1,
    hash: `h${index + 1}`,
    prevHash: index === 0 ? null : `h${index}`,
  }));
}

const place = (seq: number | null, hashes: string[] = [], isShared = false) => ({
  before: seq === null ? null : { seq, hashes },
  isShared,
});

describe("one event of a phone", () => {
  it.each([
    ["the first one, that names none", { deviceSeq: 1, prevHash: null }, place(null), null],
    ["one that names the one before it", { deviceSeq: 4, prevHash: "h3" }, place(3, ["h3"]), null],
    ["one of two before it that share a number", { deviceSeq: 4, prevHash: "h3" }, place(3, ["x", "h3"]), null],
    ["a gap", { deviceSeq: 4, prevHash: "h3" }, place(1, ["h1"]), { kind: "gap", fromSeq: 2, toSeq: 3 }],
    ["a gap from the start", { deviceSeq: 2, prevHash: "h1" }, place(null), { kind: "gap", fromSeq: 1, toSeq: 1 }],
    ["another one before it", { deviceSeq: 4, prevHash: "h3" }, place(3, ["x"]), { kind: "broken", atSeq: 3 }],
    [
      "one that names none though there is one",
      { deviceSeq: 2, prevHash: null },
      place(1, ["h1"]),
      { kind: "broken", atSeq: 1 },
    ],
    ["a first one that names another", { deviceSeq: 1, prevHash: "h0" }, place(null), { kind: "broken", atSeq: 0 }],
    ["a number used twice", { deviceSeq: 4, prevHash: "h3" }, place(3, ["h3"], true), { kind: "reused", atSeq: 4 }],
  ] as const)("after %s", (_what, link, around, found) => {
    expect(chainBreak(link, around)).toEqual(found);
  });
});

describe("the events of a phone", () => {
  it("follow one another in any order and with repeats", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.infiniteStream(fc.nat()), (length, draws) => {
        const chain = chainOf(length);
        const sent = [...chain, ...chain.slice(0, 5)].sort(() => (Number(draws.next().value) % 3) - 1);
        expect(chainBreaks(sent)).toEqual([]);
      }),
    );
  });

  it("show exactly what is taken out of them", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 29 }), { maxLength: 28 }), (taken) => {
        const left = chainOf(30).filter((link) => !taken.includes(link.deviceSeq));
        const missing = chainBreaks(left).flatMap((one) =>
          one.kind === "gap" ? Array.from({ length: one.toSeq - one.fromSeq + 1 }, (_, at) => one.fromSeq + at) : [],
        );
        expect(missing).toEqual([...taken].sort((left, right) => left - right));
      }),
    );
  });

  it("show a number that two of them bear, and the one after it that follows one of the two", () => {
    const twin = { deviceSeq: 2, hash: "x", prevHash: "h1" };
    expect(chainBreaks([...chainOf(3), twin])).toEqual([
      { kind: "reused", atSeq: 2 },
      { kind: "reused", atSeq: 2 },
    ]);
  });
});

it("numbers to look for are written once, in their order", () => {
  expect(
    missingText([
      { kind: "gap", fromSeq: 4, toSeq: 6 },
      { kind: "gap", fromSeq: 9, toSeq: 9 },
      { kind: "broken", atSeq: 9 },
      { kind: "reused", atSeq: 12 },
    ]),
  ).toBe("4-6, 9, 12");
});
