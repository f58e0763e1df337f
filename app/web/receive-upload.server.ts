/** Takes an office's file from a form in and starts its check; what is wrong with the upload itself is said at its field. */
import { isRefusal } from "#app/domain/refusal.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { fileRefusalSentence } from "#app/messages/import-problems.ts";
import { importWords } from "#app/messages/import-screens.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import type { ImportKind } from "#app/usecases/imports/import-outcome.ts";
import { receiveFile, UPLOAD_BYTES_MOST } from "#app/usecases/imports/receive-file.server.ts";
import { startJob } from "#app/usecases/jobs/start-job.server.ts";
import type { Guarded } from "./guard.server.ts";
import { readUpload } from "./upload.server.ts";

export type UploadProblems = { readonly kind?: string; readonly file?: string };
export type Received = { readonly id: string; readonly job: string } | { readonly problems: UploadProblems };

/**
 * @param kindOf the kind of file that the form's fields say, or undefined when they say none
 * @param month whose claims the file holds; only claims have one
 */
export async function receiveUpload(
  { request, context, services, locale }: Guarded,
  kindOf: (fields: ReadonlyMap<string, string>) => ImportKind | undefined,
  month?: PlainMonth,
): Promise<Received> {
  const words = importWords[locale];
  const form = await readUpload(request, "file", UPLOAD_BYTES_MOST);
  const most = Math.floor(UPLOAD_BYTES_MOST / 1e6);
  if (form === "too-large") {
    const facts = { megabytes: `${most}+`, most };
    return { problems: { file: fileRefusalSentence({ code: "file-too-large", facts }, locale) } };
  }
  if (form === "unreadable") return { problems: { file: words.upload_unreadable } };
  const kind = kindOf(form.fields);
  if (kind === undefined || form.file === null)
    return {
      problems: {
        ...(kind === undefined ? { kind: words.kind_missing } : {}),
        ...(form.file === null ? { file: words.file_missing } : {}),
      },
    };
  const { name, bytes } = form.file;
  try {
    const id = await receiveFile(context, services.crypto, { kind, fileName: name, bytes, ...(month && { month }) });
    return { id, job: await startJob(context, { kind: "check-import", subject: id, input: { batchId: id } }) };
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    if (thrown.code === "import-needs-district")
      return { problems: { kind: refusalSentence(thrown.code, thrown.facts, locale) } };
    return { problems: { file: fileRefusalSentence(thrown, locale) } };
  }
}
