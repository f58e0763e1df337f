import { describe, expect, it } from "vitest";
import { eventSignature } from "#app/domain/verification/checks/event-signature.ts";
import { aContext } from "../verification-builders.ts";

describe("R-EVENT-SIGNATURE", () => {
  it("counts what the visit's workers sent under a signature that is not their device's", () => {
    expect(eventSignature.check({ ...aContext(), untrustedEvents: 1 })).toEqual({ count: 1 });
  });

  it("is silent without one", () => {
    expect(eventSignature.check(aContext())).toBeNull();
  });
});
