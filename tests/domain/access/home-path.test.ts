import { describe, expect, it } from "vitest";
import type { Actor, StaffRole } from "#app/domain/access/actor.ts";
import { homePathOf, startWithin } from "#app/domain/access/home-path.ts";
import { identify, type MemberId, type UserId } from "#app/domain/identifiers.ts";

function staff(role: StaffRole): Actor {
  const userId = identify<UserId>("u");
  return {
    kind: "staff",
    userId,
    loginName: "a",
    displayName: "A",
    role,
    streetId: null,
    providerId: null,
    workerId: null,
  };
}

describe("the first page", () => {
  it("of an office role is the office", () => {
    for (const role of ["street_clerk", "district_lead", "auditor", "operator"] as const)
      expect(homePathOf(staff(role))).toBe("/office");
  });
  it("of finance is the reconciliation: it reads money, and nobody's file", () => {
    expect(homePathOf(staff("finance"))).toBe("/office/settlement");
  });
  it("of a provider's manager is the inbox", () => {
    expect(homePathOf(staff("provider_manager"))).toBe("/provider/inbox");
  });
  it("of a member of a family is the family's phone", () => {
    expect(homePathOf({ kind: "family", memberId: identify<MemberId>("m") })).toBe("/family");
  });
  it("of a stranger is the front page", () => {
    expect(homePathOf({ kind: "anonymous" })).toBe("/");
  });
});

describe("the first address of a surface", () => {
  it("leads whose work begins further in there", () => {
    expect(startWithin(staff("finance"), "/office")).toBe("/office/settlement");
    expect(startWithin(staff("finance"), "/office/")).toBe("/office/settlement");
    expect(startWithin(staff("provider_manager"), "/provider")).toBe("/provider/inbox");
  });
  it.each(["/office/settlement", "/office/elders", "/off", "/provider", "/"])(
    "does so from nowhere else: %s",
    (path) => {
      expect(startWithin(staff("finance"), path)).toBeNull();
    },
  );
  it("leads nobody into a surface that is not the own", () => {
    expect(startWithin(staff("provider_manager"), "/office")).toBeNull();
    expect(startWithin({ kind: "anonymous" }, "/office")).toBeNull();
  });
});
