/** Judges every visit of a month again: a missing check-out is seen only when somebody looks. */
import * as z from "zod";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { ELDERS_OF_SLICE, verifyMonth } from "#app/usecases/visits/verify-month.server.ts";

const input = z.strictObject({ month: z.string().refine(isPlainMonth) });

export const verifyMonthJob: JobDefinition = {
  units: "several",
  run: async (job) => {
    job.report("verify", 0, 0);
    const { month } = input.parse(job.input);
    const verified = await verifyMonth(job.context, month, ELDERS_OF_SLICE, (visits) =>
      job.report("verify", visits, 0),
    );
    return { delivered: verified.delivered, verified: verified.verified };
  },
};
