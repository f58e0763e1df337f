/** The steps of a batch's page: giving calls out, opening the second round, taking in a sheet of results. */
import type { CallSheetProblem } from "#app/domain/call-backs/call-sheet.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { READING_LIMITS } from "#app/integrations/workbooks/reading-limits.ts";
import { sheetProblemWord } from "#app/messages/call-answers.ts";
import type { Locale, SentenceFacts } from "#app/messages/locale.ts";
import { assignCallBacks } from "#app/usecases/call-backs/assign-calls.server.ts";
import { importCallSheet } from "#app/usecases/call-backs/import-call-sheet.server.ts";
import { openSecondRound } from "#app/usecases/call-backs/second-round.server.ts";
import type { Context } from "#db/transaction.ts";
import { textIn, textsIn } from "./call-forms.server.ts";
import { readUpload } from "./upload.server.ts";

type RefusedStep = { readonly problem: { readonly code: string; readonly facts: SentenceFacts } };

/** Cells that are wrong, each with the sentence that says why. */
export type BatchStepAnswer =
  RefusedStep | { readonly cells: readonly (Omit<CallSheetProblem, "code"> & { readonly text: string })[] };

type Step = { readonly batchNo: string; readonly request: Request; readonly locale: Locale };

async function takeSheet(context: Context, crypto: CryptoProvider, { batchNo, request, locale }: Step) {
  const upload = await readUpload(request, "file", READING_LIMITS.fileBytes);
  if (upload === "too-large" || upload === "unreadable" || upload.file === null)
    return { problem: { code: "call-sheet-unknown", facts: {} } } satisfies RefusedStep;
  const sheets = await readWorkbook(upload.file.bytes, upload.file.name);
  const outcome = await importCallSheet(context, crypto, { batchNo, sheets });
  if (outcome.state === "imported")
    return { to: `/office/call-backs/${batchNo}?said=imported-${outcome.imported}-${outcome.skipped}` };
  return { cells: outcome.problems.map(({ code, ...cell }) => ({ ...cell, text: sheetProblemWord(code, locale) })) };
}

async function takeForm(context: Context, crypto: CryptoProvider, { batchNo, request }: Step) {
  const form = await request.formData();
  const operators = textsIn(form, "operators");
  if (textIn(form, "intent") === "second")
    return { to: `/office/call-backs/${await openSecondRound(context, crypto, { batchNo, operators })}` };
  const given = await assignCallBacks(context, { batchNo, operators });
  return { to: `/office/call-backs/${batchNo}?said=assigned-${given}` };
}

/** @returns where the page goes on, or what is wrong */
export async function takeBatchStep(
  context: Context,
  crypto: CryptoProvider,
  step: Step,
): Promise<{ readonly to: string } | BatchStepAnswer> {
  const isUpload = (step.request.headers.get("content-type") ?? "").startsWith("multipart/form-data");
  try {
    return await (isUpload ? takeSheet : takeForm)(context, crypto, step);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } };
  }
}
