/** A signed request of a kiosk's agent at the HTTP edge: body, headers, who it is, and how a refusal is told to a machine. */
import type * as z from "zod";
import { DEVICE_HEADERS, signedHeadersSchema } from "#app/domain/kiosk/device-message.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { admitKiosk } from "#app/usecases/kiosk/admit-kiosk.server.ts";
import type { Context } from "#db/transaction.ts";

/** Fifty wishes with all their choices are a tenth of this. */
const MAX_CHARACTERS = 128 * 1024;

const STATUS: Readonly<Record<string, number>> = {
  "device-unknown": 401,
  "device-signature": 401,
  "device-clock": 401,
  "device-replayed": 401,
  "device-revoked": 403,
  "device-boot": 409,
  "kiosk-asks-too-often": 429,
  "not-found": 404,
};

/** Digest of a request without a body. */
export const EMPTY_BODY = sha256Hex("");

type Admitted = Awaited<ReturnType<typeof admitKiosk>>;

/** Runs the step and answers with its value as JSON; a refusal is answered with its code and the server's time, by which a clock is set. */
export async function answerDevice(now: number, step: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await step(), { headers: { "Cache-Control": "no-store" } });
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return Response.json({ problem: thrown.code, serverMs: now }, { status: STATUS[thrown.code] ?? 422 });
  }
}

/** Throws the answer 400 or 413 for a body that is none. */
export async function deviceBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ readonly body: z.infer<Schema>; readonly bodyHash: string }> {
  const text = await request.text();
  if (text.length > MAX_CHARACTERS) throw Response.json({ problem: "too-long" }, { status: 413 });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw Response.json({ problem: "not-json" }, { status: 400 });
  }
  const read = schema.safeParse(value);
  if (!read.success) throw Response.json({ problem: "not-this-shape" }, { status: 400 });
  return { body: read.data, bodyHash: sha256Hex(text) };
}

/** The kiosk that signed the request, or the refusals of `admitKiosk`. */
export async function kioskOfRequest(request: Request, context: Context, bodyHash: string): Promise<Admitted> {
  const header = (name: string) => request.headers.get(name) ?? "";
  const headers = signedHeadersSchema.safeParse({
    device: header(DEVICE_HEADERS.device),
    at: header(DEVICE_HEADERS.at),
    nonce: header(DEVICE_HEADERS.nonce),
    signature: header(DEVICE_HEADERS.signature),
  });
  if (!headers.success) throw Response.json({ problem: "not-signed" }, { status: 401 });
  const { pathname, search } = new URL(request.url);
  return admitKiosk(context, {
    headers: headers.data,
    method: request.method,
    path: `${pathname}${search}`,
    bodyHash,
  });
}
