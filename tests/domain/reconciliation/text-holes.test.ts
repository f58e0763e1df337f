import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoText } from "#app/domain/time/instant.ts";
import {
  fillHoles,
  instantHole,
  jsonFormat,
  numberHole,
  plainFormat,
  textHole,
} from "#app/domain/reconciliation/text-holes.ts";

describe("texts with holes", () => {
  it("come to the text that was written with the value itself, percent signs included", () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, value, after) => {
        const format = plainFormat(`${before}${textHole(2)}${after}`);
        expect(fillHoles(format, ["unused", value])).toBe(`${before}${value}${after}`);
      }),
    ));

  it("are filled in JSON with texts, instants and numbers", () =>
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 9999 }), fc.string(), (name, count, note) => {
        const holed = { at: isoText(instantHole(1)), count: numberHole(2), name: textHole(3), note };
        const at = "2026-12-01T01:02:03.004Z";
        const filled = fillHoles(jsonFormat(JSON.stringify(holed)), [
          JSON.stringify(at),
          String(count),
          JSON.stringify(name),
        ]);
        expect(JSON.parse(filled)).toEqual({ at, count, name, note });
      }),
    ));
});
