import type { RuleDefinition } from "../rule-definition.ts";

/** The visit was recorded by a care worker whom the register does not know (visit rules A); it is fixed by registering or naming the right one. */
export const unknownWorker: RuleDefinition = {
  code: "R-UNKNOWN-WORKER",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  matter: ["ref"],
  check: ({ workers }) => {
    const unknown = workers.filter((worker) => worker.workerNo === "");
    if (unknown.length === 0) return null;
    return {
      ref: unknown
        .map((worker) => worker.workerId)
        .sort()
        .join(","),
    };
  },
};
