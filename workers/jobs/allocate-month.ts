/** Allocates a month's entitled elders to providers. */
import * as z from "zod";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { allocateMonth } from "#app/usecases/planning/allocate-month.server.ts";

const input = z.strictObject({ month: z.string().refine(isPlainMonth), seed: z.string().min(1).max(60) });

export const allocateMonthJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    const { month, seed } = input.parse(job.input);
    job.report("allocate", 0, 0);
    const made = await allocateMonth(job.context, month, seed);
    return { eligible: made.eligible, allocated: made.allocated };
  },
};
