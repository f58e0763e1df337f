import { openBedDocument } from "#app/usecases/family-beds/file-document.server.ts";
import { guarded } from "#app/web/guard.server.ts";

/** A stored paper, always as a file to keep: nothing that people uploaded is shown in place. */
export const loader = guarded({ action: "bed-paper.read" }, async ({ params, context, services }) => {
  const asked = { bedNo: params["bedNo"] ?? "", documentId: params["documentId"] ?? "" };
  const { bytes, mediaType } = await openBedDocument(context, services.blobs, asked);
  const ending = mediaType === "application/pdf" ? "pdf" : "jpg";
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${asked.bedNo}-${asked.documentId.slice(-6)}.${ending}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
});
