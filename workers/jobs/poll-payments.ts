/** Asks the channel for payments and refunds that no notification has settled. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { pollPayments } from "#app/usecases/payments/poll-payments.server.ts";

export const pollPaymentsJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    if (job.payments === null) return { orders: 0, refunds: 0 };
    job.report("poll", 0, 0);
    return pollPayments(job.context, job.payments);
  },
};
