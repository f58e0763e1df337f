import { describe, expect, it } from "vitest";
import {
  ABILITY_ITEMS,
  ABILITY_SECTIONS,
  ASSESSMENT_REASONS,
  CONSCIOUSNESS_ITEM,
  GRADE_BANDS,
  GRADE_CHANGE_RULES,
  HEALTH_PROBLEMS,
  RISK_EVENTS,
} from "#app/domain/assessment/ability-items.ts";
import vectors from "./ability-vectors.json" with { type: "json" };

describe("the form of GB/T 42195-2022", () => {
  it("has 26 items in the order of the standard, 90 points together", () => {
    expect(ABILITY_ITEMS.map((item) => item.code)).toEqual(vectors.itemOrder);
    expect(ABILITY_ITEMS).toHaveLength(26);
    expect(ABILITY_ITEMS.reduce((sum, item) => sum + item.max, 0)).toBe(90);
  });
  it("has four sections of 8, 4, 9 and 5 items with 32, 15, 28 and 15 points", () =>
    expect(
      ABILITY_SECTIONS.map(({ code, max, items }) => [
        code,
        items.length,
        max,
        items.reduce((sum, item) => sum + item.max, 0),
      ]),
    ).toEqual([
      ["B.1", 8, 32, 32],
      ["B.2", 4, 15, 15],
      ["B.3", 9, 28, 28],
      ["B.4", 5, 15, 15],
    ]));
  it.each(ABILITY_ITEMS.map((item) => [item.code, item] as const))(
    "%s offers every point from its maximum to 0 in two languages",
    (_code, item) => {
      expect(item.options.map((option) => option.points)).toEqual(
        Array.from({ length: item.max + 1 }, (_, step) => item.max - step),
      );
      for (const words of [item, ...item.options])
        expect([words.zh.length > 0, words.en.length > 0]).toEqual([true, true]);
    },
  );
  it("gives every total from 0 to 90 exactly one grade", () => {
    for (let total = 0; total <= 90; total += 1)
      expect(GRADE_BANDS.filter(({ min, max }) => min <= total && total <= max)).toHaveLength(1);
    expect(GRADE_BANDS.map(({ grade }) => grade)).toEqual([0, 1, 2, 3, 4]);
  });
  it("lists the words of the other tables once each", () => {
    expect(ABILITY_ITEMS.some((item) => item.code === CONSCIOUSNESS_ITEM)).toBe(true);
    expect(GRADE_CHANGE_RULES.map((rule) => rule.code)).toEqual(["GC-COMA", "GC-DEMENTIA", "GC-MENTAL", "GC-RISK"]);
    for (const [words, length] of [
      [RISK_EVENTS, 6],
      [ASSESSMENT_REASONS, 5],
      [HEALTH_PROBLEMS, 12],
    ] as const)
      expect(new Set(words.map((word) => word.code)).size).toBe(length);
  });
});
