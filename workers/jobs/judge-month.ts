/** Judges every elder's eligibility for a month. */
import * as z from "zod";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import { judgeMonth } from "#app/usecases/entitlement/judge-month.server.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";

const input = z.strictObject({ month: z.string().refine(isPlainMonth) });

export const judgeMonthJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    job.report("eligibility", 0, 0);
    const judged = await judgeMonth(job.context, input.parse(job.input).month, (done, total) =>
      job.report("eligibility", done, total),
    );
    return { candidates: judged.candidates, eligible: judged.eligible };
  },
};
