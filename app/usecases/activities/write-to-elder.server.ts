/** Writes a message to an elder's own telephone; an elder without one is told by nobody here and stands on the office's list. */
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listEldersById } from "#db/repositories/elders.ts";
import { insertOutgoingMessage } from "#db/repositories/messages.ts";
import type { Unit } from "#db/transaction.ts";

export type MessageToElder = { readonly elderId: string; readonly kind: string; readonly body: string };

/** @returns whether there was a telephone to write to */
export async function writeToElder(
  unit: Unit,
  crypto: CryptoProvider,
  { elderId, kind, body }: MessageToElder,
): Promise<boolean> {
  const [elder] = await listEldersById(unit, [elderId]);
  if (!elder || elder.phoneCipher === null || elder.deathOn !== null) return false;
  const phone = crypto.decrypt(elder.phoneCipher, { table: "elder", column: "phone", row: elder.id });
  const id = unit.newId();
  const field = (column: string) => ({ table: "outgoing_message", column, row: id });
  await insertOutgoingMessage(unit, {
    id,
    kind,
    recipientCipher: crypto.encrypt(phone, field("recipient")),
    bodyCipher: crypto.encrypt(body, field("body")),
    createdAt: asDate(unit.now),
  });
  return true;
}
