import { describe, expect, it } from "vitest";
import { notEligible } from "#app/domain/verification/checks/not-eligible.ts";
import { aContext, ineligible } from "../verification-builders.ts";

describe("R-NOT-ELIGIBLE", () => {
  it("fires with every reason that failed on the date", () => {
    expect(
      notEligible.check(
        aContext({
          elder: {
            eligibility: {
              verdict: "not_eligible",
              reasons: [
                { code: "EL-AGE", facts: {} },
                { code: "EL-HUKOU", facts: {} },
              ],
            },
          },
        }),
      ),
    ).toEqual({ reason: "EL-AGE,EL-HUKOU", date: "2026-11-03" });
  });

  it("is silent for an eligible elder", () => {
    expect(notEligible.check(aContext())).toBeNull();
  });

  it("leaves death to R-DECEASED", () => {
    expect(notEligible.check(aContext({ elder: { eligibility: ineligible("EL-DECEASED") } }))).toBeNull();
  });

  it("says nothing about a full waiting list", () => {
    expect(
      notEligible.check(
        aContext({ elder: { eligibility: { verdict: "waiting", reasons: [{ code: "EL-FULL", facts: {} }] } } }),
      ),
    ).toBeNull();
  });

  it("says nothing about a visit that did not begin", () => {
    expect(notEligible.check(aContext({ events: [], elder: { eligibility: ineligible("EL-AGE") } }))).toBeNull();
  });
});
