/** Lets unanswered offers expire and asks the next provider. */
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { passOnOffers } from "#app/usecases/visits/pass-on-offers.server.ts";

export const passOnOffersJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("offer", 0, 0);
    return passOnOffers(job.context);
  },
};
