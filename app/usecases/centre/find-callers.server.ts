/** Who may be calling: by the number, or for an unknown one by the elder's whole name and birth. It is a hint; two questions follow. */
import { maskName } from "#app/domain/access/masking.ts";
import type { Caller } from "#app/domain/centre/call.ts";
import { normalisePhone } from "#app/domain/elders/phone-number.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import {
  listByCallerNumber,
  listByNameAndBirth,
  listContactsWithoutIndex,
  updateContactIndex,
  type CallerRow,
} from "#db/queries/centre-callers.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";

export type PossibleCaller = {
  readonly elderId: string;
  readonly elderNo: string;
  /** Masked. */
  readonly name: string;
  readonly community: string | null;
  readonly streetZh: string;
  readonly streetEn: string;
  readonly as: Caller;
  /** Of a member of the family, as the file says it. */
  readonly relation: string | null;
};

const possible = (row: CallerRow, as: Caller, relation: string | null): PossibleCaller => ({
  elderId: row.id,
  elderNo: row.elderNo,
  name: maskName(row.name),
  community: row.community,
  streetZh: row.streetZh,
  streetEn: row.streetEn,
  as,
  relation,
});

const PIECE = 500;

/** Contacts that were put on file before callers were looked up get their index now. */
async function indexContacts(unit: Unit, crypto: CryptoProvider): Promise<void> {
  for (const { id, phoneCipher } of await listContactsWithoutIndex(unit, PIECE)) {
    const phone = crypto.decrypt(phoneCipher ?? "", { table: "elder_contact", column: "phone", row: id });
    const read = normalisePhone(phone);
    await updateContactIndex(unit, id, crypto.blindIndex(read?.normalised ?? phone, "phone"));
  }
}

/** An elder once, the nearest tie first: the elder, a linked family, a contact. */
export async function findCallersIn(unit: Unit, crypto: CryptoProvider, index: Uint8Array): Promise<PossibleCaller[]> {
  await indexContacts(unit, crypto);
  const { own, contacts, links } = await listByCallerNumber(unit, index, localDateOf(unit.now));
  const all = [
    ...own.map((row) => possible(row, "elder", null)),
    ...links.map((row) => possible(row, "family", row.relation)),
    ...contacts.map((row) => possible(row, "family", row.relation)),
  ];
  return all.filter((one, place) => all.findIndex(({ elderId }) => elderId === one.elderId) === place);
}

async function noteSearch(unit: Unit, actor: string, by: string, found: readonly PossibleCaller[]): Promise<void> {
  const [only] = found;
  await insertAuditEvent(unit, actor, {
    chain: "access",
    action: "elder.search",
    subjectType: "elder",
    subjectId: only !== undefined && found.length === 1 ? only.elderId : "none",
    facts: { by, found: found.map(({ elderId }) => elderId) },
  });
}

/** By a number as it was typed or told; nobody for one that cannot exist. The search is noted, never for what. */
export async function findCallers(context: Context, crypto: CryptoProvider, number: string): Promise<PossibleCaller[]> {
  const read = normalisePhone(number);
  if (read === null) return [];
  return inTransaction(context, async (unit) => {
    const found = await findCallersIn(unit, crypto, crypto.blindIndex(read.normalised, "phone"));
    await noteSearch(unit, context.actor, "caller", found);
    return found;
  });
}

const BIRTH = /^(?:19|20)\d{2}(?:-\d{2}-\d{2})?$/;

/** Refuses "caller-search-short" without a name, or without a year or day of birth. */
export async function findByNameAndBirth(
  context: Context,
  asked: { readonly name: string; readonly birth: string },
): Promise<PossibleCaller[]> {
  const [name, birth] = [asked.name.trim(), asked.birth.trim()];
  if ([...name].length < 2 || !BIRTH.test(birth)) throw new Refusal("caller-search-short");
  return inTransaction(context, async (unit) => {
    const found = (await listByNameAndBirth(unit, name, birth)).map((row) => possible(row, "unknown", null));
    await noteSearch(unit, context.actor, "name", found);
    return found;
  });
}
