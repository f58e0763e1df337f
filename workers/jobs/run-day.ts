/** Runs the late ladder: tells what is due, ends what is over, presumes missed what nobody checked in to. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { runDay } from "#app/usecases/visits/run-day.server.ts";

export const runDayJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("tell", 0, 0);
    return runDay(job.context);
  },
};
