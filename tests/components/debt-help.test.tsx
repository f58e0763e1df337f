import { describe, expect, it } from "vitest";
import { DebtHelp, type DebtHelpFacts } from "#app/components/debt-help.tsx";
import type { RemedyChange } from "#app/domain/scheduling/month-plan/debt-remedy.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { renderMarkup, textOf } from "./render-markup.tsx";

const first = { date: plainDate("2026-12-01"), startMinute: 540 };
const facts = (change: RemedyChange, visits: number, more: Partial<DebtHelpFacts["remedies"][number]> = {}) => ({
  owed: 4,
  remedies: [{ change, name: null, visits, first, workers: [], ...more }],
  more: 0,
  tried: [change.kind],
});
const said = (help: DebtHelpFacts | null, locale: "zh-CN" | "en" = "zh-CN") =>
  textOf(renderMarkup(<DebtHelp help={help} otherwise="怎么都行" />, { locale }));
const worker: RemedyChange = {
  kind: "more_workers",
  workers: 1,
  qualifications: ["Q4"],
  sex: null,
  hours: { startMinute: 480, endMinute: 1080 },
  weekdays: [2, 4],
  together: false,
};

describe("what would place an owed visit, in words", () => {
  it("names the certificate, the weekdays and the hours of one more care worker, and the first visit", () => {
    expect(said(facts(worker, 4))).toBe(
      "机构多 1 名有“康复治疗师”资质的护理员，周二、周四任一天 08:00–18:00 有空，欠的 4 次都能排上（首次 2026-12-01 周二 09:00）。",
    );
    expect(said(facts({ ...worker, together: true }, 3, { workers: ["王**"] }), "en")).toBe(
      "If the provider has 1 more care worker (Rehabilitation therapist), free 08:00–18:00 on all of Tue, Thu, 3 of the 4 visits owed can be placed (first on 2026-12-01 Tue 09:00, together with 王**).",
    );
  });

  it("says which side of the elder's hours to widen, and who would come", () => {
    const change = (earlierMinutes: number, laterMinutes: number): RemedyChange => ({
      kind: "window",
      earlierMinutes,
      laterMinutes,
    });
    expect(said(facts(change(60, 0), 4, { workers: ["王**"] }))).toContain("提早 60 分钟开始，欠的 4 次都能排上（首次");
    expect(said(facts(change(0, 60), 4))).toContain("推迟 60 分钟结束");
  });

  it("says that another provider takes the whole month", () => {
    const other = { kind: "other_provider", providerId: "p" } as unknown as RemedyChange;
    expect(said(facts(other, 4, { name: "某站" }))).toContain("换到还有名额的“某站”，本月 4 次都能排上");
  });

  it("names what was tried where nothing helps, and the general advice where nothing was computed", () => {
    expect(said({ owed: 4, remedies: [], more: 0, tried: ["as_it_is", "weekdays"] })).toBe(
      "逐项试过（找空时间、换星期），单改哪一项都排不上。",
    );
    expect(said(null)).toBe("怎么都行");
    const repeated = (help: DebtHelpFacts | null) =>
      textOf(renderMarkup(<DebtHelp help={help} otherwise="怎么都行" isRepeated />));
    expect(repeated(facts(worker, 4))).toBe("同上");
    expect(repeated(null)).toBe("怎么都行");
    expect(said({ ...facts(worker, 4), more: 2 }, "en")).toContain("2 more ways");
  });
});
