import { describe, expect, it } from "vitest";
import { basketNeeds } from "#app/domain/catalogue/service-basket.ts";
import { SERVICE_CATALOGUE } from "#db/seed/reference-data.ts";

const catalogue = new Map(SERVICE_CATALOGUE.map((subtype) => [subtype.code, subtype]));
const needs = (codes: readonly string[], grade = 2) => basketNeeds(codes, grade, catalogue);

describe("a basket", () => {
  it("of blood pressure, haircut and nails takes 65 minutes and one worker with Q1", () =>
    expect(needs(["RN01", "LC06", "LC09"])).toEqual({
      typicalMinutes: 65,
      qualificationGroups: [["Q1"], ["Q0"]],
      workersNeeded: 1,
      conditions: [
        { code: "RN01", condition: "Q3 for finger-prick glucose unless the elder tests alone" },
        { code: "LC09", condition: "Q3 for a diabetic foot" },
      ],
      unknown: [],
    }));
  it("with assisted bathing needs two workers from grade 3 on", () => {
    expect(needs(["LC02", "SC01"], 2).workersNeeded).toBe(1);
    expect(needs(["LC02", "SC01"], 3).workersNeeded).toBe(2);
  });
  it("keeps any-of qualifications together in one group", () => {
    expect(needs(["RN02"]).qualificationGroups).toEqual([["Q2", "Q3"]]);
    expect(needs(["RN02", "RN08", "RN02"])).toMatchObject({
      qualificationGroups: [["Q2", "Q3"], ["Q3"]],
      typicalMinutes: 70,
    });
  });
  it("names codes that the catalogue does not hold and counts the rest", () =>
    expect(needs(["LC06", "LC99"])).toMatchObject({ typicalMinutes: 30, unknown: ["LC99"] }));
  it("of nothing needs nothing", () =>
    expect(needs([])).toEqual({
      typicalMinutes: 0,
      qualificationGroups: [],
      workersNeeded: 1,
      conditions: [],
      unknown: [],
    }));
});
