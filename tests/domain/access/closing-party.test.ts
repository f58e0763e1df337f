import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/actor.ts";
import { STAFF_ROLES } from "#app/domain/access/actor.ts";
import { closingPartyOf } from "#app/domain/access/closing-party.ts";
import { can } from "#app/domain/access/permission.ts";
import { identify, type UserId } from "#app/domain/identifiers.ts";

const staff = (role: (typeof STAFF_ROLES)[number]): Actor => ({
  kind: "staff",
  userId: identify<UserId>("00000000-0000-7000-8000-000000000001"),
  loginName: "somebody",
  displayName: "Somebody",
  role,
  streetId: null,
  providerId: null,
  workerId: null,
});

describe("the party for which a person closes findings", () => {
  it("is there for exactly those who may close findings", () => {
    for (const role of STAFF_ROLES)
      expect([role, closingPartyOf(staff(role)) !== null]).toEqual([role, can(staff(role), "finding.close")]);
    expect(closingPartyOf({ kind: "anonymous" })).toBeNull();
  });
  it("is the office or the provider a person works for", () => {
    expect(closingPartyOf(staff("provider_manager"))).toBe("provider");
    expect(closingPartyOf(staff("street_clerk"))).toBe("street");
    expect(closingPartyOf(staff("district_lead"))).toBe("district");
    expect(closingPartyOf(staff("operator"))).toBe("operator");
  });
});
