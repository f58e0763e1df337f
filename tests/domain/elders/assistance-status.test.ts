import { describe, expect, it } from "vitest";
import { ASSISTANCE_KINDS, parseAssistanceKind } from "#app/domain/elders/assistance-status.ts";
import { ASSISTANCE_NAMES } from "#app/domain/imports/cells/codes.ts";

describe("aid statuses", () => {
  it.each(ASSISTANCE_KINDS.map((kind) => [kind, kind.toUpperCase()]))("are read by code: %s", (kind, upper) => {
    expect(parseAssistanceKind(kind)).toBe(kind);
    expect(parseAssistanceKind(upper)).toBe(kind);
  });
  it.each([
    ["低保", "dibao"],
    ["城市低保", "dibao"],
    ["农村最低生活保障对象", "dibao"],
    ["低保边缘", "dibao_margin"],
    ["低保边缘家庭", "dibao_margin"],
    ["最低生活保障边缘家庭", "dibao_margin"],
    ["特困(分散供养)", "tekun_dispersed"],
    ["特困（分散供养）", "tekun_dispersed"],
    ["分散供养特困人员", "tekun_dispersed"],
    ["特困集中供养", "tekun_centralised"],
    ["特困人员（集中供养）", "tekun_centralised"],
    ["支出型困难", "expenditure_hardship"],
    ["支出型困难家庭", "expenditure_hardship"],
    ["其他低收入", "other_low_income"],
    ["低收入人口", "other_low_income"],
    [" 无 ", "none"],
  ])("are read by name: %s", (text, kind) => expect(parseAssistanceKind(text)).toBe(kind));
  it.each(["", "特困", "不属于低保", "非最低生活保障对象", "低保或低保边缘", "富裕", "dibao2"])(
    "are not guessed from %s",
    (text) => expect(parseAssistanceKind(text)).toBeNull(),
  );
  it("are read here as in the roster's column", () => {
    for (const [kind, ...names] of ASSISTANCE_NAMES)
      for (const name of names) expect([name, parseAssistanceKind(name)]).toEqual([name, kind]);
  });
});
