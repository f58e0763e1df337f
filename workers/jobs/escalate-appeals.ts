/** Passes appeals that nobody answered in time to the head of the district. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { escalateAppeals } from "#app/usecases/reconciliation/escalate-appeals.server.ts";

export const escalateAppealsJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    job.report("escalate", 0, 0);
    return escalateAppeals(job.context);
  },
};
