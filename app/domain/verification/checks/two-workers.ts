import type { RuleDefinition } from "../rule-definition.ts";

/** A performed subtype needs two care workers from this grade and only one is recorded (visit rules F). */
export const twoWorkers: RuleDefinition = {
  code: "R-TWO-WORKERS",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["service"],
  check: ({ evidence, catalogue, elder, visit }) => {
    if (visit.workerIds.length >= 2) return null;
    const heavy = evidence.subtypesDone.filter((code) => {
      const from = catalogue.get(code)?.twoWorkersFromGrade ?? null;
      return from !== null && elder.grade !== null && elder.grade >= from;
    });
    return heavy.length > 0 ? { service: heavy.join(","), grade: elder.grade } : null;
  },
};
