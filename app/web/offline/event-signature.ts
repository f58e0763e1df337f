/** Signs an event and hashes it, with the web's own cryptography: the same code runs on the phone, in the simulated fleet and in tests. */
import type { SentEvent, UnsignedEvent } from "#app/domain/visits/sync-message.ts";
import { canonicalEvent } from "#app/domain/visits/sync-terms.ts";

const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

/** base64url without padding. */
export function base64url(bytes: ArrayBuffer | Uint8Array): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  let text = "";
  for (const byte of view) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** SHA-256 as 64 characters of lower-case hexadecimal. */
export async function sha256Text(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Of the canonical event: the `prevHash` of the device's next event. */
export async function eventHash(event: UnsignedEvent): Promise<string> {
  return sha256Text(utf8(canonicalEvent(event)));
}

/** Of a code at a door in its one form: what its event carries. */
export async function doorCodeDigest(normalised: string): Promise<string> {
  return sha256Text(utf8(normalised));
}

/** @param key the device's own ECDSA P-256 private key */
export async function signEvent(event: UnsignedEvent, key: CryptoKey): Promise<SentEvent> {
  const bytes = utf8(canonicalEvent(event));
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, bytes);
  return { ...event, signature: base64url(signature) } as SentEvent;
}
