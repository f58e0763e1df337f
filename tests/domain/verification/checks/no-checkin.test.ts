import { describe, expect, it } from "vitest";
import { noCheckin } from "#app/domain/verification/checks/no-checkin.ts";
import { correction } from "../../visits/visit-builders.ts";
import { aContext } from "../verification-builders.ts";

describe("R-NO-CHECKIN", () => {
  it("fires when a visit ends without a check-in", () => {
    expect(noCheckin.check(aContext({ in: null }))).toEqual({ elder: "E0001", planned_start: "2026-11-03 09:00" });
  });

  it("fires when only tasks arrived", () => {
    expect(noCheckin.check(aContext({ in: null, out: null }))).toEqual({
      elder: "E0001",
      planned_start: "2026-11-03 09:00",
    });
  });

  it("is silent when the check-in is there", () => {
    expect(noCheckin.check(aContext())).toBeNull();
  });

  it("is silent when nothing at all arrived", () => {
    expect(noCheckin.check(aContext({ events: [] }))).toBeNull();
  });

  it("is cleared by an approved correction of the start", () => {
    expect(
      noCheckin.check(aContext({ in: null, more: [correction({ field: "check_in_at", to: "2026-11-03 09:00" })] })),
    ).toBeNull();
  });

  it("is not cleared by a correction that nobody else approved", () => {
    expect(
      noCheckin.check(
        aContext({
          in: null,
          more: [correction({ field: "check_in_at", to: "2026-11-03 09:00" }, { approvedBy: null })],
        }),
      ),
    ).toEqual({ elder: "E0001", planned_start: "2026-11-03 09:00" });
  });
});
