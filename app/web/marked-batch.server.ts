/** The answer that gives a checked file back with a remark at each cell that is wrong. */
import { Refusal } from "#app/domain/refusal.ts";
import { importProblemRemark } from "#app/messages/import-problems.ts";
import { importWords } from "#app/messages/import-screens.ts";
import type { ImportKind } from "#app/usecases/imports/import-outcome.ts";
import { markBatch } from "#app/usecases/imports/mark-batch.server.ts";
import { showImport } from "#app/usecases/imports/show-imports.server.ts";
import { exportMark } from "#app/usecases/reconciliation/export-mark.server.ts";
import { workbookResponse } from "./download.server.ts";
import type { Guarded } from "./guard.server.ts";

/** @param kind the only kind that this address gives; null for all. Refuses "not-found" for another one */
export async function markedBatch(given: Guarded, kind: ImportKind | null): Promise<Response> {
  const { params, context, services, locale } = given;
  const id = params["batchId"] ?? "";
  const { batch } = await showImport(context, { id, code: null, page: 1 });
  if (kind !== null && batch.kind !== kind) throw new Refusal("not-found");
  const words = importWords[locale];
  const marked = await markBatch(context, services.crypto, {
    id,
    words: {
      remark: (problem) => importProblemRemark(problem, locale),
      remarkHeader: words.remark_header,
      watermark: exportMark(context),
    },
  });
  return workbookResponse(`${marked.fileName}-${words.marked_name}.xlsx`, marked.bytes);
}
