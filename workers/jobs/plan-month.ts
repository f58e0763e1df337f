/** Plans a month as a draft, which a person publishes. */
import * as z from "zod";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { draftMonth } from "#app/usecases/planning/plan-month.server.ts";
import { planningCrew } from "../threads/plan-crew.ts";

const input = z.strictObject({ month: z.string().refine(isPlainMonth), seed: z.string().min(1).max(60) });

export const planMonthJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    const { month, seed } = input.parse(job.input);
    const planned = await draftMonth(job.context, month, seed, {
      onProgress: (stage, { elders, allElders }) => job.report(stage, elders, allElders),
      withBound: true,
      findCrew: planningCrew,
      signal: job.signal,
      stopwatch: () => performance.now(),
    });
    return { run: planned.runId, visits: planned.visitsPlanned, debt: planned.debt };
  },
};
