/**
 * Signatures of messages that WeChat Pay sends: answers to our requests and notifications. RSA-SHA256 over timestamp, nonce and the raw
 * body, with the key that our own store holds for the serial: a key is never fetched because a message named it. The library's own check
 * knows no time window, and asks the network for serials that a stranger made up.
 */
import { createVerify, type KeyObject } from "node:crypto";
import type { Instant } from "#app/domain/time/instant.ts";

/** A message older or newer than this is refused (pay.weixin.qq.com: 5 minutes). */
export const SIGNATURE_WINDOW_SECONDS = 300;

/** Probes by which the channel sees that a wrong signature is refused: counted, no alarm. */
const PROBE_PREFIX = "WECHATPAY/SIGNTEST/";

export const SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048";

export type SignedHeaders = {
  readonly serial: string | null;
  readonly timestamp: string | null;
  readonly nonce: string | null;
  readonly signature: string | null;
  /** Only notifications name it; null is the only type there is. */
  readonly signatureType: string | null;
};

export type SignatureFault =
  | "header-missing"
  | "probe"
  | "signature-type-unknown"
  | "timestamp-malformed"
  | "timestamp-outside-window"
  | "serial-unknown"
  | "signature-wrong";

/** Public keys by serial: platform certificates and, during a switch beside them, keys named PUB_KEY_ID_…. */
export type PlatformKeys = { get(serial: string, now: Instant): KeyObject | undefined };

/** Reads the five headers; names are asked in lower case. */
export function signedHeaders(header: (name: string) => string | null): SignedHeaders {
  return {
    serial: header("wechatpay-serial"),
    timestamp: header("wechatpay-timestamp"),
    nonce: header("wechatpay-nonce"),
    signature: header("wechatpay-signature"),
    signatureType: header("wechatpay-signature-type"),
  };
}

/** Null when the message is what it says it is, else why not. */
export function signatureFault(
  headers: SignedHeaders,
  rawBody: Uint8Array,
  { keys, now }: { readonly keys: PlatformKeys; readonly now: Instant },
): SignatureFault | null {
  const { serial, timestamp, nonce, signature, signatureType } = headers;
  if (!serial || !timestamp || !nonce || !signature) return "header-missing";
  if (signature.startsWith(PROBE_PREFIX)) return "probe";
  if (signatureType !== null && signatureType !== SIGNATURE_TYPE) return "signature-type-unknown";
  if (!/^\d{1,12}$/.test(timestamp)) return "timestamp-malformed";
  if (Math.abs(now / 1_000 - Number(timestamp)) >= SIGNATURE_WINDOW_SECONDS) return "timestamp-outside-window";
  const key = keys.get(serial, now);
  if (!key) return "serial-unknown";
  // Node's base64 skips what is no base64, so that several texts would be the same signature.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return "signature-wrong";
  const verifier = createVerify("RSA-SHA256").update(`${timestamp}\n${nonce}\n`).update(rawBody).update("\n");
  return verifier.verify(key, signature, "base64") ? null : "signature-wrong";
}
