import { describe, expect, it } from "vitest";
import { serviceMissing } from "#app/domain/verification/checks/service-missing.ts";
import { anEvent } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-SERVICE-MISSING", () => {
  it("fires when no subtype is done", () => {
    expect(serviceMissing.check(aContext({ subtypes: [] }))).toEqual({ refused: 0 });
  });

  it("fires when everything was refused", () => {
    expect(
      serviceMissing.check(
        aContext({
          subtypes: [],
          more: [anEvent({ kind: "task_refused", subtype: "LC04", reason: null }, "2026-11-03 09:30")],
        }),
      ),
    ).toEqual({ refused: 1 });
  });

  it("is silent with one subtype done", () => {
    expect(serviceMissing.check(aContext())).toBeNull();
  });

  it("waits for the end of the visit", () => {
    expect(serviceMissing.check(aContext({ subtypes: [], out: null }))).toBeNull();
  });
});
