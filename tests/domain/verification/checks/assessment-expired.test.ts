import { describe, expect, it } from "vitest";
import { assessmentExpired } from "#app/domain/verification/checks/assessment-expired.ts";
import { aContext } from "../verification-builders.ts";

describe("R-ASSESSMENT-EXPIRED", () => {
  it("fires with the date of expiry", () => {
    expect(
      assessmentExpired.check(
        aContext({
          elder: {
            eligibility: {
              verdict: "needs_data",
              reasons: [{ code: "EL-ASSESSMENT-EXPIRED", facts: { date: "2026-10-31" } }],
            },
          },
        }),
      ),
    ).toEqual({ date: "2026-10-31" });
  });

  it("is silent with a valid assessment", () => {
    expect(assessmentExpired.check(aContext())).toBeNull();
  });
});
