/** Judges the visits about which phones said something since they were last judged. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { judgeRecorded } from "#app/usecases/visits/judge-recorded.server.ts";

export const judgeRecordedJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("verify", 0, 0);
    return { judged: await judgeRecorded(job.context) };
  },
};
