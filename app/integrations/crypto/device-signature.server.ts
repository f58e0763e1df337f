/** Checks what a phone signed against the phone's public key (WebCrypto's ECDSA on P-256: r and s, 64 bytes). */
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import type { PublicKeyJwk } from "#app/domain/visits/sync-message.ts";

/** Null for coordinates that are no point of the curve. */
function keyOf({ kty, crv, x, y }: PublicKeyJwk): KeyObject | null {
  try {
    return createPublicKey({ key: { kty, crv, x, y }, format: "jwk" });
  } catch {
    return null;
  }
}

/** Says of each text whether its signature is this key's. */
export function signatureChecker(publicKey: PublicKeyJwk): (text: string, signature: string) => boolean {
  const key = keyOf(publicKey);
  if (key === null) return () => false;
  return (text, signature) =>
    verify(
      "sha256",
      Buffer.from(text, "utf8"),
      { key, dsaEncoding: "ieee-p1363" },
      Buffer.from(signature, "base64url"),
    );
}
