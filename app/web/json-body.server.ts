/** Reads a body of JSON by its schema. A body that is too long, no JSON or of another shape is answered here, before any use case. */
import type * as z from "zod";

/** Two hundred events with long notes and their envelopes are a tenth of this. */
const MAX_BYTES = 2 * 1024 * 1024;

function refuse(status: 400 | 413, problem: string): never {
  // The rest of a body that is too long is not read, so nothing else can follow on its connection.
  throw Response.json({ problem }, { status, headers: status === 413 ? { Connection: "close" } : {} });
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (const reader = request.body?.getReader(); reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > MAX_BYTES) refuse(413, "too-long");
    chunks.push(value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(400, "not-json");
  }
}

/** Throws the answer 413 ("too-long") or 400 ("not-json", "not-this-shape"). */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.infer<Schema>> {
  const read = schema.safeParse(parsed(await readText(request)));
  return read.success ? read.data : refuse(400, "not-this-shape");
}
