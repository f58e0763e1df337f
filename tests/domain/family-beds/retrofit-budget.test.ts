import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planChanges, retrofitBudget, type PlannedItem } from "#app/domain/family-beds/retrofit-budget.ts";
import { fen } from "#app/domain/money/fen.ts";
import { isRefusal } from "#app/domain/refusal.ts";

const item = (itemNo: number, quantity: number, yuan: number): PlannedItem => ({
  ...{ itemNo, quantity },
  unitPriceFen: fen(BigInt(yuan) * 100n),
});
const caps = { bed_cost_cap_fen: 1_000_000, bed_item_caps_fen: { "10": 200_000, "13": 40_000 } };
const code = (work: () => unknown) => {
  try {
    work();
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
  return "none";
};

describe("the budget of a retrofit", () => {
  it("pays each item up to its cap", () => {
    const budget = retrofitBudget([item(13, 4, 120), item(17, 1, 260)], caps);
    expect(
      budget.items.map(({ itemNo, costFen, capFen, subsidyFen }) => [itemNo, costFen, capFen, subsidyFen]),
    ).toEqual([
      [13, 48_000n, 40_000n, 40_000n],
      [17, 26_000n, null, 26_000n],
    ]);
    expect([budget.costFen, budget.subsidyFen]).toEqual([74_000n, 66_000n]);
  });

  it("gives out what the bed's cap leaves in the order of the list", () => {
    const budget = retrofitBudget([item(30, 1, 5000), item(1, 1, 7000)], caps);
    expect(budget.items.map(({ itemNo, subsidyFen }) => [itemNo, subsidyFen])).toEqual([
      [1, 700_000n],
      [30, 300_000n],
    ]);
  });

  it.each([
    ["an unknown item", [item(31, 1, 1)]],
    ["an item twice", [item(1, 1, 1), item(1, 2, 1)]],
    ["no number", [item(1, 0, 1)]],
    ["half a piece", [item(1, 1.5, 1)]],
    ["nothing", []],
  ])("refuses %s", (_, items) => expect(code(() => retrofitBudget(items, caps))).toBe("bed-plan-wrong"));

  it("refuses while the district has set no cap", () =>
    expect(code(() => retrofitBudget([item(1, 1, 1)], { ...caps, bed_cost_cap_fen: null }))).toBe("bed-cap-missing"));

  it("never pays more than the cost, an item's cap or the bed's cap, and no order of writing changes it", () => {
    const plan = fc.uniqueArray(
      fc.record({
        itemNo: fc.integer({ min: 1, max: 30 }),
        quantity: fc.integer({ min: 1, max: 99 }),
        unitPriceFen: fc.bigInt({ min: 0n, max: 900_000n }).map((one) => fen(one)),
      }),
      { selector: (one) => one.itemNo, minLength: 1 },
    );
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 3_000_000 }), (items, bedCap) => {
        const policy = { ...caps, bed_cost_cap_fen: bedCap };
        const budget = retrofitBudget(items, policy);
        const capped = budget.items.every(
          ({ costFen, capFen, subsidyFen }) =>
            subsidyFen >= 0n && subsidyFen <= costFen && (capFen === null || subsidyFen <= capFen),
        );
        const unbounded = budget.items.reduce(
          (sum, { costFen, capFen }) => sum + (capFen !== null && capFen < costFen ? capFen : costFen),
          0n,
        );
        const most = unbounded < BigInt(bedCap) ? unbounded : BigInt(bedCap);
        expect(capped).toBe(true);
        expect(budget.subsidyFen).toBe(most);
        expect(retrofitBudget([...items].reverse(), policy)).toEqual(budget);
      }),
    );
  });
});

describe("two versions of a plan", () => {
  it("differ by what came, went and changed", () => {
    const before = [item(1, 1, 10), item(13, 2, 120), item(17, 1, 260)];
    const after = [item(1, 1, 10), item(13, 3, 120), item(24, 1, 90)];
    expect(planChanges(before, after)).toEqual([
      { itemNo: 13, change: "changed" },
      { itemNo: 17, change: "removed" },
      { itemNo: 24, change: "added" },
    ]);
  });
});
