/** The member of the family who asks, and the elder of the address: how every page below /family begins. */
import type { Actor } from "#app/domain/access/actor.ts";
import type { FamilyScope } from "#app/domain/family/family-link.ts";
import type { MemberId } from "#app/domain/identifiers.ts";
import { asFamilyOf, type FamilyContext } from "#app/usecases/family/family-context.server.ts";
import type { Guarded } from "./guard.server.ts";

/** Throws a 403 for anybody else; `family.use` lets nobody else through. */
export function memberIdOf(actor: Actor): MemberId {
  if (actor.kind !== "family") throw new Response("403", { status: 403 });
  return actor.memberId;
}

/**
 * The elder whom `/family/elders/$linkId/…` names, with a context that asks for the link in each of its units of work.
 * @param scope what the elder must have agreed to; null where any standing link is enough
 * Refuses "not-found" (answered by 404) and "family-not-shared" (403).
 */
export async function familyElderOf(
  { actor, params, context }: Pick<Guarded, "actor" | "params" | "context">,
  scope: FamilyScope | null,
): Promise<FamilyContext> {
  return asFamilyOf(context, { memberId: memberIdOf(actor), linkId: params["linkId"] ?? "", scope });
}
