/** Live pages: one stream for a page, a few for a session; who does not ask for a stream gets the present version by itself. */
import { changeEvents, EVENT_STREAM_HEADERS } from "./event-stream.server.ts";
import { services } from "./services.server.ts";

const LONGEST_MS = 10 * 60_000;

/** A version is digits, dots and dashes; anything else counts as never seen. */
function seenVersion(request: Request): string | null {
  const given = request.headers.get("Last-Event-ID") ?? new URL(request.url).searchParams.get("version");
  return given !== null && /^[0-9.-]{1,160}$/.test(given) ? given : null;
}

export type LivePage = {
  /** A text that changes whenever the page would look different. */
  readonly version: () => Promise<string>;
  /** Calls back when something may have changed; gives back how to stop. */
  readonly subscribe: (onChange: () => void) => () => void;
  /** Asked again with each look: whether this person may still see it. */
  readonly mayGoOn: () => Promise<boolean>;
  /** The session whose streams are counted together. */
  readonly holder: string;
  /** Between two looks of its own, in case a notice was lost. */
  readonly heartbeatMs: number;
  /** Notices that come within this time are one look. */
  readonly settleMs: number;
  /** How soon a browser comes again after its stream has ended. */
  readonly retryMs: number;
};

/** 429 when the session or the server has enough streams: the page then polls. */
export async function liveStream(request: Request, page: LivePage): Promise<Response> {
  const { version, subscribe, mayGoOn, holder, heartbeatMs, settleMs, retryMs } = page;
  if (!(request.headers.get("Accept") ?? "").includes("text/event-stream"))
    return Response.json({ version: await version() });
  const place = services().streams.enter(holder);
  if (place === null) return new Response("429", { status: 429, headers: { "Retry-After": "30" } });
  const events = changeEvents({
    seen: seenVersion(request),
    ...{ version, subscribe, heartbeatMs, settleMs, retryMs },
    mayGoOn: async () => services().ready && (await mayGoOn()),
    signal: request.signal,
    onOpen: place.onOpen,
    onEnd: place.leave,
    longestMs: LONGEST_MS,
  });
  return new Response(events, { headers: EVENT_STREAM_HEADERS });
}
