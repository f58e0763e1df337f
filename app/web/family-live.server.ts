/**
 * The live page of an elder on a family's phone: it looks by itself every few seconds, because a check-in announces nothing, and ends when
 * the session or the link does.
 */
import { showFamilyVersion } from "#app/usecases/family/show-family-home.server.ts";
import { changeEvents, EVENT_STREAM_HEADERS } from "./event-stream.server.ts";
import { familyActorOf, familyTokenOf } from "./family-cookies.server.ts";
import { familyElderOf } from "./family-elder.server.ts";
import type { Guarded } from "./guard.server.ts";
import { seenVersion } from "./live-desk.server.ts";
import { contextFor, services } from "./services.server.ts";

const HEARTBEAT_MS = 4_000;
const LONGEST_MS = 10 * 60_000;
const SETTLE_MS = 100;

/** Who does not ask for a stream gets the present version by itself. 429 when there are enough streams: the page then polls. */
export async function liveFamily(given: Guarded): Promise<Response> {
  const { request, actor } = given;
  const version = async () => {
    const { context, elderId } = await familyElderOf({ ...given, context: contextFor(actor) }, null);
    return showFamilyVersion({ context, elderId });
  };
  if (!(request.headers.get("Accept") ?? "").includes("text/event-stream"))
    return Response.json({ version: await version() });
  const { streams } = services();
  await version();
  const place = streams.enter(`family ${(await familyTokenOf(request)) ?? ""}`);
  if (place === null) return new Response("429", { status: 429, headers: { "Retry-After": "30" } });
  const events = changeEvents({
    seen: seenVersion(request),
    version,
    subscribe: () => () => undefined,
    mayGoOn: async () => services().ready && (await familyActorOf(request)).kind === "family",
    signal: request.signal,
    onOpen: place.onOpen,
    onEnd: place.leave,
    heartbeatMs: HEARTBEAT_MS,
    longestMs: LONGEST_MS,
    settleMs: SETTLE_MS,
  });
  return new Response(events, { headers: EVENT_STREAM_HEADERS });
}
