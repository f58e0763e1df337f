/** Tells people what happened, once the unit in which it happened has ended well. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { sendMessages } from "#app/usecases/messages/send-messages.server.ts";

export const sendMessagesJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("send", 0, 0);
    return sendMessages(job.context, job.crypto, job.messages);
  },
};
