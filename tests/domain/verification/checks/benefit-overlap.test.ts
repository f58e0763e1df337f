import { describe, expect, it } from "vitest";
import { benefitOverlap } from "#app/domain/verification/checks/benefit-overlap.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { aContext } from "../verification-builders.ts";

const drawn = (from: string | null, to: string | null, exclusive = true) => ({
  benefit: "长期护理保险",
  exclusive,
  from: from === null ? null : plainDate(from),
  to: to === null ? null : plainDate(to),
});
const said = (...benefits: ReturnType<typeof drawn>[]) => benefitOverlap.check(aContext({ elder: { benefits } }));

describe("R-BENEFIT-OVERLAP", () => {
  it("fires for a benefit of any day of the visit's month", () => {
    expect(said(drawn("2026-10-01", "2026-11-01"))).toEqual({
      benefit: "长期护理保险",
      from: "2026-10-01",
      to: "2026-11-01",
    });
    expect(said(drawn("2026-11-30", null))).toMatchObject({ from: "2026-11-30", to: null });
    expect(said(drawn(null, null))).not.toBeNull();
  });

  it("is silent for the months beside it and for a benefit that may be drawn beside the visits", () => {
    expect(said(drawn("2026-01-01", "2026-10-31"), drawn("2026-12-01", null))).toBeNull();
    expect(said(drawn(null, null, false))).toBeNull();
  });

  it("waits at the claim: the visit itself is verified", () => {
    const verdict = verifyVisit(aContext({ elder: { benefits: [drawn("2026-11-20", null)] } }));
    expect(verdict.approvalState).toBe("verified");
    expect(verdict.findings.map(({ code, holds }) => [code, holds])).toEqual([["R-BENEFIT-OVERLAP", false]]);
  });
});
