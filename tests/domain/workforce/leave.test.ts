import { describe, expect, it } from "vitest";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { isCancelCode } from "#app/domain/visits/reasons.ts";
import { assertLeavePeriod, cancelCodeOfLeave, LEAVE_REASONS } from "#app/domain/workforce/leave.ts";

const today = plainDate("2026-11-25");
const period = (from: string, to: string) => () => assertLeavePeriod(plainDate(from), plainDate(to), today);

describe("a leave", () => {
  it("may be today, may have begun, and may last two months", () => {
    expect(period("2026-11-25", "2026-11-25")).not.toThrow();
    expect(period("2026-11-20", "2026-11-25")).not.toThrow();
    expect(period("2026-12-01", "2027-01-31")).not.toThrow();
  });

  it("is refused when it ends before it begins, is over, or is too long", () => {
    expect(period("2026-11-27", "2026-11-26")).toThrow(expect.objectContaining({ code: "leave-out-of-order" }));
    expect(period("2026-11-23", "2026-11-24")).toThrow(expect.objectContaining({ code: "leave-in-past" }));
    expect(period("2026-12-01", "2027-02-01")).toThrow(expect.objectContaining({ code: "leave-too-long" }));
  });

  it("calls visits off with a code that may call a visit off", () => {
    for (const reason of LEAVE_REASONS) expect(isCancelCode(cancelCodeOfLeave(reason))).toBe(true);
  });
});
