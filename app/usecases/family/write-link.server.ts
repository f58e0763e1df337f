/** Writes the link between an elder and a telephone, however it was agreed: a second consent for the same telephone renews the one that stands. */
import { CONSENT_VERSION, LINKS_MOST, linkStands, type FamilyScope } from "#app/domain/family/family-link.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { insertLink, isStaffOfOwnProvider, listLinksOfElder, updateLink } from "#db/repositories/family.ts";
import type { Unit } from "#db/transaction.ts";

export const linkField = (row: string) => ({ table: "family_link", column: "phone", row });

export type AgreedLink = {
  readonly elderId: string;
  readonly name: string;
  readonly relation: string;
  /** Eleven digits. */
  readonly phone: string;
  readonly scopes: readonly FamilyScope[];
  /** Last day; the link begins today. */
  readonly toOn: PlainDate;
};

const sameBytes = (left: Uint8Array, right: Uint8Array) =>
  left.length === right.length && left.every((byte, place) => byte === right[place]);

/**
 * The caller has locked the elder's row, so that two consents cannot pass the limit together.
 * Refuses "family-is-staff" for who works for a provider that serves the elder, and "family-too-many" with eight links.
 */
export async function writeLink(
  unit: Unit,
  crypto: CryptoProvider,
  { elderId, name, relation, phone, scopes, toOn }: AgreedLink,
): Promise<{ linkId: string; step: "agree" | "renew" }> {
  const today = localDateOf(unit.now);
  const phoneIndex = crypto.blindIndex(phone, "phone");
  if (await isStaffOfOwnProvider(unit, elderId, phoneIndex, today)) throw new Refusal("family-is-staff");
  const links = await listLinksOfElder(unit, elderId);
  const terms = { name, relation, scopes: [...scopes], fromOn: today, toOn, consentVersion: CONSENT_VERSION };
  const known = links.find((link) => sameBytes(link.phoneIndex, phoneIndex));
  if (known !== undefined) {
    await updateLink(unit, known.id, terms);
    return { linkId: known.id, step: "renew" };
  }
  if (links.filter((link) => linkStands(link, today)).length >= LINKS_MOST) throw new Refusal("family-too-many");
  const linkId = unit.newId();
  const phoneCipher = crypto.encrypt(phone, linkField(linkId));
  await insertLink(unit, { id: linkId, elderId, phoneCipher, phoneIndex, ...terms });
  return { linkId, step: "agree" };
}
