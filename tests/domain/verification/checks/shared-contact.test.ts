import { describe, expect, it } from "vitest";
import { sharedContact } from "#app/domain/verification/checks/shared-contact.ts";
import { aContext, aPolicy } from "../verification-builders.ts";

describe("R-SHARED-CONTACT", () => {
  it("is silent at 3 homes and fires at 4", () => {
    expect(sharedContact.check(aContext({ homesOfNumber: 3 }))).toBeNull();
    expect(sharedContact.check(aContext({ homesOfNumber: 4 }))).toEqual({ count: 4 });
  });

  it("follows the policy", () =>
    expect(
      sharedContact.check(aContext({ homesOfNumber: 4, policy: aPolicy({ shared_phone_elders: 4 }) })),
    ).toBeNull());
});
