/**
 * The nonce that a phone is given with each visit and sends back with its photographs: only the server can have made it, for this visit and
 * this care worker, so that a picture announced for another visit, or by a program that was given no day, shows (visit rules 3.3). It
 * is computed anew when it comes back; nothing is stored.
 */
import { timingSafeEqual } from "node:crypto";
import type { NonceVerdict } from "#app/domain/visits/visit-events.ts";
import type { CryptoProvider, SigningKey } from "./crypto-provider.server.ts";

/** `visitNo`: as the phone calls the visit. */
export type NonceSubject = { readonly visitNo: string; readonly workerId: string };

const BYTES = 16;

function nonceOf(key: SigningKey, { visitNo, workerId }: NonceSubject): Buffer {
  return Buffer.from(key.mac(`bedside capture nonce|1|${visitNo}|${workerId}`)).subarray(0, BYTES);
}

/** 22 characters of base64url. */
export function captureNonce(crypto: CryptoProvider, subject: NonceSubject): string {
  return nonceOf(crypto.signingKeys[0], subject).toString("base64url");
}

/** A phone may send what it was given before the key was changed. @param given null when nothing came */
export function judgeNonce(crypto: CryptoProvider, subject: NonceSubject, given: string | null): NonceVerdict {
  if (given === null || given === "") return "missing";
  const bytes = Buffer.from(given, "base64url");
  const isOwn = (key: SigningKey) => bytes.byteLength === BYTES && timingSafeEqual(bytes, nonceOf(key, subject));
  return crypto.signingKeys.some(isOwn) ? "right" : "other";
}
