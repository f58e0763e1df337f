/**
 * Tokens and secrets of alert devices. The district's key makes both from the device's id, so that they lie in no table; the token names the
 * device, the signature over time and raw body proves it and keeps an old request from being played again.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Instant } from "#app/domain/time/instant.ts";
import type { CryptoProvider, SigningKey } from "./crypto-provider.server.ts";
import { sha256Hex } from "./digest.server.ts";

type Keys = Pick<CryptoProvider, "signingKeys">;
type Named = {
  readonly id: string;
  readonly keyId: string;
  /** Counts the renewals of token and secret, from 1. */
  readonly tokenVersion: number;
};

/** Clocks of device and server may differ by this much; a request of another time is told the server's. */
export const REPLAY_WINDOW_SECONDS = 300;

const keyIdOf = (key: SigningKey) => Buffer.from(key.id).toString("hex").slice(0, 16);

function keyNamed({ signingKeys }: Keys, keyId: string): SigningKey | undefined {
  return signingKeys.find((key) => keyIdOf(key) === keyId);
}

/** The key that new devices are given their secrets by. */
export function deviceKeyId({ signingKeys }: Keys): string {
  return keyIdOf(signingKeys[0]);
}

/** Throws when the key is no longer held: the device is then registered anew. */
export function deviceCredentials(
  crypto: Keys,
  { id, keyId, tokenVersion }: Named,
): { readonly token: string; readonly secret: Uint8Array } {
  const key = keyNamed(crypto, keyId);
  if (!key) throw new Error("the key of this device is not held any more");
  return {
    token: Buffer.from(key.mac(`bedside device token|${tokenVersion}|${id}`)).toString("base64url"),
    secret: key.mac(`bedside device secret|${tokenVersion}|${id}`),
  };
}

export function tokenHashOf(token: string): string {
  return sha256Hex(token);
}

/** Hexadecimal HMAC-SHA-256 over "seconds, newline, raw body". */
export function signDeviceBody(secret: Uint8Array, timestampSeconds: string, body: string | Uint8Array): string {
  return createHmac("sha256", secret).update(`${timestampSeconds}\n`).update(body).digest("hex");
}

export type SignedBody = {
  readonly timestamp: string;
  readonly signature: string;
  readonly body: Uint8Array;
  readonly now: Instant;
};

/** "stale" before "forged": a device with a wrong clock is told the time and signs again. */
export function judgeSignature(
  secret: Uint8Array,
  { timestamp, signature, body, now }: SignedBody,
): "genuine" | "stale" | "forged" {
  if (!/^\d{9,11}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return "forged";
  const expected = signDeviceBody(secret, timestamp, body);
  if (!timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(signature, "hex"))) return "forged";
  return Math.abs(now / 1000 - Number(timestamp)) > REPLAY_WINDOW_SECONDS ? "stale" : "genuine";
}
