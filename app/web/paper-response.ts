/** The answer with a paper or photograph that people handed in: a file to keep, never a page, because nothing uploaded is shown in place. */
export function paperResponse(
  { bytes, mediaType }: { readonly bytes: Uint8Array; readonly mediaType: string },
  name: string,
): Response {
  const ending = mediaType === "application/pdf" ? "pdf" : "jpg";
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": `attachment; filename="${name}.${ending}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}
