import { describe, expect, it } from "vitest";
import { duplicateVisit } from "#app/domain/verification/checks/duplicate-visit.ts";
import { aContext, anOtherVisit } from "../verification-builders.ts";

const during = (start: string, end: string, workerIds?: string[]) =>
  anOtherVisit(`2026-11-03 ${start}`, `2026-11-03 ${end}`, {
    visitNo: "2026-11-E0001-9",
    ...(workerIds ? { workerIds } : {}),
  });

describe("R-DUPLICATE-VISIT", () => {
  it("fires at both records of one worker with one elder that share a minute", () => {
    expect(duplicateVisit.check(aContext({ elderVisits: [during("10:04", "11:00")] }))).toEqual({
      other: "2026-11-E0001-9",
      later: false,
    });
    expect(duplicateVisit.check(aContext({ elderVisits: [during("08:00", "09:01")] }))).toEqual({
      other: "2026-11-E0001-9",
      later: true,
    });
  });

  it("is silent where the records only touch", () =>
    expect(duplicateVisit.check(aContext({ elderVisits: [during("10:05", "11:05")] }))).toBeNull());

  it("leaves another worker at the same time to R-ELDER-OVERLAP", () =>
    expect(duplicateVisit.check(aContext({ elderVisits: [during("09:00", "10:05", ["another"])] }))).toBeNull());

  it("is silent while an end is missing", () =>
    expect(duplicateVisit.check(aContext({ out: null, elderVisits: [during("09:00", "10:05")] }))).toBeNull());
});
