/** Blurs positions and deletes photographs, unread messages of devices and counts of kiosks' screens that were kept as long as the policy says. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { lapseUnread } from "#app/usecases/devices/lapse-unread.server.ts";
import { lapseScreenUse } from "#app/usecases/kiosk/count-screen-use.server.ts";
import { lapseEvidence } from "#app/usecases/visits/lapse-evidence.server.ts";

export const lapseEvidenceJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("lapse", 0, 0);
    const unread = await lapseUnread(job.context);
    const screenUse = await lapseScreenUse(job.context);
    return { ...(await lapseEvidence(job.context, job.blobs)), unread, screenUse };
  },
};
