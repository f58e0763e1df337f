/** A file as the answer of a request: always an attachment, never shown in place, with a name that every browser reads. */
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A text file of a form, for programs. @param fileName with its extension; may be Chinese */
export function csvResponse(fileName: string, bytes: Uint8Array): Response {
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="download.csv"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}

/** @param fileName with its extension; may be Chinese */
export function workbookResponse(fileName: string, bytes: Uint8Array): Response {
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "Content-Type": WORKBOOK,
      "Content-Disposition": `attachment; filename="download.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
