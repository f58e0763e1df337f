import { describe, expect, it } from "vitest";
import { inpatient } from "#app/domain/verification/checks/inpatient.ts";
import { at } from "../../visits/visit-builders.ts";
import { aContext, aStay } from "../verification-builders.ts";

describe("R-INPATIENT", () => {
  it("fires between the days of admission and discharge", () => {
    expect(inpatient.check(aContext({ elder: { stays: [aStay("hospital", "2026-11-02", "2026-11-04")] } }))).toEqual({
      from: "2026-11-02",
      to: "2026-11-04",
    });
  });

  it("fires in a stay without discharge", () => {
    expect(inpatient.check(aContext({ elder: { stays: [aStay("hospital", "2026-11-02", null)] } }))).toEqual({
      from: "2026-11-02",
      to: null,
    });
  });

  it("leaves the day of admission to R-INPATIENT-EDGE", () => {
    expect(inpatient.check(aContext({ elder: { stays: [aStay("hospital", "2026-11-03", "2026-11-09")] } }))).toBeNull();
  });

  it("leaves the day of discharge to R-INPATIENT-EDGE", () => {
    expect(inpatient.check(aContext({ elder: { stays: [aStay("hospital", "2026-10-30", "2026-11-03")] } }))).toBeNull();
  });

  it("fires on the day of admission when the hour shows the conflict", () => {
    expect(
      inpatient.check(
        aContext({
          elder: { stays: [aStay("hospital", "2026-11-03", "2026-11-09", { fromAt: at("2026-11-03 08:00") })] },
        }),
      ),
    ).toEqual({ from: "2026-11-03", to: "2026-11-09" });
  });

  it("says nothing about an institution", () => {
    expect(inpatient.check(aContext({ elder: { stays: [aStay("institution", "2026-11-01", null)] } }))).toBeNull();
  });
});
