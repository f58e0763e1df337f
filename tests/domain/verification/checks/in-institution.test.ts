import { describe, expect, it } from "vitest";
import { inInstitution } from "#app/domain/verification/checks/in-institution.ts";
import { aContext, aStay } from "../verification-builders.ts";

describe("R-IN-INSTITUTION", () => {
  it("fires on the first and last day of the stay", () => {
    expect(
      inInstitution.check(aContext({ elder: { stays: [aStay("institution", "2026-11-03", "2026-11-03")] } })),
    ).toEqual({ from: "2026-11-03", to: "2026-11-03" });
  });

  it("is silent before and after", () => {
    expect(
      inInstitution.check(
        aContext({
          elder: {
            stays: [aStay("institution", "2026-10-01", "2026-11-02"), aStay("institution", "2026-11-04", null)],
          },
        }),
      ),
    ).toBeNull();
  });

  it("says nothing about a hospital", () => {
    expect(inInstitution.check(aContext({ elder: { stays: [aStay("hospital", "2026-11-01", null)] } }))).toBeNull();
  });
});
