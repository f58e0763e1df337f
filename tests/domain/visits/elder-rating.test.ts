import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RATING_REMARKS, readRemarks } from "#app/domain/visits/elder-rating.ts";

describe("remarks of a rating", () => {
  it("are those that are known, each once, in one order whatever was sent", () => {
    expect(readRemarks(["took_money", "late", "late", "gold", ""])).toEqual(["late", "took_money"]);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...RATING_REMARKS), fc.string())), (sent) => {
        const read = readRemarks(sent);
        expect(new Set(read).size).toBe(read.length);
        expect(readRemarks(sent.toReversed())).toEqual(read);
        for (const remark of RATING_REMARKS) expect(read.includes(remark)).toBe(sent.includes(remark));
      }),
    );
  });
});
