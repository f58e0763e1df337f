import { describe, expect, it } from "vitest";
import { AllocationQuality } from "#app/components/allocation-quality.tsx";
import { Considered } from "#app/components/allocation-tables.tsx";
import { renderMarkup, textOf } from "./render-markup.tsx";

const change = { points: 120, movers: 2, leavesOut: false, onePlaceIsEnough: true };
const textWith = (changes: Partial<typeof change> | { points: null }, locale: "zh-CN" | "en" = "zh-CN") => {
  const one = { provider: "甲", verdict: "included", reasons: ["capacity_full"], points: 30 };
  return textOf(renderMarkup(<Considered considered={[{ ...one, change: { ...change, ...changes } }]} />, { locale }));
};

const parts = { choice: 0, continuity: 0, travel: 0, failure: 0, partOfMonth: 0, total: 0 };
const fairness = {
  withLoad: { ...parts, travel: 900, continuity: 3000, total: 3900 },
  withoutLoad: { ...parts, travel: 700, total: 700 },
  points: 3200,
};
const quality = (proof: { isLeast: boolean; boundPoints: number | null }) =>
  textOf(renderMarkup(<AllocationQuality stats={{ cost: 5000, proof, fairness }} />, { locale: "en" }));

describe("what would have to change for the first choice", () => {
  it("is said in words: one place more, who would have to move, and the points", () => {
    expect(textWith({})).toContain("最想去的一家已满：多一个名额就能去。 现在去，要有 2 位老人换机构，总分多 120 分。");
    expect(textWith({ movers: 1, onePlaceIsEnough: false }, "en")).toContain(
      "To go there now, 1 elder would have to change provider, at 120 points more in all.",
    );
    expect(textWith({ movers: 0, onePlaceIsEnough: false })).toContain("现在去，总分多 120 分。");
  });

  it("says that another elder would lose the place, and that nothing makes room", () => {
    expect(textWith({ leavesOut: true }, "en")).toContain("would leave another elder without a provider");
    expect(textWith({ points: null }, "en")).toContain("Nothing makes room there now.");
  });
});

describe("the quality of an allocation", () => {
  it("states the proof or the bound, and the price of even loads with its parts", () => {
    const text = quality({ isLeast: true, boundPoints: 5000 });
    expect(text).toContain("5000 points in all, proven to be the least");
    expect(text).toContain("3200 points more on the elders' own side");
    expect(text).toContain("travel 200, changed provider 3000, choice not kept 0");
    expect(quality({ isLeast: false, boundPoints: 4990 })).toContain("no allocation has less than 4990");
    expect(quality({ isLeast: false, boundPoints: null })).toContain("without a bound");
  });

  it("is silent about an allocation that was stored before proofs were", () => {
    const stats = { cost: 5000, proof: null, fairness: null };
    expect(renderMarkup(<AllocationQuality stats={stats} />)).not.toContain("5000");
  });
});
