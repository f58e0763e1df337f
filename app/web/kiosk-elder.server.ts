/** The elder at the kiosk, for handlers that are only reached by one. */
import type { Actor } from "#app/domain/access/actor.ts";
import type { ElderId } from "#app/domain/identifiers.ts";

/** Throws a 403 for anybody else; `kiosk.personal` lets nobody else through. */
export function elderIdOf(actor: Actor): ElderId {
  if (actor.kind !== "elder") throw new Response("403", { status: 403 });
  return actor.elderId;
}
