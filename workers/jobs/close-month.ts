/** Writes an approved close: settlement lines, books, payments, the closed period. */
import * as z from "zod";
import { isPlainMonth } from "#app/domain/time/plain-month.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";
import { finishClose } from "#app/usecases/reconciliation/finish-close.server.ts";

const input = z.strictObject({ month: z.string().refine(isPlainMonth) });

export const closeMonthJob: JobDefinition = {
  units: "one",
  run: async (job) => {
    const closed = await finishClose(job.context, input.parse(job.input).month, job.report);
    return { approvedFen: closed.approvedFen.toString(), paidFen: closed.paidFen.toString() };
  },
};
