import { describe, expect, it } from "vitest";
import { tooShort } from "#app/domain/verification/checks/too-short.ts";
import { correction } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-TOO-SHORT", () => {
  it("counts 59 minutes 59 seconds as 59", () => {
    expect(tooShort.check(aContext({ in: "09:00:00", out: "09:59:59" }))).toEqual({
      minutes: 59,
      visit_min_minutes: 60,
    });
  });

  it("is silent at 60 minutes", () => {
    expect(tooShort.check(aContext({ in: "09:00:00", out: "10:00:00" }))).toBeNull();
  });

  it("is silent at 60 minutes 59 seconds", () => {
    expect(tooShort.check(aContext({ in: "09:00:00", out: "10:00:59" }))).toBeNull();
  });

  it("counts served time only when the visit was interrupted", () => {
    expect(
      tooShort.check(aContext({ out: "10:05", more: [correction({ field: "interrupted_minutes", to: 6 })] })),
    ).toEqual({ minutes: 59, visit_min_minutes: 60 });
  });

  it("is cleared by an approved correction with evidence", () => {
    expect(
      tooShort.check(aContext({ out: "09:50", more: [correction({ field: "check_out_at", to: "2026-11-03 10:00" })] })),
    ).toBeNull();
  });

  it("leaves reversed times to their own rule", () => {
    expect(tooShort.check(aContext({ in: "10:00", out: "09:00" }))).toBeNull();
  });
});
