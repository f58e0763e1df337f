/**
 * The message to the elder's first contact. It is prepared at the touch, when words and keys are at hand, and goes out only when the call
 * for help is not called off: the step that confirms it may run in a worker that has neither.
 */
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { insertHelpStep, type HelpRow } from "#db/repositories/help-requests.ts";
import { insertOutgoingMessage } from "#db/repositories/messages.ts";
import { listEldersById, mapElderFacts } from "#db/repositories/elders.ts";
import type { Unit } from "#db/transaction.ts";

export type ContactWording = (elderName: string) => string;

type Prepared = { readonly contactCipher: string; readonly contactBodyCipher: string };

/** @param messageId id under which the message will be stored; null when the elder has no contact with a telephone */
export async function prepareContactMessage(
  unit: Unit,
  crypto: CryptoProvider,
  { elderId, messageId, wording }: { elderId: string; messageId: string; wording: ContactWording },
): Promise<Prepared | null> {
  const [elder] = await listEldersById(unit, [elderId]);
  const facts = await mapElderFacts(unit, [elderId]);
  const contacts = [...(facts.get(elderId)?.contacts ?? [])].sort((left, right) => left.ordinal - right.ordinal);
  const first = contacts.find(({ phoneCipher }) => typeof phoneCipher === "string");
  if (!elder || typeof first?.phoneCipher !== "string") return null;
  const phone = crypto.decrypt(first.phoneCipher, { table: "elder_contact", column: "phone", row: first.id });
  const field = (column: string) => ({ table: "outgoing_message", column, row: messageId });
  return {
    contactCipher: crypto.encrypt(phone, field("recipient")),
    contactBodyCipher: crypto.encrypt(wording(elder.name), field("body")),
  };
}

/** Sends what was prepared, once. The message has the request's own id. */
export async function tellContact(unit: Unit, row: HelpRow, by: string): Promise<void> {
  if (row.contactCipher === null || row.contactBodyCipher === null) return;
  const at = asDate(unit.now);
  const isNew = await insertHelpStep(unit, {
    id: unit.newId(),
    helpId: row.id,
    step: "told_contact",
    dueAt: null,
    at,
    by,
  });
  if (!isNew) return;
  await insertOutgoingMessage(unit, {
    id: row.id,
    kind: "help",
    recipientCipher: row.contactCipher,
    bodyCipher: row.contactBodyCipher,
    createdAt: at,
  });
}
