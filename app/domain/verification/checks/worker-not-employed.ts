import { periodContains } from "../../time/plain-date.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** A care worker who came was not employed by this provider on the date (visit rules F). */
export const workerNotEmployed: RuleDefinition = {
  code: "R-WORKER-NOT-EMPLOYED",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    if (startedAt(context) === null) return null;
    // Of a worker who is on no file R-UNKNOWN-WORKER says so.
    const strangers = context.workers.filter(
      (worker) =>
        worker.workerNo !== "" &&
        !worker.employments.some(
          (one) => one.providerId === context.visit.providerId && periodContains(one, context.visitOn),
        ),
    );
    return strangers.length > 0
      ? {
          worker: strangers
            .map((worker) => worker.workerNo)
            .sort()
            .join(","),
          date: context.visitOn,
        }
      : null;
  },
};
