/** Takes in a large workbook of call-back results: with one wrong cell nothing of it, else person by person. */
import * as z from "zod";
import { importCallFile } from "#app/usecases/call-backs/import-call-file.server.ts";
import type { JobDefinition } from "#app/usecases/jobs/run-next-job.server.ts";

const input = z.strictObject({ batchNo: z.string(), name: z.string(), digest: z.string() });

export const importCallsJob: JobDefinition = {
  units: "several",
  run: async ({ context, crypto, blobs, input: given, report }) =>
    importCallFile(context, { crypto, blobs }, { ...input.parse(given), report }),
};
