import { describe, expect, it } from "vitest";
import { RETROFIT_ITEMS, retrofitItem } from "#app/domain/family-beds/retrofit-items.ts";

describe("the list of retrofit items", () => {
  it("has 30 numbers without a gap, seven of them basic", () => {
    expect(RETROFIT_ITEMS.map((one) => one.no)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(RETROFIT_ITEMS.filter((one) => one.isBasic).map((one) => one.zh)).toEqual([
      ...["防滑处理", "高差处理", "安装床边护栏（抓杆）", "安装扶手", "配置淋浴椅", "手杖", "防走失装置"],
    ]);
  });

  it("knows an item by its number", () => {
    expect(retrofitItem(13)?.en).toBe("Grab bars in toilet and bath");
    expect(retrofitItem(31)).toBeNull();
  });
});
