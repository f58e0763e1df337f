import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monthPositions } from "#app/domain/verification/month-quota.ts";
import { at } from "../visits/visit-builders.ts";

const visit = (visitNo: string, start: string, change: { verified?: boolean; waived?: boolean } = {}) => ({
  visitNo,
  startAt: at(start),
  verified: true,
  waived: false,
  ...change,
});

describe("positions in the month", () => {
  it("follow the start and not the order of entry", () => {
    const positions = monthPositions([visit("b", "2026-11-10 09:00"), visit("a", "2026-11-03 09:00")]);
    expect([...positions]).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("leave out visits that are not verified or were waived", () => {
    const positions = monthPositions([
      visit("a", "2026-11-03 09:00", { verified: false }),
      visit("b", "2026-11-10 09:00", { waived: true }),
      visit("c", "2026-11-17 09:00"),
    ]);
    expect([...positions]).toEqual([["c", 1]]);
  });

  it("break a tie of starts by the visit number", () => {
    const positions = monthPositions([visit("b", "2026-11-03 09:00"), visit("a", "2026-11-03 09:00")]);
    expect(positions.get("a")).toBe(1);
  });

  it("are 1 to n in any order of entry", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 8 }), (days) => {
        const visits = days.map((day) => visit(`v${day}`, `2026-11-${String(day).padStart(2, "0")} 09:00`));
        const positions = monthPositions(visits);
        expect([...positions.values()]).toEqual(days.map((_, index) => index + 1));
        expect(monthPositions([...visits].reverse())).toEqual(positions);
      }),
    );
  });
});
