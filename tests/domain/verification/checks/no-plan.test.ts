import { describe, expect, it } from "vitest";
import { noPlan } from "#app/domain/verification/checks/no-plan.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { aContext } from "../verification-builders.ts";

const plan = (from: string, to: string | null, subtypes: string[] = ["LC04"]) => ({
  version: 1,
  from: plainDate(from),
  to: to === null ? null : plainDate(to),
  signedOn: plainDate(from),
  subtypes,
});
const said = (plans: ReturnType<typeof plan>[], rest = {}) => noPlan.check(aContext({ elder: { plans }, ...rest }));

describe("R-NO-PLAN", () => {
  it("fires when the plan ended the day before or begins the day after", () => {
    expect(said([plan("2026-01-01", "2026-11-02")])).toEqual({ date: "2026-11-03" });
    expect(said([plan("2026-11-04", null)])).toEqual({ date: "2026-11-03" });
  });

  it("is silent on the first and the last day of a plan, and under an open one", () => {
    expect(said([plan("2026-11-03", "2026-12-31")])).toBeNull();
    expect(said([plan("2026-01-01", "2026-11-03")])).toBeNull();
    expect(said([plan("2026-01-01", null)])).toBeNull();
  });

  it("says nothing of an elder whose plans lie on paper, nor before the visit has begun", () => {
    expect(said([])).toBeNull();
    expect(said([plan("2026-11-04", null)], { in: null, out: null })).toBeNull();
  });
});
