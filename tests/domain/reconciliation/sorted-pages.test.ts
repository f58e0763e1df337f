import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SortedPages } from "#app/domain/reconciliation/sorted-pages.ts";

describe("sorted pages", () => {
  it("are read out in order, whatever order they came in and however they overlap", () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 3 }), { maxLength: 5 })),
        (given) => {
          const pages = new SortedPages();
          for (const page of given) pages.add([...page].sort());
          expect([...pages.joined()].join("\n")).toBe(given.flat().sort().join("\n"));
        },
      ),
    ));

  it("stay joined where they do not overlap", () => {
    const pages = new SortedPages();
    pages.add(["a1", "a2"]);
    pages.add([]);
    pages.add(["b1", "b3"]);
    pages.add(["b2"]);
    expect([...pages.joined()]).toEqual(["a1\na2", "b1\nb2\nb3"]);
  });
});
