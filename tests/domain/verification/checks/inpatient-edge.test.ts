import { describe, expect, it } from "vitest";
import { inpatientEdge } from "#app/domain/verification/checks/inpatient-edge.ts";
import { at } from "../../visits/visit-builders.ts";
import { aContext, aStay } from "../verification-builders.ts";

describe("R-INPATIENT-EDGE", () => {
  it("fires on the day of admission", () => {
    expect(
      inpatientEdge.check(aContext({ elder: { stays: [aStay("hospital", "2026-11-03", "2026-11-09")] } })),
    ).toEqual({ from: "2026-11-03", to: "2026-11-09" });
  });

  it("fires on the day of discharge", () => {
    expect(
      inpatientEdge.check(aContext({ elder: { stays: [aStay("hospital", "2026-10-30", "2026-11-03")] } })),
    ).toEqual({ from: "2026-10-30", to: "2026-11-03" });
  });

  it("is cleared when the hour of admission is known", () => {
    expect(
      inpatientEdge.check(
        aContext({
          elder: { stays: [aStay("hospital", "2026-11-03", "2026-11-09", { fromAt: at("2026-11-03 15:00") })] },
        }),
      ),
    ).toBeNull();
  });

  it("is silent the day before and after", () => {
    expect(
      inpatientEdge.check(
        aContext({
          elder: {
            stays: [aStay("hospital", "2026-11-04", "2026-11-09"), aStay("hospital", "2026-10-01", "2026-11-02")],
          },
        }),
      ),
    ).toBeNull();
  });
});
