import { describe, expect, it } from "vitest";
import { personTime, stillPossible } from "#app/domain/visits/person-times.ts";

const terms = { project_year_visit_target: 30, visits_per_month: 4 };
const standing = (countedInYear: number, countedInMonth: number, month: number) =>
  personTime({ countedInYear, countedInMonth }, month, terms).standing;

describe("a person-time of the project year", () => {
  it("is reached with the visits of the policy, not with one less", () => {
    expect([standing(30, 2, 11), standing(29, 2, 11)]).toEqual(["reached", "under_way"]);
    expect(personTime({ countedInYear: 7, countedInMonth: 0 }, 1, { ...terms, project_year_visit_target: 8 })).toEqual({
      ...{ standing: "under_way", missing: 1, possible: 48 },
    });
  });
  it("is out of reach when more is missing than the months that are left allow", () => {
    // November: what is left of its four, and the four of December.
    expect(stillPossible({ countedInYear: 24, countedInMonth: 2 }, 11, terms)).toBe(6);
    expect([standing(24, 2, 11), standing(23, 2, 11)]).toEqual(["under_way", "out_of_reach"]);
  });
  it("counts a month's fifth visit for nothing more to come, and nothing after December", () => {
    expect(stillPossible({ countedInYear: 10, countedInMonth: 5 }, 12, terms)).toBe(0);
    expect(standing(29, 5, 12)).toBe("out_of_reach");
  });
});
