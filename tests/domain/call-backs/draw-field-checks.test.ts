import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawFieldChecks } from "#app/domain/call-backs/draw-field-checks.ts";

const sha256 = (text: string) => createHash("sha256").update(text, "utf8").digest("hex");
const elders = fc
  .array(fc.integer({ min: 1, max: 6 }), { maxLength: 80 })
  .map((streets) => streets.map((streetId, index) => ({ elderNo: `E${index}`, streetId })));

describe("the draw of checks at home", () => {
  it("takes at least the share, at least one of each street with elders, and nobody twice", () => {
    fc.assert(
      fc.property(elders, fc.integer({ min: 0, max: 100 }), (served, ratioPercent) => {
        const { drawn, size } = drawFieldChecks(served, "value", { ratioPercent }, sha256);
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.length).toBeGreaterThanOrEqual(size);
        expect(drawn.length * 100).toBeGreaterThanOrEqual(served.length * ratioPercent);
        const streetOf = new Map(served.map((one) => [one.elderNo, one.streetId]));
        expect(new Set(drawn.map((elderNo) => streetOf.get(elderNo)))).toEqual(
          new Set(served.map(({ streetId }) => streetId)),
        );
      }),
    );
  });
  it("is the same for the same list and value, in any order of the list", () => {
    fc.assert(
      fc.property(elders, (served) => {
        const draw = (list: typeof served) => drawFieldChecks(list, "value", { ratioPercent: 5 }, sha256).drawn;
        expect(draw([...served].reverse())).toEqual(draw(served));
      }),
    );
  });
  it("refuses a list that names an elder twice", () =>
    expect(() =>
      drawFieldChecks(
        [
          { elderNo: "E1", streetId: 1 },
          { elderNo: "E1", streetId: 2 },
        ],
        "v",
        { ratioPercent: 1 },
        sha256,
      ),
    ).toThrow(RangeError));
});
