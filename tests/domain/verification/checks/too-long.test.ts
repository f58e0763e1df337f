import { describe, expect, it } from "vitest";
import { tooLong } from "#app/domain/verification/checks/too-long.ts";
import { aContext } from "../verification-builders.ts";

describe("R-TOO-LONG", () => {
  it("fires at 181 minutes", () => {
    expect(tooLong.check(aContext({ out: "12:01" }))).toEqual({ minutes: 181, visit_max_minutes_review: 180 });
  });

  it("is silent at 180 minutes", () => {
    expect(tooLong.check(aContext({ out: "12:00" }))).toBeNull();
  });

  it("is silent when a subtype takes hours by nature", () => {
    expect(tooLong.check(aContext({ out: "13:00", subtypes: ["LC14"] }))).toBeNull();
  });
});
