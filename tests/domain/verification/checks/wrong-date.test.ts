import { describe, expect, it } from "vitest";
import { wrongDate } from "#app/domain/verification/checks/wrong-date.ts";
import { checkIn, checkOut } from "../../visits/visit-builders.ts";
import { aContext, aPlan } from "../verification-builders.ts";

describe("R-WRONG-DATE", () => {
  it("fires when the visit is a day early", () => {
    expect(
      wrongDate.check(aContext({ planned: aPlan({ start: "2026-11-04 09:00", end: "2026-11-04 10:00" }) })),
    ).toEqual({ planned_date: "2026-11-04", date: "2026-11-03" });
  });

  it("is silent on the planned date", () => {
    expect(wrongDate.check(aContext())).toBeNull();
  });

  it("judges the local date, not the UTC date", () => {
    expect(
      wrongDate.check(
        aContext({
          events: [checkIn("2026-11-03 07:30"), checkOut("2026-11-03 08:40")],
          planned: aPlan({ start: "2026-11-03 23:30", end: "2026-11-04 00:30" }),
        }),
      ),
    ).toBeNull();
  });
});
