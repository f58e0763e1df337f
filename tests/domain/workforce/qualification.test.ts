import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import type { QualificationCode } from "#app/domain/workforce/qualification.ts";
import {
  holdsQualification,
  isQualificationCode,
  QUALIFICATION_CODES,
  qualificationIncludes,
} from "#app/domain/workforce/qualification.ts";

const on = plainDate("2026-12-01");
const held = (code: QualificationCode, expiresOn: string | null = null) => [
  { code, certificateNo: null, expiresOn: expiresOn === null ? null : plainDate(expiresOn) },
];

describe("qualifications", () => {
  it("include Q0 all, Q1 only in Q2, and nothing else", () => {
    for (const has of QUALIFICATION_CODES)
      for (const needed of QUALIFICATION_CODES)
        expect([has, needed, qualificationIncludes(has, needed)]).toEqual([
          has,
          needed,
          has === needed || needed === "Q0" || (has === "Q2" && needed === "Q1"),
        ]);
  });
  it("of a nurse do not make a care worker, nor the other way round", () => {
    expect(holdsQualification(held("Q3"), "Q1", on)).toBe(false);
    expect(holdsQualification(held("Q2"), "Q3", on)).toBe(false);
  });
  it.each([
    ["2026-11-30", false],
    ["2026-12-01", true],
    ["2026-12-02", true],
  ])("that expire on %s are held on 1 December: %s", (expiry, holds) =>
    expect(holdsQualification(held("Q1", expiry), "Q1", on)).toBe(holds),
  );
  it("without an end are held for ever; one valid certificate among several is enough", () => {
    expect(holdsQualification(held("Q1"), "Q1", on)).toBe(true);
    expect(holdsQualification([...held("Q2", "2026-01-01"), ...held("Q1")], "Q1", on)).toBe(true);
    expect(holdsQualification([...held("Q2", "2026-01-01"), ...held("Q1")], "Q2", on)).toBe(false);
    expect(holdsQualification([], "Q0", on)).toBe(false);
  });
  it("are known by eight codes", () =>
    expect(["Q0", "Q7", "Q8", "q1", ""].map(isQualificationCode)).toEqual([true, true, false, false, false]));
});
