import { describe, expect, it } from "vitest";
import { serviceGrade } from "#app/domain/verification/checks/service-grade.ts";
import { aContext } from "../verification-builders.ts";

describe("R-SERVICE-GRADE", () => {
  it("fires for a subtype that is not meant for the grade", () => {
    expect(serviceGrade.check(aContext({ subtypes: ["LC02"], elder: { grade: 4 } }))).toEqual({
      service: "LC02",
      grade: 4,
    });
  });

  it("is silent for a grade of the subtype", () => {
    expect(serviceGrade.check(aContext({ subtypes: ["LC02"], elder: { grade: 3 } }))).toBeNull();
  });

  it("is silent while no grade is known", () => {
    expect(serviceGrade.check(aContext({ subtypes: ["LC02"], elder: { grade: null } }))).toBeNull();
  });
});
