/** The steps of a batch's page: giving calls out, opening the second round, taking in a sheet of results. */
import * as z from "zod";
import { CELL_CODES, type CallSheetProblem } from "#app/domain/call-backs/call-sheet.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import { sheetProblemWord } from "#app/messages/call-answers.ts";
import type { Locale, SentenceFacts } from "#app/messages/locale.ts";
import { assignCallBacks } from "#app/usecases/call-backs/assign-calls.server.ts";
import { CALL_FILE_BYTES_AT_ONCE, startCallFile } from "#app/usecases/call-backs/import-call-file.server.ts";
import { importCallSheet } from "#app/usecases/call-backs/import-call-sheet.server.ts";
import { openSecondRound } from "#app/usecases/call-backs/second-round.server.ts";
import { showJob } from "#app/usecases/jobs/show-job.server.ts";
import type { Context } from "#db/transaction.ts";
import { textIn, textsIn } from "./call-forms.server.ts";
import { readUpload } from "./upload.server.ts";

type RefusedStep = { readonly problem: { readonly code: string; readonly facts: SentenceFacts } };

type ShownCell = Omit<CallSheetProblem, "code"> & { readonly text: string };

/** Cells that are wrong, each with the sentence that says why. */
export type BatchStepAnswer = RefusedStep | { readonly cells: readonly ShownCell[] };

type Taker = { readonly context: Context; readonly crypto: CryptoProvider; readonly blobs: BlobStore };

const jobOutcome = z.discriminatedUnion("state", [
  z.object({ state: z.literal("imported"), imported: z.number(), skipped: z.number() }),
  z.object({
    state: z.literal("refused"),
    cells: z.array(z.object({ cell: z.string(), header: z.string(), code: z.enum(CELL_CODES) })),
  }),
]);

type Step = { readonly batchNo: string; readonly request: Request; readonly locale: Locale };

type ShownOutcome = {
  /** As the address says it of a small file. */
  readonly said: string | null;
  readonly cells: readonly ShownCell[];
};

const NOTHING_SHOWN: ShownOutcome = { said: null, cells: [] };

/** What a job made of a large file, as the page shows it of a small one; the job keeps no value of a cell. */
export async function outcomeOfJob(context: Context, jobId: string | null, locale: Locale): Promise<ShownOutcome> {
  if (jobId === null) return NOTHING_SHOWN;
  const { kind, result } = await showJob(context, jobId);
  const outcome = jobOutcome.safeParse(result).data;
  if (kind !== "import-calls" || outcome === undefined) return NOTHING_SHOWN;
  if (outcome.state === "imported") return { said: `imported-${outcome.imported}-${outcome.skipped}`, cells: [] };
  return {
    said: null,
    cells: outcome.cells.map(({ cell, header, code }) => ({
      ...{ cell, header, value: "" },
      text: sheetProblemWord(code, locale),
    })),
  };
}

async function takeSheet({ context, crypto, blobs }: Taker, { batchNo, request, locale }: Step) {
  const upload = await readUpload(request, "file", READING_LIMITS.fileBytes);
  if (upload === "too-large" || upload === "unreadable" || upload.file === null)
    return { problem: { code: "call-sheet-unknown", facts: {} } } satisfies RefusedStep;
  if (upload.file.bytes.byteLength > CALL_FILE_BYTES_AT_ONCE) {
    const jobId = await startCallFile(context, blobs, { batchNo, ...upload.file });
    const back = `/office/call-backs/${batchNo}?job=${jobId}`;
    return { to: `/jobs/${jobId}?${new URLSearchParams({ back }).toString()}` };
  }
  const sheets = await readWorkbook(upload.file.bytes, upload.file.name);
  const outcome = await importCallSheet(context, crypto, { batchNo, sheets });
  if (outcome.state === "imported")
    return { to: `/office/call-backs/${batchNo}?said=imported-${outcome.imported}-${outcome.skipped}` };
  return { cells: outcome.problems.map(({ code, ...cell }) => ({ ...cell, text: sheetProblemWord(code, locale) })) };
}

async function takeForm({ context, crypto }: Taker, { batchNo, request }: Step) {
  const form = await request.formData();
  const operators = textsIn(form, "operators");
  if (textIn(form, "intent") === "second")
    return { to: `/office/call-backs/${await openSecondRound(context, crypto, { batchNo, operators })}` };
  const given = await assignCallBacks(context, { batchNo, operators });
  return { to: `/office/call-backs/${batchNo}?said=assigned-${given}` };
}

/** @returns where the page goes on, or what is wrong; a large file goes on at its job */
export async function takeBatchStep(taker: Taker, step: Step): Promise<{ readonly to: string } | BatchStepAnswer> {
  const isUpload = (step.request.headers.get("content-type") ?? "").startsWith("multipart/form-data");
  try {
    return await (isUpload ? takeSheet : takeForm)(taker, step);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
}
