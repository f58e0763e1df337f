/** The page of one imported file and its steps, for the office's files and for the answers of the bank alike. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { Refusal } from "#app/domain/refusal.ts";
import type { ImportKind } from "#app/usecases/imports/import-outcome.ts";
import { showImport } from "#app/usecases/imports/show-imports.server.ts";
import { withdrawBatch } from "#app/usecases/imports/withdraw-batch.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";
import { chosenPage } from "./month-choice.ts";

const form = z.strictObject({ step: z.enum(["apply", "check", "withdraw"]) });

/** Where batches of some kind have their pages: "/office/import" for all, "/office/payments/results" for one kind. */
export type BatchPlace = { readonly base: string; readonly kind: ImportKind | null };

/** The batch, of this place's kind. Refuses "not-found" for another kind as for none. */
async function batchHere(
  { context, params }: Guarded,
  place: BatchPlace,
  shown: { code: string | null; page: number },
) {
  const found = await showImport(context, { id: params["batchId"] ?? "", ...shown });
  if (place.kind !== null && found.batch.kind !== place.kind) throw new Refusal("not-found");
  return found;
}

export async function loadBatchPage(given: Guarded, place: BatchPlace) {
  const { request, context, services } = given;
  const asked = new URL(request.url).searchParams;
  const jobId = asked.get("job");
  const job = jobId === null ? null : await showJob(context, jobId, services.progress.get(jobId));
  const shown = await batchHere(given, place, { code: asked.get("code"), page: chosenPage(request) });
  return { job: job?.state === "done" ? null : job, ...shown };
}

/** Applies, checks again or withdraws, and leads back to the batch. */
export async function takeBatchStep(given: Guarded, place: BatchPlace): Promise<never> {
  const { request, context, params } = given;
  const id = params["batchId"] ?? "";
  const { value } = await readForm(request, form);
  if (value === null) throw new Response("400", { status: 400 });
  await batchHere(given, place, { code: null, page: 1 });
  if (value.step === "withdraw") {
    await withdrawBatch(context, id);
    throw redirect(`${place.base}/${id}`);
  }
  const kind = value.step === "apply" ? "apply-import" : "check-import";
  const job = await startJob(context, { kind, subject: id, input: { batchId: id } });
  throw redirect(`${place.base}/${id}?job=${job}`);
}
