/** Checks a received file: the dry run, with every problem named. */
import * as z from "zod";
import { checkBatch } from "#app/usecases/imports/work-on-batch.server.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";

const input = z.strictObject({ batchId: z.string() });

export const checkImportJob: JobDefinition = {
  units: "several",
  run: async (job) =>
    checkBatch(job.context, { id: input.parse(job.input).batchId, crypto: job.crypto, report: job.report }),
};
