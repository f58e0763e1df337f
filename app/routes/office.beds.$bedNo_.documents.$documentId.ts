import { openBedDocument } from "#app/usecases/family-beds/file-document.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { paperResponse } from "#app/web/paper-response.ts";

export const loader = guarded({ action: "bed-paper.read" }, async ({ params, context, services }) => {
  const asked = { bedNo: params["bedNo"] ?? "", documentId: params["documentId"] ?? "" };
  const opened = await openBedDocument(context, services.blobs, asked);
  return paperResponse(opened, `${asked.bedNo}-${asked.documentId.slice(-6)}`);
});
