/** The number under which an elder is called: the elder's own, else that of the first contact who has one. */
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listEldersById, mapElderFacts, type ElderRow } from "#db/repositories/elders.ts";
import type { Unit } from "#db/transaction.ts";

export type DialNumber = {
  readonly number: string;
  /** Whose it is when it is not the elder's own. */
  readonly contact: { readonly name: string; readonly relation: string | null } | null;
};

type ContactRow =
  Awaited<ReturnType<typeof mapElderFacts>> extends Map<string, infer Facts extends { contacts: unknown[] }>
    ? Facts["contacts"][number]
    : never;

export type Dialling = { readonly areaCode: string; readonly crypto: CryptoProvider };

/**
 * @param areaCode put before an 8-digit number (policy `callback_area_code`)
 * @returns null without a number that can exist; such a call is closed as wrong information
 */
export function dialNumber(
  elder: Pick<ElderRow, "id" | "phoneCipher">,
  contacts: readonly ContactRow[],
  { areaCode, crypto }: Dialling,
): DialNumber | null {
  if (elder.phoneCipher !== null) {
    const own = crypto.decrypt(elder.phoneCipher, { table: "elder", column: "phone", row: elder.id });
    const read = normalisePhone(own, areaCode);
    if (read !== null) return { number: read.normalised, contact: null };
  }
  for (const contact of [...contacts].sort((left, right) => left.ordinal - right.ordinal)) {
    if (contact.phoneCipher === null) continue;
    const theirs = crypto.decrypt(contact.phoneCipher, { table: "elder_contact", column: "phone", row: contact.id });
    const read = normalisePhone(theirs, areaCode);
    if (read !== null) return { number: read.normalised, contact: { name: contact.name, relation: contact.relation } };
  }
  return null;
}

export type Callee = { readonly elder: ElderRow; readonly dial: DialNumber | null };

/** Elders of the scope with the numbers under which they are called, by id. */
export async function loadCallees(
  unit: Unit,
  elderIds: readonly string[],
  dialling: Dialling,
): Promise<Map<string, Callee>> {
  const facts = await mapElderFacts(unit, elderIds);
  const elders = await listEldersById(unit, elderIds);
  return new Map(
    elders.map((elder) => [
      elder.id,
      { elder, dial: dialNumber(elder, facts.get(elder.id)?.contacts ?? [], dialling) },
    ]),
  );
}
