import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stairwellOf } from "#app/domain/elders/stairwell.ts";

describe("the stairwell of an address", () => {
  it.each([
    ["工农路12号3幢2单元502室", "工农路12号3幢2单元"],
    ["工农路12号3栋二单元601", "工农路12号3幢2单元"],
    ["江苏省南通市崇川区工农路12号3号楼2单元102室", "工农路12号3幢2单元"],
    ["工农路12号 3座 2梯", "工农路12号3幢2单元"],
    ["工农路１２号３幢５０２室", "工农路12号3幢"],
    ["学田小区二十三幢502", "学田小区23幢"],
    ["学田小区十幢东单元", "学田小区10幢东单元"],
    ["南通市学田小区A座1201", "学田小区A幢"],
    ["濠东路5号", "濠东路5号"],
    ["建设路三号201室", "建设路3号"],
  ])("%s is %s", (address, key) => {
    expect(stairwellOf(address)).toBe(key);
  });
  it.each([["工农路"], [""], ["某某村老王家"]])("is unknown for %s", (address) => {
    expect(stairwellOf(address)).toBeNull();
  });
  it("is the same on every floor, and another in another stairwell or building", () => {
    const number = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(number, number, number, number, (building, stair, door, other) => {
        const home = (b: number, s: number, d: number) => stairwellOf(`工农路12号${b}幢${s}单元${d}室`);
        expect(home(building, stair, door)).toBe(home(building, stair, other));
        if (other !== stair) expect(home(building, stair, door)).not.toBe(home(building, other, door));
        if (other !== building) expect(home(building, stair, door)).not.toBe(home(other, stair, door));
      }),
    );
  });
});
