/** Keeps times that became free for those who wait for one. */
import { offerFreedSlots } from "#app/usecases/kiosk/wait-for-slot.server.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";

export const offerFreedSlotsJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("offer", 0, 0);
    return offerFreedSlots(job.context);
  },
};
