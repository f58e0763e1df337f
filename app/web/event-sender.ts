/** Who says what a form of the care worker's pages says: the worker of the session, at no device of its own. */
import type { Actor } from "#app/domain/access/actor.ts";

export function eventSenderOf(actor: Actor): { readonly workerId: string; readonly deviceId: string } {
  const workerId = actor.kind === "staff" ? (actor.workerId ?? "") : "";
  return { workerId, deviceId: `web-${workerId}` };
}
