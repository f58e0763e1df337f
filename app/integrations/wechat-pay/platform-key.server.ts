/** A key of the channel from its file: a public key named PUB_KEY_ID_…, or a platform certificate named by its serial. */
import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto";

export const PUBLIC_KEY_PREFIX = "PUB_KEY_ID_";
const RSA_BITS_LEAST = 2048;

/** Serials are written with and without leading zeros, in either case; the channel sends them in upper case. Names of public keys are as they are. */
export function plainSerial(text: string): string {
  return text.startsWith(PUBLIC_KEY_PREFIX) ? text : text.toUpperCase().replace(/^0+/, "");
}

/**
 * The public key of a platform certificate or a bare public key. Throws Error when the file is no RSA key of 2048 bits, the
 * certificate's serial is another than the one named, or it is out of date.
 */
export function platformKey(serial: string, pem: string, nowMs: number): KeyObject {
  const certificate = pem.includes("BEGIN CERTIFICATE") ? new X509Certificate(pem) : null;
  if ((certificate === null) !== serial.startsWith(PUBLIC_KEY_PREFIX))
    throw new Error(`${serial}: a platform certificate is named by its serial, a public key by PUB_KEY_ID_…`);
  if (certificate !== null && plainSerial(certificate.serialNumber) !== plainSerial(serial))
    throw new Error(`${serial}: the certificate's serial is ${certificate.serialNumber}`);
  if (certificate !== null && Date.parse(certificate.validTo) < nowMs)
    throw new Error(`${serial}: the certificate ended on ${certificate.validTo}`);
  return requireRsa(serial, certificate?.publicKey ?? createPublicKey(pem));
}

/** Throws Error for anything but an RSA key of 2048 bits. */
export function requireRsa(name: string, key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== "rsa" || (key.asymmetricKeyDetails?.modulusLength ?? 0) < RSA_BITS_LEAST)
    throw new Error(`${name}: not an RSA key of at least ${RSA_BITS_LEAST} bits`);
  return key;
}
