import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AbilityForm } from "#app/domain/assessment/ability-grade.ts";
import { finalGradeOf, gradeAbility, groundsOf, preliminaryGradeOf } from "#app/domain/assessment/ability-grade.ts";
import { ABILITY_ITEMS, RISK_EVENTS } from "#app/domain/assessment/ability-items.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import vectors from "./ability-vectors.json" with { type: "json" };

function aForm(changes: Partial<AbilityForm> = {}, scores: Record<string, number | undefined> = {}): AbilityForm {
  const best = Object.fromEntries(ABILITY_ITEMS.map((item) => [item.code, item.max]));
  const given = Object.entries({ ...best, ...scores }).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  return {
    scores: Object.fromEntries(given),
    coma: false,
    dementia: false,
    mentalDisorder: false,
    riskEvents: {},
    assessors: ["assessor-1", "assessor-2"],
    ...changes,
  };
}

function refusalOf(form: AbilityForm): string {
  try {
    gradeAbility(form);
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
  return "graded";
}

describe("grades by total", () => {
  it.each(vectors.byTotal.map((vector) => [vector.id, vector.note, vector] as const))(
    "%s: %s",
    (_id, _note, vector) => {
      const { total, coma, dementia, mental_disorder: mentalDisorder, risk_events_30d: riskEvents30d } = vector.input;
      const preliminary = preliminaryGradeOf(total);
      const grounds = groundsOf({ coma, dementia, mentalDisorder, riskEvents30d });
      expect({ preliminary, final: finalGradeOf(preliminary, grounds) }).toEqual(vector.expected);
    },
  );
  it.each([-1, 91, 65.5, Number.NaN])("do not exist for %s", (total) =>
    expect(() => preliminaryGradeOf(total)).toThrow("assessment-total-impossible"),
  );
});

describe("grades by items", () => {
  it.each(vectors.byItems.map((vector) => [vector.id, vector.note, vector] as const))(
    "%s: %s",
    (_id, _note, vector) => {
      const scores = Object.fromEntries(vectors.itemOrder.map((code, index) => [code, vector.input.scores[index]]));
      const { coma, dementia, mental_disorder: mentalDisorder, risk_events_30d } = vector.input;
      const report = gradeAbility(
        aForm({ coma, dementia, mentalDisorder, riskEvents: { fall: risk_events_30d } }, scores),
      );
      expect({
        sections: report.sectionScores,
        total: report.total,
        preliminary: report.preliminaryGrade,
        final: report.finalGrade,
      }).toEqual(vector.expected);
    },
  );
  it("name every ground, also beside coma", () => {
    const report = gradeAbility(
      aForm({ coma: true, dementia: true, mentalDisorder: true, riskEvents: { fall: 3 } }, { "B.3.9": 0 }),
    );
    expect(report.grounds).toEqual(["GC-COMA", "GC-DEMENTIA", "GC-MENTAL", "GC-RISK"]);
    expect(report).toMatchObject({ total: 88, preliminaryGrade: 1, finalGrade: 4 });
  });
  it.each([
    [{ fall: 1 }, []],
    [{ fall: 2 }, ["GC-RISK"]],
    [{ fall: 1, choking: 1 }, ["GC-RISK"]],
    [{ fall: 0, wandering: 1 }, []],
  ])("add up risk events of all kinds: %o", (riskEvents, grounds) =>
    expect(gradeAbility(aForm({ riskEvents: riskEvents as Record<string, number> })).grounds).toEqual(grounds),
  );
  it("do not take stupor for coma", () => {
    expect(gradeAbility(aForm({ coma: false }, { "B.3.9": 0 })).grounds).toEqual([]);
    expect(gradeAbility(aForm({ coma: null })).finalGrade).toBe(0);
  });
  it("never get better by a ground, and worse by one at most unless the elder is in coma", () => {
    const scores = fc.tuple(
      ...ABILITY_ITEMS.map((item) => fc.nat(item.max).map((points) => [item.code, points] as const)),
    );
    fc.assert(
      fc.property(scores, fc.boolean(), fc.boolean(), fc.nat(4), (points, dementia, mentalDisorder, falls) => {
        const report = gradeAbility(
          aForm({ dementia, mentalDisorder, riskEvents: { fall: falls } }, Object.fromEntries(points)),
        );
        const raised = dementia || mentalDisorder || falls >= 2;
        expect(report.total).toBe(Object.values(report.sectionScores).reduce((sum, score) => sum + score, 0));
        expect(report.finalGrade).toBe(raised ? Math.min(4, report.preliminaryGrade + 1) : report.preliminaryGrade);
      }),
    );
  });
});

describe("forms that are refused", () => {
  const forms: Readonly<Record<string, AbilityForm>> = {
    X01: aForm({}, { "B.2.4": undefined }),
    X02: aForm({}, { "B.2.4": 4 }),
    X03: aForm({}, { "B.3.7": -1 }),
    X04: aForm({}, { "B.1.1": 3.5 }),
    X05: aForm({ coma: null }, { "B.3.9": 0 }),
    X06: aForm({ coma: true }, { "B.3.9": 2 }),
    X07: aForm({ assessors: ["assessor-1"] }),
    X08: aForm({ assessors: ["assessor-1", " assessor-1 "] }),
  };
  it.each(vectors.mustRefuse.map((vector) => [vector.id, vector.input, vector.reason] as const))(
    "%s: %s",
    (id, _input, reason) => {
      const form = forms[id];
      expect(form && refusalOf(form)).toBe(`assessment-${reason.toLowerCase().replaceAll("_", "-")}`);
    },
  );
  it.each<[string, AbilityForm, string]>([
    ["points that are no number", aForm({}, { "B.1.1": Number.NaN }), "assessment-not-an-option"],
    ["an item of another standard", aForm({}, { "B.5.1": 1 }), "assessment-unknown-item"],
    ["coma beside drowsiness", aForm({ coma: true }, { "B.3.9": 1 }), "assessment-contradiction"],
    ["an unknown risk event", aForm({ riskEvents: { cough: 1 } }), "assessment-risk-events-invalid"],
    ["half a risk event", aForm({ riskEvents: { fall: 0.5 } }), "assessment-risk-events-invalid"],
    ["fewer than no risk events", aForm({ riskEvents: { fall: -1 } }), "assessment-risk-events-invalid"],
    ["an assessor without a name", aForm({ assessors: ["assessor-1", " "] }), "assessment-two-assessors"],
  ])("%s", (_name, form, code) => expect(refusalOf(form)).toBe(code));
  it("are refused whichever item is missing", () => {
    for (const { code } of ABILITY_ITEMS)
      expect(refusalOf(aForm({}, { [code]: undefined }))).toBe("assessment-missing-item");
  });
  it("are graded with every known risk event", () =>
    expect(refusalOf(aForm({ riskEvents: Object.fromEntries(RISK_EVENTS.map(({ code }) => [code, 3])) }))).toBe(
      "graded",
    ));
});
