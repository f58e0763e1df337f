/** The live page of the operations centre: it hears of alerts and of calls for help, and looks by itself now and then. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/permission.ts";
import { showAlertVersion } from "#app/usecases/alerts/show-alerts.server.ts";
import { changeEvents, EVENT_STREAM_HEADERS } from "./event-stream.server.ts";
import { contextFor, services } from "./services.server.ts";
import { actorOf, tokenOf } from "./session.server.ts";

/** A lost notice costs an alarm this much and no more. */
const HEARTBEAT_MS = 2000;
const LONGEST_MS = 10 * 60_000;
const SETTLE_MS = 100;

function seenVersion(request: Request): string | null {
  const given = request.headers.get("Last-Event-ID") ?? new URL(request.url).searchParams.get("version");
  return given !== null && /^[0-9.]{1,120}$/.test(given) ? given : null;
}

export async function liveAlerts(request: Request, actor: Actor): Promise<Response> {
  if (!(request.headers.get("Accept") ?? "").includes("text/event-stream"))
    return Response.json({ version: await showAlertVersion(contextFor(actor)) });
  const { alertNotices, streams } = services();
  const place = streams.enter((await tokenOf(request)) ?? "");
  if (place === null) return new Response("429", { status: 429, headers: { "Retry-After": "30" } });
  const events = changeEvents({
    seen: seenVersion(request),
    version: () => showAlertVersion(contextFor(actor)),
    subscribe: (onChange) => alertNotices.subscribe(onChange),
    mayGoOn: async () => services().ready && can(await actorOf(request), "alert.read"),
    signal: request.signal,
    onOpen: place.onOpen,
    onEnd: place.leave,
    heartbeatMs: HEARTBEAT_MS,
    longestMs: LONGEST_MS,
    settleMs: SETTLE_MS,
  });
  return new Response(events, { headers: EVENT_STREAM_HEADERS });
}
