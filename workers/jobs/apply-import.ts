/** Applies a checked file, all or nothing. */
import * as z from "zod";
import { applyBatch } from "#app/usecases/imports/work-on-batch.server.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";

const input = z.strictObject({ batchId: z.string() });

export const applyImportJob: JobDefinition = {
  units: "several",
  run: async (job) =>
    applyBatch(job.context, { id: input.parse(job.input).batchId, crypto: job.crypto, report: job.report }),
};
