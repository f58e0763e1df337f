/** The key to which phones seal an elder's digits; the first phone that asks has it made. */
import type { PinKey, PublicKeyJwk } from "#app/domain/visits/sync-message.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { makePinKey } from "#app/integrations/crypto/pin-box.server.ts";
import { findPinKeyInUse, insertPinKey } from "#db/repositories/worker-devices.ts";
import type { Unit } from "#db/transaction.ts";

/** A step inside the caller's unit. Two phones that ask first at once have two keys made, and both open. */
export async function givePinKey(unit: Unit, crypto: CryptoProvider): Promise<PinKey> {
  const known = await findPinKeyInUse(unit);
  if (known !== null) return { keyId: known.keyId, jwk: known.publicKey as PublicKeyJwk };
  const { keyId, jwk, privateText } = makePinKey();
  await insertPinKey(unit, {
    keyId,
    publicKey: jwk,
    privateCipher: crypto.encrypt(privateText, { table: "visit_pin_key", column: "private", row: keyId }),
    madeAt: asDate(unit.now),
  });
  return { keyId, jwk };
}
