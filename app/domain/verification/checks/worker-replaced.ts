import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** Another care worker came than was assigned before the start (visit rules F). */
export const workerReplaced: RuleDefinition = {
  code: "R-WORKER-REPLACED",
  level: "acknowledge",
  effect: "none",
  reach: "planned",
  closedBy: "provider",
  acts: "on_visit",
  matter: ["worker"],
  check: (context) => {
    const { planned, workers } = context;
    if (planned === null || planned.workerIds.length === 0 || startedAt(context) === null) return null;
    const assigned = new Set<string>(planned.workerIds);
    const others = workers.filter((worker) => !assigned.has(worker.workerId));
    return others.length > 0
      ? {
          worker: others
            .map((worker) => worker.workerNo)
            .sort()
            .join(","),
        }
      : null;
  },
};
