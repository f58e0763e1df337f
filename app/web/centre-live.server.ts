/** The live pages of the operations centre: they hear of alerts, seats and calls over one channel, and look by themselves every two seconds. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Action } from "#app/domain/access/permission.ts";
import type { Context } from "#db/transaction.ts";
import { changeEvents, EVENT_STREAM_HEADERS } from "./event-stream.server.ts";
import { contextFor, services } from "./services.server.ts";
import { actorOf, tokenOf } from "./session.server.ts";

/** A lost notice costs an alarm this much and no more. */
const HEARTBEAT_MS = 2000;
const LONGEST_MS = 10 * 60_000;
const SETTLE_MS = 100;

function seenVersion(request: Request): string | null {
  const given = request.headers.get("Last-Event-ID") ?? new URL(request.url).searchParams.get("version");
  return given !== null && /^[0-9.]{1,160}$/.test(given) ? given : null;
}

export type LiveCentre = {
  /** Asked again with each look. */
  readonly action: Action;
  readonly version: (context: Context) => Promise<string>;
};

/** Who does not ask for a stream gets the present version by itself. 429 when the session or the server has enough of them: the page then polls. */
export async function liveCentre(request: Request, actor: Actor, desk: LiveCentre): Promise<Response> {
  if (!(request.headers.get("Accept") ?? "").includes("text/event-stream"))
    return Response.json({ version: await desk.version(contextFor(actor)) });
  const { alertNotices, streams } = services();
  const place = streams.enter((await tokenOf(request)) ?? "");
  if (place === null) return new Response("429", { status: 429, headers: { "Retry-After": "30" } });
  const events = changeEvents({
    seen: seenVersion(request),
    version: () => desk.version(contextFor(actor)),
    subscribe: (onChange) => alertNotices.subscribe(onChange),
    mayGoOn: async () => services().ready && can(await actorOf(request), desk.action),
    signal: request.signal,
    onOpen: place.onOpen,
    onEnd: place.leave,
    heartbeatMs: HEARTBEAT_MS,
    longestMs: LONGEST_MS,
    settleMs: SETTLE_MS,
  });
  return new Response(events, { headers: EVENT_STREAM_HEADERS });
}
