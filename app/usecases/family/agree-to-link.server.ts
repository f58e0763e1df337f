/**
 * The elder answers on the kiosk, after every scope was shown: agree, change later, or end it at once. Each answer is kept with the words it
 * was given to, the machine, and how the elder was identified. Whoever works for a provider that serves the elder is refused here and by the
 * database.
 */
import { CONSENT_VERSION, inviteNow, linkStands, linkUntil, type FamilyScope } from "#app/domain/family/family-link.ts";
import { maskName, maskPhone } from "#app/domain/access/masking.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findElderWithFacts } from "#db/repositories/elders.ts";
import {
  findIdentification,
  insertConsent,
  isStaffOfOwnProvider,
  listLinksOfElder,
  lockInvite,
  lockLink,
  updateInvite,
  updateLink,
  type FamilyInviteRow,
  type FamilyLinkRow,
} from "#db/repositories/family.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { inviteField } from "./open-invite.server.ts";
import { linkField, writeLink } from "./write-link.server.ts";

/** Cards and codes that were read by the machine; a telephone is none. */
const CARD_MEANS = ["id_card", "social_card", "qr"];

type Answer = { readonly elderId: string; readonly device: string };

async function keepConsent(
  unit: Unit,
  actor: string,
  given: Answer & {
    readonly linkId: string;
    readonly step: "agree" | "change" | "revoke" | "renew";
    readonly scopes: readonly FamilyScope[];
  },
): Promise<void> {
  const { elderId, device, linkId, step, scopes } = given;
  const identified = await findIdentification(unit, elderId);
  const identifiedBy = identified?.identifiedBy ?? "staff";
  const isCard = identified !== null && CARD_MEANS.includes(identifiedBy);
  await insertConsent(unit, {
    id: unit.newId(),
    linkId,
    step,
    scopes: [...scopes],
    consentVersion: CONSENT_VERSION,
    at: asDate(unit.now),
    by: actor,
    kiosk: identified?.deviceId ?? device,
    identifiedBy,
    assistedBy: identified?.assistedBy ?? null,
    cardEvent: isCard ? `${identifiedBy} ${identified.createdAt.toISOString()}` : null,
  });
  await insertAuditEvent(unit, actor, {
    chain: "access",
    action: `family.${step}`,
    subjectType: "elder",
    subjectId: elderId,
    facts: { link: linkId, scopes: scopes.join(","), identifiedBy },
  });
}

async function askedInvite(unit: Unit, elderId: string, inviteId: string) {
  const invite = await lockInvite(unit, elderId, inviteId);
  if (invite === null || inviteNow(invite, unit.now) !== "asked") throw new Refusal("family-invite-over");
  const { name, relation, phoneCipher, phoneIndex } = invite;
  if (name === null || relation === null || phoneCipher === null || phoneIndex === null)
    throw new Refusal("family-invite-over");
  return { ...invite, name, relation, phoneCipher, phoneIndex };
}

/**
 * @param scopes what the elder agreed to; null or empty for no
 * @returns whether the two are linked
 * Refuses "family-invite-over", "family-too-many", and "family-is-staff" for who works for a provider that serves the elder.
 */
export async function answerInvite(
  context: Context,
  crypto: CryptoProvider,
  answer: Answer & { readonly inviteId: string; readonly scopes: readonly FamilyScope[] | null },
): Promise<boolean> {
  const { elderId, inviteId, scopes } = answer;
  return inTransaction(context, async (unit) => {
    // One answer at a time for an elder, so that two screens cannot pass the limit together.
    await findElderWithFacts(unit, elderId, true);
    const invite = await askedInvite(unit, elderId, inviteId);
    const answeredAt = asDate(unit.now);
    if (scopes === null || scopes.length === 0) {
      await updateInvite(unit, invite.id, { state: "declined", answeredAt });
      return false;
    }
    const { name, relation } = invite;
    const phone = crypto.decrypt(invite.phoneCipher, inviteField("phone", invite.id));
    const toOn = linkUntil(localDateOf(unit.now));
    const { linkId, step } = await writeLink(unit, crypto, { elderId, name, relation, phone, scopes, toOn });
    await updateInvite(unit, invite.id, { state: "agreed", answeredAt, linkId } satisfies Partial<FamilyInviteRow>);
    await keepConsent(unit, context.actor, { ...answer, linkId, step, scopes });
    return true;
  });
}

async function ownLink(unit: Unit, elderId: string, linkId: string): Promise<FamilyLinkRow> {
  const link = await lockLink(unit, elderId, linkId);
  if (link === null) throw new Refusal("not-found");
  return link;
}

/**
 * Other scopes for the same person, of all that there are; none at all ends the link. A link that has run out begins anew.
 * Refuses "not-found" for another elder's link, and "family-is-staff".
 */
export async function changeLink(
  context: Context,
  change: Answer & { readonly linkId: string; readonly scopes: readonly FamilyScope[] },
): Promise<void> {
  const { elderId, linkId, scopes } = change;
  if (scopes.length === 0) return revokeLink(context, change);
  await inTransaction(context, async (unit) => {
    const link = await ownLink(unit, elderId, linkId);
    const today = localDateOf(unit.now);
    if (await isStaffOfOwnProvider(unit, elderId, link.phoneIndex, today)) throw new Refusal("family-is-staff");
    const isOver = !linkStands(link, today);
    await updateLink(unit, linkId, {
      scopes: [...scopes],
      consentVersion: CONSENT_VERSION,
      ...(isOver && { fromOn: today, toOn: linkUntil(today) }),
    });
    await keepConsent(unit, context.actor, { ...change, step: isOver ? "renew" : "change" });
  });
}

/** Nothing is seen from this moment on. Refuses "not-found" for another elder's link. */
export async function revokeLink(context: Context, given: Answer & { readonly linkId: string }): Promise<void> {
  const { elderId, linkId } = given;
  await inTransaction(context, async (unit) => {
    await ownLink(unit, elderId, linkId);
    await updateLink(unit, linkId, { revokedAt: asDate(unit.now), revokedBy: context.actor });
    await keepConsent(unit, context.actor, { ...given, step: "revoke", scopes: [] });
  });
}

/** Who may see what of this elder, names and telephones masked; those whose year is over are asked about again. */
export async function listOwnLinks(context: Context, crypto: CryptoProvider, elderId: string) {
  return inReading(context, async (unit) => {
    const found = await findElderWithFacts(unit, elderId);
    const today = localDateOf(unit.now);
    const links = await listLinksOfElder(unit, elderId);
    return {
      name: maskName(found?.elder.name ?? ""),
      links: links.map((link) => ({
        linkId: link.id,
        name: maskName(link.name),
        relation: link.relation,
        phone: maskPhone(crypto.decrypt(link.phoneCipher, linkField(link.id))),
        scopes: link.scopes,
        toOn: link.toOn,
        isOver: !linkStands(link, today),
      })),
    };
  });
}
