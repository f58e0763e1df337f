/** Plans a month and offers its visits. */
import * as z from "zod";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { planAndOfferMonth } from "#app/usecases/planning/plan-month.server.ts";
import { planningCrew } from "../threads/plan-crew.ts";

const input = z.strictObject({ month: z.string().refine(isPlainMonth), seed: z.string().min(1).max(60) });

export const planMonthJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    const { month, seed } = input.parse(job.input);
    const planned = await planAndOfferMonth(job.context, month, seed, {
      onProgress: (stage, { elders, allElders }) => job.report(stage, elders, allElders),
      withBound: true,
      findCrew: planningCrew,
      signal: job.signal,
      stopwatch: () => performance.now(),
    });
    return { visits: planned.visitsPlanned, debt: planned.debt };
  },
};
