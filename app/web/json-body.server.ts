/** Reads a body of JSON by its schema. A body that is too long, no JSON or of another shape is answered here, before any use case. */
import type * as z from "zod";
import { readRawBody } from "./raw-body.server.ts";

/** Two hundred events with long notes and their envelopes are a tenth of this. */
const MAX_BYTES = 2 * 1024 * 1024;

function refuse(problem: string): never {
  throw Response.json({ problem }, { status: 400 });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse("not-json");
  }
}

/** Throws the answer 413 ("too-long") or 400 ("not-json", "not-this-shape"). */
export async function readJson<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.infer<Schema>> {
  const read = schema.safeParse(parsed(Buffer.from(await readRawBody(request, MAX_BYTES)).toString("utf8")));
  return read.success ? read.data : refuse("not-this-shape");
}
