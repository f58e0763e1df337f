import { describe, expect, it } from "vitest";
import { isAssessmentDue, lastValidDay, newestAssessment } from "#app/domain/assessment/assessment-validity.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const day = plainDate;
const made = (assessedOn: string, validUntil: string | null = null) => ({
  assessedOn: day(assessedOn),
  validUntil: validUntil === null ? null : day(validUntil),
});

describe("an assessment", () => {
  it.each([
    ["2026-03-01", null, "2027-02-28"],
    ["2023-02-28", null, "2024-02-27"],
    ["2024-02-29", null, "2025-02-27"],
    ["2026-03-01", "2026-09-01", "2026-09-01"],
    ["2026-03-01", "2027-02-28", "2027-02-28"],
    ["2026-03-01", "2027-03-01", "2027-03-01"],
    ["2026-03-01", "2027-03-02", "2027-03-01"],
    ["2026-03-01", "2036-03-01", "2027-03-01"],
  ])("of %s, stated valid until %s, holds until %s under 12 months", (assessedOn, stated, last) =>
    expect(lastValidDay(made(assessedOn, stated), 12)).toBe(last),
  );
  it("holds for the months of the policy", () => expect(lastValidDay(made("2026-03-01"), 24)).toBe("2028-02-29"));
  it("is the newest one made by the date; a later one does not reach back", () => {
    const all = [made("2026-03-01"), made("2026-09-01"), made("2025-03-01")];
    expect(newestAssessment(all, day("2026-08-31"))?.assessedOn).toBe("2026-03-01");
    expect(newestAssessment(all, day("2026-09-01"))?.assessedOn).toBe("2026-09-01");
    expect(newestAssessment(all, day("2025-02-28"))).toBeNull();
  });
  it.each([
    ["2026-12-30", false],
    ["2026-12-31", true],
    ["2027-03-05", true],
  ])("that ends on 1 March is to be renewed with 60 days' notice on %s: %s", (on, due) =>
    expect(isAssessmentDue(day("2027-03-01"), day(on), 60)).toBe(due),
  );
});
