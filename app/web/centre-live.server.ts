/** The live pages of the operations centre: they hear of alerts, seats and calls over one channel, and look by themselves every two seconds. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Action } from "#app/domain/access/permission.ts";
import type { Context } from "#db/transaction.ts";
import { liveStream } from "./live-stream.server.ts";
import { contextFor, services } from "./services.server.ts";
import { actorOf, tokenOf } from "./session.server.ts";

/** A lost notice costs an alarm this much and no more. */
const HEARTBEAT_MS = 2000;

export type LiveCentre = {
  /** Asked again with each look. */
  readonly action: Action;
  readonly version: (context: Context) => Promise<string>;
};

export async function liveCentre(request: Request, actor: Actor, desk: LiveCentre): Promise<Response> {
  return liveStream(request, {
    version: () => desk.version(contextFor(actor)),
    subscribe: (onChange) => services().alertNotices.subscribe(onChange),
    mayGoOn: async () => can(await actorOf(request), desk.action),
    holder: (await tokenOf(request)) ?? "",
    heartbeatMs: HEARTBEAT_MS,
    settleMs: 100,
  });
}
