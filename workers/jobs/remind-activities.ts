/** Reminds people of the activities that they have a place in. */
import { remindActivities } from "#app/usecases/activities/remind-activities.server.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";

export const remindActivitiesJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    job.report("remind", 0, 0);
    return remindActivities(job.context, job.crypto);
  },
};
