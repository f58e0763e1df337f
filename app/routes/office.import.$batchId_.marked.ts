import { importProblemRemark } from "#app/messages/import-problems.ts";
import { importWords } from "#app/messages/import-screens.ts";
import { markBatch } from "#app/usecases/imports/mark-batch.server.ts";
import { workbookResponse } from "#app/web/download.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const loader = guarded({ action: "import.read" }, async ({ params, actor, context, services, locale }) => {
  const words = importWords[locale];
  const who = actor.kind === "staff" ? actor.loginName : "";
  const marked = await markBatch(context, services.crypto, {
    id: params["batchId"] ?? "",
    words: {
      remark: (problem) => importProblemRemark(problem, locale),
      remarkHeader: words.remark_header,
      watermark: `${who} ${new Date(context.now).toISOString()}`,
    },
  });
  return workbookResponse(`${marked.fileName}-${words.marked_name}.xlsx`, marked.bytes);
});
