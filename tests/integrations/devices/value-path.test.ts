import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemsAt, readPath, valuesAt } from "#app/integrations/devices/value-path.ts";

const at = (path: string, value: unknown) => valuesAt(readPath(path), { $: value, "@": value });

describe("a path", () => {
  it.each([
    ["$", 5, [5]],
    ["$.a.b", { a: { b: 1 } }, [1]],
    ["$[\"a:0\"]['b c']", { "a:0": { "b c": 2 } }, [2]],
    ["$.a[0]", { a: [7, 8] }, [7]],
    ["$.a[-1]", { a: [7, 8] }, [8]],
    ["$.a[5]", { a: [7, 8] }, []],
    ["$[*].v", [{ v: 1 }, {}, { v: 3 }], [1, 3]],
    ["$..v", { a: { v: 1 }, b: [{ v: 2 }] }, [1, 2]],
    [
      "$.e[?(@.n == 'x')].v",
      {
        e: [
          { n: "x", v: 1 },
          { n: "y", v: 2 },
        ],
      },
      [1],
    ],
    [
      "$.e[?@.n == 3].v",
      {
        e: [
          { n: 3, v: 1 },
          { n: "3", v: 2 },
        ],
      },
      [1],
    ],
    ["$.a.length", { a: [1] }, []],
    ["$.constructor", {}, []],
  ])("%s", (path, value, expected) => {
    expect(at(path, value)).toEqual(expected);
  });

  it.each(["a", "", "$.", "$[", "$[?]", "$.a b", "$.a[x]"])("%s is refused", (path) => {
    expect(() => readPath(path)).toThrow(RangeError);
  });

  it("tells the names that it took on its way", () => {
    const value = { a: [{ x: { k: 1 } }], b: [{ x: { k: 2 } }, { x: {} }] };
    expect(itemsAt(readPath("$.*[*].x.*"), { $: value, "@": value })).toEqual([
      { value: 1, members: ["a", "0", "k"] },
      { value: 2, members: ["b", "0", "k"] },
    ]);
  });

  it("finds any member of any message by its quoted name and never throws on another", () => {
    fc.assert(
      fc.property(
        fc.string().filter((name) => !/["\\]/.test(name)),
        fc.jsonValue(),
        fc.jsonValue(),
        (name, value, other) => {
          const message = JSON.parse(JSON.stringify({ [name]: value })) as unknown;
          if (name !== "__proto__") expect(at(`$["${name}"]`, message)).toEqual([JSON.parse(JSON.stringify(value))]);
          expect(Array.isArray(at(`$..a["${name}"][0]`, other))).toBe(true);
        },
      ),
    );
  });
});
