import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import {
  cellYuanNumber,
  cellYuanText,
  elderYuanText,
  parseSignedYuan,
  parseYuan,
  staffYuanText,
  yuanInWords,
  yuanText,
} from "#app/domain/money/yuan-text.ts";

const amount = fc.bigInt({ min: 0n, max: 10n ** 13n }).map(fen);

describe("amounts as people read and type them", () => {
  it("are read back as they were written", () => {
    fc.assert(
      fc.property(amount, (whole) => {
        for (const write of [yuanText, staffYuanText, cellYuanText, elderYuanText])
          expect(parseYuan(write(whole))).toBe(whole);
        expect(Math.round(cellYuanNumber(whole) * 100)).toBe(Number(whole));
      }),
    );
  });
  it.each([
    ["35", 3500n],
    ["35.5", 3550n],
    ["0.05", 5n],
    ["¥38,420.00", 3842000n],
    ["1,000,000", 100000000n],
    ["３５．５元", 3550n],
    [" ￥35 元 ", 3500n],
  ])("are read: %s", (text, expected) => expect(parseYuan(text)).toBe(expected));
  it.each(["35.555", "35.", ".5", "三十五", "-1", "35,5", "1,00", "12,34,567", "", "元", "1e3", "35元5"])(
    "are not guessed: %s",
    (text) => expect(parseYuan(text)).toBeNull(),
  );
  it("are shown to staff with sign and thousands", () => {
    expect(staffYuanText(fen(3842000))).toBe("¥38,420.00");
    expect(staffYuanText(fen(-3000))).toBe("−¥30.00");
    expect(yuanText(fen(-5))).toBe("−0.05");
    expect(cellYuanText(fen(-123456))).toBe("-1234.56");
  });
  it("are told to an elder without useless zeros", () =>
    expect([1250, 1200, 1205, 100000].map((value) => elderYuanText(fen(value)))).toEqual([
      "12.5",
      "12",
      "12.05",
      "1000",
    ]));
});

describe("amounts in capital words", () => {
  it.each<[number | bigint, string]>([
    [0, "零元整"],
    [10, "壹角整"],
    [5, "伍分"],
    [15, "壹角伍分"],
    [100, "壹元整"],
    [1000, "壹拾元整"],
    [1005, "壹拾元零伍分"],
    [1050, "壹拾元伍角整"],
    [32504, "叁佰贰拾伍元零肆分"],
    [140950, "壹仟肆佰零玖元伍角整"],
    [168032, "壹仟陆佰捌拾元叁角贰分"],
    [600714, "陆仟零柒元壹角肆分"],
    [1640902, "壹万陆仟肆佰零玖元零贰分"],
    [3842005, "叁万捌仟肆佰贰拾元零伍分"],
    [1000000, "壹万元整"],
    [10000100, "壹拾万零壹元整"],
    [10700053, "壹拾万柒仟元伍角叁分"],
    [100500000, "壹佰万伍仟元整"],
    [10000000000, "壹亿元整"],
    [10000500000, "壹亿零伍仟元整"],
    [10000000100, "壹亿零壹元整"],
    [2000000000000, "贰佰亿元整"],
    [-3000, "负叁拾元整"],
  ])("%s fen is %s", (value, expected) => expect(yuanInWords(fen(value) as Fen)).toBe(expected));
  it("name every amount differently and never say two zeros in a row", () => {
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        if (left !== right) expect(yuanInWords(left)).not.toBe(yuanInWords(right));
        expect(yuanInWords(left)).not.toMatch(/零零|零[万亿元](?!整$)|undefined/);
      }),
    );
  });
  it("end below 10^16 yuan", () => {
    expect(yuanInWords(fen(10n ** 18n - 1n))).toMatch(/^玖仟玖佰玖拾玖万亿/);
    expect(() => yuanInWords(fen(10n ** 18n))).toThrow(RangeError);
  });
});

describe("an amount that may be taken away", () => {
  it.each([
    ["-1,200.50", -120_050n],
    ["−35", -3500n],
    [" ¥12 ", 1200n],
  ])("reads %s", (text, amount) => expect(parseSignedYuan(text)).toBe(amount));
  it.each(["--5", "5-", "-", "", "- 5,5"])("gives nothing for %j", (text) => expect(parseSignedYuan(text)).toBeNull());
});
