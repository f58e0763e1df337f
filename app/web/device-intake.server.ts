/** POST /notify/devices: reads what the headers say and hands the raw body over. Outside of sign-in, limiters and load shedding. */
import { receiveSigned } from "#app/usecases/devices/receive-signed.server.ts";
import type { Context } from "#db/transaction.ts";
import { LONG_BODY_BYTES } from "./device-lanes.server.ts";
import { readRawBody } from "./raw-body.server.ts";
import { services } from "./services.server.ts";

/** A day's buffer of a chatty device and its vendor's envelope are a quarter of this. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Seconds after which a device with a buffer asks again: spread, or those who were sent away would come back together. */
const LATER_SECONDS = [5, 30] as const;

/** To a device with a long buffer while the line is full. It keeps the buffer and comes again; a short word, such as a call for help, is never told this. */
function later(): Response {
  const [least, most] = LATER_SECONDS;
  const seconds = least + Math.floor(Math.random() * (most - least));
  return Response.json({ problem: "later" }, { status: 503, headers: { "Retry-After": String(seconds) } });
}

export async function receiveDevice(request: Request, context: Context): Promise<Response> {
  const { crypto, deviceMappings, deviceLanes, intake, fault } = services();
  const body = await readRawBody(request, MAX_BYTES);
  const header = (name: string) => request.headers.get(name) ?? "";
  const store = () =>
    receiveSigned(
      { ...context, database: intake },
      { crypto, mappings: deviceMappings.current(), fault, lanes: deviceLanes },
      {
        token: /^Bearer (\S+)$/.exec(header("Authorization"))?.[1] ?? null,
        timestamp: header("X-Bedside-Timestamp"),
        signature: header("X-Bedside-Signature").toLowerCase(),
        topic: new URL(request.url).searchParams.get("topic"),
        body,
      },
    );
  const answer = body.byteLength > LONG_BODY_BYTES ? await deviceLanes.long.run(store) : await store();
  if (answer === null) return later();
  const { status, ...said } = answer;
  // A device whose clock is wrong puts it right by this and signs again.
  return Response.json({ ...said, server_time: Math.floor(context.now / 1000) }, { status });
}
