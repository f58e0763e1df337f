/**
 * A multipart form with one file, read with a limit: what is beyond it is never kept. The rest of the body is drained, because a
 * browser that is still sending shows a broken connection instead of our sentence.
 */
export type UploadForm = {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null;
};

/** Room for the other fields and the separators of a multipart body. */
const FORM_BYTES = 64_000;

/** The whole body, or null when it is longer; then the rest was read and thrown away. */
export async function limitedBody(request: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) chunks.length = 0;
    else chunks.push(chunk);
  }
  return size > most ? null : Uint8Array.from(Buffer.concat(chunks));
}

/** @returns the fields and the file of the field named; "too-large" and "unreadable" are for the person to see */
export async function readUpload(
  request: Request,
  fileField: string,
  fileBytesMost: number,
): Promise<UploadForm | "too-large" | "unreadable"> {
  const body = await limitedBody(request, fileBytesMost + FORM_BYTES);
  if (body === null) return "too-large";
  try {
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    const form = await new Response(body, { headers }).formData();
    const sent = form.get(fileField);
    const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
    const named = sent instanceof File && sent.name !== "";
    const file = named ? { name: sent.name, bytes: new Uint8Array(await sent.arrayBuffer()) } : null;
    return { fields: new Map(texts), file };
  } catch {
    return "unreadable";
  }
}
