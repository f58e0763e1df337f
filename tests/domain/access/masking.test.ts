import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskAccount, maskIdNumber, maskName, maskPhone, maskRoom } from "#app/domain/access/masking.ts";

describe("masks of personal fields", () => {
  it.each([
    ["张三", "张*"],
    ["张小华", "张*华"],
    ["欧阳建国", "欧*国"],
    ["阿", "*"],
    ["", ""],
    ["𠮷田", "𠮷*"],
  ])("shows of the name %s only %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
  it.each([
    ["工农路12号3幢502室", "工农路12号3幢"],
    ["城山路378号28幢", "城山路378号28幢"],
    ["人民路5号", "人民路5号"],
    ["新村7号楼2单元301", "新村7号楼"],
    ["幸福里302室", "幸福里"],
  ])("shows of the address %s only its building", (address, building) => {
    expect(maskRoom(address)).toBe(building);
  });
  it("keeps three and four digits of an identity number and hides the birth date inside", () => {
    expect(maskIdNumber("320699195001010017")).toBe("320***********0017");
    expect(maskIdNumber("32069919500101001X")).toBe("320***********001X");
  });
  it("keeps three and four digits of a phone", () => {
    expect(maskPhone("19900001234")).toBe("199****1234");
  });
  it.each([maskIdNumber, maskPhone])("hides a number whole that is too short to keep seven digits apart", (mask) => {
    expect(mask("1234567")).toBe("*******");
    expect(mask("12345678")).toBe("123*5678");
  });
  it("shows only the last four digits of an account", () => {
    expect(maskAccount("6222020200001234")).toBe("****1234");
  });
  it("never shows more than seven digits, and keeps the length", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8,19}$/), (number) => {
        for (const masked of [maskIdNumber(number), maskPhone(number)]) {
          expect(masked).toHaveLength(number.length);
          expect(masked.replaceAll("*", "")).toHaveLength(7);
        }
      }),
    );
  });
});
