import { describe, expect, it } from "vitest";
import { callbackDenied } from "#app/domain/verification/checks/callback-denied.ts";
import { callback } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-CALLBACK-DENIED", () => {
  it("fires when the call-back denies the visit", () => {
    expect(callbackDenied.check(aContext({ more: [callback(false)] }))).toEqual({ detail: null, denials: 1 });
  });

  it("is silent when it confirms", () => {
    expect(callbackDenied.check(aContext({ more: [callback(true)] }))).toBeNull();
  });

  it("is silent when nobody remembers", () => {
    expect(callbackDenied.check(aContext({ more: [callback(null)] }))).toBeNull();
  });
});
