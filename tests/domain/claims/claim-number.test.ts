import { describe, expect, it } from "vitest";
import { claimNumber, organisationOf, readClaimNumber } from "#app/domain/claims/claim-number.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";

const key = { month: plainMonth("2026-10"), creditCode: "91320602MA1ABCDE1X", streetId: 3 };

describe("the number of a claim", () => {
  it("names month, organisation and street, and is read back", () => {
    expect(claimNumber(key)).toBe("202610-MA1ABCDE1-03");
    expect(readClaimNumber("202610-MA1ABCDE1-03")).toEqual({
      month: "2026-10",
      organisation: organisationOf(key.creditCode),
      streetId: 3,
    });
  });
  it.each(["", "202613-MA1ABCDE1-03", "202610-MA1ABCDE-03", "202610-MA1ABCDE1-3", "2026-10-MA1ABCDE1-03"])(
    "is not %s",
    (text) => expect(readClaimNumber(text)).toBeNull(),
  );
});
