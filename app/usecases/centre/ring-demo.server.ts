/** A simulated call for a demonstration without a telephone system: an elder, a contact, or a number that nobody has put on file. */
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listSomeElders } from "#db/queries/demo-elders.ts";
import { countDemoCalls } from "#db/repositories/centre-calls.ts";
import { listEldersById, mapElderFacts } from "#db/repositories/elders.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { ringCall } from "./take-calls.server.ts";

/** Assigned to nobody: the district's area code and a number that begins with 2. */
const UNKNOWN_NUMBER = "051323456789";

/** Every third caller is a contact, every fifth a stranger. */
const kindOf = (turn: number) => (turn % 5 === 4 ? "unknown" : turn % 3 === 2 ? "contact" : "elder");

/** The number that rings now. */
async function numberOf(context: Context, crypto: CryptoProvider): Promise<string> {
  return inTransaction(context, async (unit) => {
    const turn = await countDemoCalls(unit);
    const kind = kindOf(turn);
    if (kind === "unknown") return UNKNOWN_NUMBER;
    const some = await listSomeElders(unit);
    const elderId = some[(turn * 7) % Math.max(1, some.length)]?.id ?? "";
    const [elder] = await listEldersById(unit, [elderId]);
    const [contact] = (await mapElderFacts(unit, [elderId])).get(elderId)?.contacts ?? [];
    if (kind === "contact" && contact?.phoneCipher)
      return crypto.decrypt(contact.phoneCipher, { table: "elder_contact", column: "phone", row: contact.id });
    if (!elder?.phoneCipher) return UNKNOWN_NUMBER;
    return crypto.decrypt(elder.phoneCipher, { table: "elder", column: "phone", row: elder.id });
  });
}

/** @returns the call's number */
export async function ringDemo(context: Context, crypto: CryptoProvider): Promise<number> {
  const number = await numberOf(context, crypto);
  return ringCall(context, crypto, { number, source: "demo", systemRef: null });
}
