/**
 * Keeps the worker's days on the phone so that only the six digits open them (decision 26). A key pair is made when the digits are set:
 * the public half seals each day that arrives, without asking for digits; the private half lies wrapped by a key from PBKDF2 over the
 * digits and a secret of this device that cannot be exported, so that a copy of the disk alone can be guessed nowhere else.
 */
import type { WorkerDay } from "#app/domain/visits/sync-message.ts";

export type VaultRecord = {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly publicKey: CryptoKey;
  readonly wrapped: Box;
  readonly triesLeft: number;
};

export type Box = { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer };

/** A day on the disk: its one-time public key, and the ciphertext. */
export type SealedDay = { readonly oneTime: ArrayBuffer; readonly box: Box; readonly savedMs: number };

/** About a third of a second on a cheap phone of these years. */
const ITERATIONS = 300_000;

const curve = { name: "ECDH", namedCurve: "P-256" } as const;
const aes = { name: "AES-GCM", length: 256 } as const;
const utf8 = (text: string) => Uint8Array.from(new TextEncoder().encode(text));

/** The device's secret for HMAC; it never leaves the browser's key store. */
export async function newDeviceSecret(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

export async function encrypt(key: CryptoKey, bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<Box> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

/** Rejects when the key is another one or the bytes were changed. */
export async function decrypt(key: CryptoKey, { iv, bytes }: Box): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes);
}

type CodeSalt = Pick<VaultRecord, "salt" | "iterations">;

async function codeKey(code: string, deviceSecret: CryptoKey, { salt, iterations }: CodeSalt): Promise<CryptoKey> {
  const { subtle } = crypto;
  const pepper = await subtle.sign("HMAC", deviceSecret, utf8(code));
  const material = await subtle.importKey("raw", pepper, "PBKDF2", false, ["deriveKey"]);
  return subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, material, aes, false, [
    "encrypt",
    "decrypt",
  ]);
}

export type OpenVault = { readonly record: VaultRecord; readonly privateKey: CryptoKey };

/** @param triesLeft tries from now on */
export async function makeVault(
  code: string,
  deviceSecret: CryptoKey,
  triesLeft: number,
  iterations: number = ITERATIONS,
): Promise<OpenVault> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey(curve, true, ["deriveBits"]);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const exported = await subtle.exportKey("pkcs8", pair.privateKey);
  const wrapped = await encrypt(await codeKey(code, deviceSecret, { salt, iterations }), exported);
  const privateKey = await subtle.importKey("pkcs8", exported, curve, false, ["deriveBits"]);
  return { record: { salt, iterations, publicKey: pair.publicKey, wrapped, triesLeft }, privateKey };
}

/** @returns the key that opens the days; null for other digits */
export async function openVault(record: VaultRecord, code: string, deviceSecret: CryptoKey): Promise<CryptoKey | null> {
  const key = await codeKey(code, deviceSecret, record);
  try {
    const exported = await decrypt(key, record.wrapped);
    return await crypto.subtle.importKey("pkcs8", exported, curve, false, ["deriveBits"]);
  } catch {
    return null;
  }
}

async function agreedKey(publicKey: CryptoKey, privateKey: CryptoKey): Promise<CryptoKey> {
  const { subtle } = crypto;
  const secret = await subtle.deriveBits({ name: "ECDH", public: publicKey }, privateKey, 256);
  const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const derivation = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8("bedside worker day") };
  return subtle.deriveKey(derivation, material, aes, false, ["encrypt", "decrypt"]);
}

/** Needs no digits: whatever the server sends is sealed at once. */
export async function sealDay(day: WorkerDay, publicKey: CryptoKey, savedMs: number): Promise<SealedDay> {
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const key = await agreedKey(publicKey, own.privateKey);
  const box = await encrypt(key, utf8(JSON.stringify(day)));
  return { oneTime: await crypto.subtle.exportKey("raw", own.publicKey), box, savedMs };
}

export async function openDay({ oneTime, box }: SealedDay, privateKey: CryptoKey): Promise<WorkerDay> {
  const publicKey = await crypto.subtle.importKey("raw", oneTime, curve, false, []);
  const text = await decrypt(await agreedKey(publicKey, privateKey), box);
  return JSON.parse(new TextDecoder().decode(text)) as WorkerDay;
}
