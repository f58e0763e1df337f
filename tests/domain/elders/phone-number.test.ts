import { describe, expect, it } from "vitest";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";

describe("telephone numbers", () => {
  it.each([
    ["13012345678", "13012345678"],
    ["19912345678", "19912345678"],
    ["139 1234 5678", "13912345678"],
    ["139-1234-5678", "13912345678"],
    ["１３９１２３４５６７８", "13912345678"],
    ["+86 139 1234 5678", "13912345678"],
    ["008613912345678", "13912345678"],
    ["8613912345678", "13912345678"],
  ])("%s is a mobile", (input, normalised) => expect(normalisePhone(input)).toEqual({ kind: "mobile", normalised }));
  it.each([
    ["85512345", "051385512345"],
    ["8551 2345", "051385512345"],
    ["87112345", "051387112345"],
    ["20000000", "051320000000"],
    ["0513-85512345", "051385512345"],
    ["(0513) 8551 2345", "051385512345"],
    ["（0513）85512345", "051385512345"],
    ["+86-513-8551-2345", "051385512345"],
    ["010-65512345", "01065512345"],
  ])("%s is a fixed line", (input, normalised) =>
    expect(normalisePhone(input)).toEqual({ kind: "landline", normalised }),
  );
  it("gets the area code of the policy", () =>
    expect(normalisePhone("85512345", "025")?.normalised).toBe("02585512345"));
  it.each([
    "12912345678",
    "1391234567",
    "139123456789",
    "05512345",
    "15512345",
    "8551234",
    "855123456",
    "+86 1391234567",
    "00513-85512345",
    "电话",
    "",
    "139123A5678",
  ])("%s cannot exist", (input) => expect(normalisePhone(input)).toBeNull());
});
