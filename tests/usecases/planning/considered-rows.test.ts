import { describe, expect, it } from "vitest";
import { consideredRows } from "#app/usecases/planning/considered-rows.ts";

const stored = { providerId: "p1", contractId: "c1", verdict: "included", reasons: ["capacity_full"], cost: null };

describe("a considered provider on a screen", () => {
  it("shows how many would have to move, without their names", () => {
    const moves = [
      { elderId: "e1", toContractId: "c2" },
      { elderId: "e2", toContractId: null },
    ];
    const change = { extraPoints: 7, moves, onePlaceIsEnough: true };
    expect(consideredRows([{ ...stored, change }], (id) => `name of ${id}`)).toEqual([
      {
        provider: "name of p1",
        verdict: "included",
        reasons: ["capacity_full"],
        points: null,
        change: { points: 7, movers: 2, leavesOut: true, onePlaceIsEnough: true },
      },
    ]);
  });

  it("reads what was stored before changes were computed", () => {
    expect(consideredRows([stored], () => "")[0]?.change).toBeNull();
  });
});
