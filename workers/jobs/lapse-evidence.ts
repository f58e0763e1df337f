/** Blurs positions and deletes photographs and unread messages of devices that were kept as long as the policy says. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { lapseUnread } from "#app/usecases/devices/lapse-unread.server.ts";
import { lapseEvidence } from "#app/usecases/visits/lapse-evidence.server.ts";

export const lapseEvidenceJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("lapse", 0, 0);
    const unread = await lapseUnread(job.context);
    return { ...(await lapseEvidence(job.context, job.blobs)), unread };
  },
};
