import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedText, SortedPages } from "#app/domain/reconciliation/sorted-pages.ts";

/** The pages' texts as they are read out, group by group. */
function readOut(given: readonly (readonly string[])[]): string[] {
  const pages = new SortedPages();
  given.forEach((texts, page) => {
    const [first, last] = [texts[0], texts.at(-1)];
    if (first !== undefined && last !== undefined) pages.add(page, { first, last });
  });
  return [...pages.groups()].map((group) => mergedText(group.map((page) => (given[page] ?? []).join("\n"))));
}

describe("sorted pages", () => {
  it("are read out in order, whatever order they came in and however they overlap", () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 3 }), { maxLength: 5 })),
        (given) => {
          const pages = given.map((page) => [...page].sort());
          expect(readOut(pages).join("\n")).toBe(given.flat().sort().join("\n"));
        },
      ),
    ));

  it("stay joined where they do not overlap", () =>
    expect(readOut([["a1", "a2"], [], ["b1", "b3"], ["b2"]])).toEqual(["a1\na2", "b1\nb2\nb3"]));
});
