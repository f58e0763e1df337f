import { openAppealDocument } from "#app/usecases/reconciliation/open-appeal-document.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { paperResponse } from "#app/web/paper-response.ts";

/** What a provider handed in, always as a file to keep. */
export const loader = guarded({ action: "appeal.read" }, async ({ params, context, services }) => {
  const asked = { appealNo: params["appealNo"] ?? "", documentId: params["documentId"] ?? "" };
  const opened = await openAppealDocument(context, services.blobs, asked);
  return paperResponse(opened, `${asked.appealNo}-${asked.documentId.slice(-6)}`);
});
