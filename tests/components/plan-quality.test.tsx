import { describe, expect, it } from "vitest";
import { PlanQuality, type PlanQualityFacts } from "#app/components/plan-quality.tsx";
import type { Locale } from "#app/messages/locale.ts";
import { renderMarkup, textOf } from "./render-markup.tsx";

const costParts = { way: 9_000, changes: 200, exceptions: 800, unplaced: 0 };
const shown = (stats: PlanQualityFacts, locale: Locale = "zh-CN") =>
  textOf(renderMarkup(<PlanQuality stats={stats} />, { locale }));

describe("the distance of a plan from the best possible", () => {
  it("is a percentage that promises no more than is known, with what it rests on", () => {
    const stats = { costParts, lowerBound: 9_700.4, milliseconds: { plan: 2_140, bound: 3_000 } };
    const text = shown(stats);
    expect(text).toContain("最多差 3.1%");
    expect(text).toContain("这份计划合计 10,000 分钟");
    expect(text).toContain("任何计划至少 9,700 分钟");
    expect(text).toContain("排班用时 2.1 秒");
    expect(text).toContain("算最好用时 3.0 秒");
    expect(shown(stats, "en")).toContain("within 3.1% of the best possible");
  });
  it("is nothing for a plan at its bound", () => {
    expect(shown({ costParts, lowerBound: 10_000 })).toContain("已经是可能的最好计划");
  });
  it("is not claimed for a month in which nobody has a provider", () => {
    const nobody = { costParts: { way: 0, changes: 0, exceptions: 0, unplaced: 0 }, lowerBound: 0 };
    expect(shown(nobody)).toContain("没有老人分到机构");
    expect(shown(nobody)).not.toContain("可能的最好计划。");
  });
  it("is not claimed where nobody asked, nor for a run of an earlier release", () => {
    const unasked = { costParts, lowerBound: null, milliseconds: { plan: 2_000, bound: null } };
    expect(shown(unasked)).toContain("没有算过");
    expect(shown(unasked)).not.toContain("任何计划至少");
    expect(shown({})).toContain("没有算过");
    expect(shown({}, "en")).toContain("was not worked out");
  });
  it("is not claimed where the time did not suffice", () => {
    const text = shown({ costParts, lowerBound: null, milliseconds: { plan: 2_000, bound: 9_000 } });
    expect(text).toContain("没有算出来");
    expect(text).not.toContain("%");
  });
});
