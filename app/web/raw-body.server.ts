/** The bytes of a body as they came: a signature is over these and nothing that was read from them. */
export async function readRawBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (const reader = request.body?.getReader(); reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    // The rest of a body that is too long is not read, so nothing else can follow on its connection.
    if (bytes > maxBytes)
      throw Response.json({ problem: "too-long" }, { status: 413, headers: { Connection: "close" } });
    chunks.push(value);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
