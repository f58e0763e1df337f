/** Live pages of desks: each hears of its own subject. */
import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Action } from "#app/domain/access/permission.ts";
import type { Context } from "#db/transaction.ts";
import { liveStream } from "./live-stream.server.ts";
import { contextFor, services } from "./services.server.ts";
import { actorOf, tokenOf } from "./session.server.ts";

export type LiveDesk = {
  /** What is announced when it changes: a provider's id, or the name of a desk of the whole district. */
  readonly subject: string;
  /** Asked again with each look. */
  readonly action: Action;
  /** A text that changes whenever the page would look different. */
  readonly version: (context: Context) => Promise<string>;
};

export async function liveDesk(request: Request, actor: Actor, desk: LiveDesk): Promise<Response> {
  return liveStream(request, {
    version: () => desk.version(contextFor(actor)),
    subscribe: (onChange) => services().deskNotices.subscribe(desk.subject, onChange),
    mayGoOn: async () => can(await actorOf(request), desk.action),
    holder: (await tokenOf(request)) ?? "",
    heartbeatMs: 15_000,
    settleMs: 150,
    retryMs: 3000,
  });
}
