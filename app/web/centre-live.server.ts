/** The live pages of the operations centre: they hear of alerts, seats and calls over one channel, and look by themselves every two seconds. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Action } from "#app/domain/access/permission.ts";
import { withNamedStatements, type Context } from "#db/transaction.ts";
import { liveStream } from "./live-stream.server.ts";
import { contextFor, services } from "./services.server.ts";
import { actorOf, tokenOf } from "./session.server.ts";

/** A lost notice costs an alarm this much and no more. */
const HEARTBEAT_MS = 2000;

/** When one of the servers is gone, the seats are at another before an alarm has waited for a second. */
const RETRY_MS = 500;

export type LiveCentre = {
  /** Asked again while the page is open, and names the version: it is the same for all who reach the same streets. */
  readonly action: Action;
  readonly version: (context: Context) => Promise<string>;
};

/** Asks again once the last answer is older than a heartbeat: notices may come many times a second, sessions end seldom. */
function askedNowAndThen(ask: () => Promise<boolean>): () => Promise<boolean> {
  let last: { readonly at: number; readonly answer: Promise<boolean> } | null = null;
  return () => {
    if (last === null || performance.now() - last.at >= HEARTBEAT_MS) last = { at: performance.now(), answer: ask() };
    return last.answer;
  };
}

export async function liveCentre(request: Request, actor: Actor, desk: LiveCentre): Promise<Response> {
  const { scope } = contextFor(actor);
  const key = `${desk.action}|${JSON.stringify(scope)}`;
  return liveStream(request, {
    version: () => services().alertNotices.shared.get(key, () => desk.version(withNamedStatements(contextFor(actor)))),
    subscribe: (onChange) => services().alertNotices.subscribe(onChange),
    mayGoOn: askedNowAndThen(async () => can(await actorOf(request), desk.action)),
    holder: (await tokenOf(request)) ?? "",
    heartbeatMs: HEARTBEAT_MS,
    settleMs: 100,
    retryMs: RETRY_MS,
  });
}
