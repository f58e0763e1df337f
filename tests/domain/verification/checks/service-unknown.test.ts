import { describe, expect, it } from "vitest";
import { serviceUnknown } from "#app/domain/verification/checks/service-unknown.ts";
import { aContext } from "../verification-builders.ts";

describe("R-SERVICE-UNKNOWN", () => {
  it("fires for a code that the catalogue of the date does not have", () => {
    expect(serviceUnknown.check(aContext({ subtypes: ["LC04", "XX99"] }))).toEqual({
      service: "XX99",
      date: "2026-11-03",
    });
  });

  it("is silent for codes of the catalogue", () => {
    expect(serviceUnknown.check(aContext({ subtypes: ["LC04", "RN01"] }))).toBeNull();
  });
});
