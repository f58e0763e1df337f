/**
 * Seals the digits that an elder types on the care worker's phone to the server's key, so that they lie nowhere readable until the
 * phone has a network. ECDH on P-256 with a key made for this one message, HKDF-SHA-256, AES-256-GCM; bound to the visit and the event.
 */
import type { PinKey } from "#app/domain/visits/sync-message.ts";
import { base64url } from "./event-signature.ts";

const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));
const curve = { name: "ECDH", namedCurve: "P-256" };

/** What the sealed digits are bound to. */
export type PinPlace = { readonly visitNo: string; readonly eventId: string };

function hexBytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @returns base64url of: key id (8 bytes), one-time public key (65), nonce (12), ciphertext with its tag */
export async function sealPin(digits: string, place: PinPlace, pinKey: PinKey): Promise<string> {
  const { subtle } = crypto;
  const server = await subtle.importKey("jwk", { ...pinKey.jwk }, curve, false, []);
  const own = await subtle.generateKey(curve, false, ["deriveBits"]);
  const secret = await subtle.deriveBits({ name: "ECDH", public: server }, own.privateKey, 256);
  const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = utf8(`bedside visit pin|${pinKey.keyId}`);
  const aes = { name: "AES-GCM", length: 256 };
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const key = await subtle.deriveKey(derivation, material, aes, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = utf8(`${place.visitNo}|${place.eventId}`);
  const text = await subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, utf8(digits));
  const oneTime = await subtle.exportKey("raw", own.publicKey);
  const parts = [hexBytes(pinKey.keyId), new Uint8Array(oneTime), iv, new Uint8Array(text)];
  return base64url(Uint8Array.from(parts.flatMap((part) => [...part])));
}
