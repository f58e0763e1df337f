import type { RuleDefinition } from "../rule-definition.ts";

/** A performed subtype is not meant for the elder's ability grade (visit rules E). */
export const serviceGrade: RuleDefinition = {
  code: "R-SERVICE-GRADE",
  level: "acknowledge",
  effect: "none",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["service"],
  check: ({ evidence, catalogue, elder }) => {
    const grade = elder.grade;
    if (grade === null) return null;
    const unsuited = evidence.subtypesDone.filter((code) => catalogue.get(code)?.grades.includes(grade) === false);
    return unsuited.length > 0 ? { service: unsuited.join(","), grade } : null;
  },
};
