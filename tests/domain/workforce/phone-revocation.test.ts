import { describe, expect, it } from "vitest";
import { isPhoneRevokeReason, PHONE_REVOKE_REASONS } from "#app/domain/workforce/phone-revocation.ts";

describe("a phone is taken out of use", () => {
  it("for one of the reasons and for nothing else", () => {
    expect(PHONE_REVOKE_REASONS.every(isPhoneRevokeReason)).toBe(true);
    for (const text of ["", "Lost", "toString"]) expect(isPhoneRevokeReason(text)).toBe(false);
  });
});
