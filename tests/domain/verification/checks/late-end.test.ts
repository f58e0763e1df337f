import { describe, expect, it } from "vitest";
import { lateEnd } from "#app/domain/verification/checks/late-end.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-LATE-END", () => {
  it("fires one minute beyond the silent grace", () => {
    expect(lateEnd.check(aContext({ out: "10:31" }))).toEqual({ gap: 31 });
  });

  it("is silent at the grace", () => {
    expect(lateEnd.check(aContext({ out: "10:30" }))).toBeNull();
  });

  it("is silent without a plan", () => {
    expect(lateEnd.check(aContext({ out: "10:31", planned: null }))).toBeNull();
  });

  it("leaves another date to R-WRONG-DATE", () => {
    expect(
      lateEnd.check(aContext({ out: "10:31", planned: aPlan({ start: "2026-11-04 09:00", end: "2026-11-04 10:00" }) })),
    ).toBeNull();
  });
});
