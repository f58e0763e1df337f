/** A member of the family gives a link up: nothing is seen from this moment on, and the elder need not come for it. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { CONSENT_VERSION } from "#app/domain/family/family-link.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listLinksOfMember } from "#db/repositories/family-members.ts";
import { insertConsent, lockLink, updateLink } from "#db/repositories/family.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

/** Refuses "not-found" for a link that is not this person's or does not stand. */
export async function giveUpLink(
  context: Context,
  { memberId, linkId }: { readonly memberId: string; readonly linkId: string },
): Promise<void> {
  await inTransaction({ ...context, scope: WHOLE_DISTRICT }, async (unit) => {
    const own = (await listLinksOfMember(unit, memberId, localDateOf(unit.now))).find(({ id }) => id === linkId);
    if (own === undefined || (await lockLink(unit, own.elderId, linkId)) === null) throw new Refusal("not-found");
    await updateLink(unit, linkId, { revokedAt: asDate(unit.now), revokedBy: context.actor });
    await insertConsent(unit, {
      id: unit.newId(),
      linkId,
      step: "revoke",
      scopes: [],
      consentVersion: CONSENT_VERSION,
      at: asDate(unit.now),
      by: context.actor,
      channel: "family",
      identifiedBy: "family",
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "access",
      action: "family.revoke",
      subjectType: "elder",
      subjectId: own.elderId,
      facts: { link: linkId, scopes: "", identifiedBy: "family" },
    });
  });
}
