/**
 * The merchant's account at WeChat Pay: who we are, our signing key, and the public keys by which the channel's messages are believed.
 * Checked once at start, so that a wrong file is found before the first elder pays.
 */
import { readFileSync } from "node:fs";
import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from "node:crypto";
import type { PlatformKeys } from "./message-signature.server.ts";

export type Merchant = {
  readonly appId: string;
  readonly merchantId: string;
  /** Serial of our own certificate, by which the channel finds the key that checks our requests. */
  readonly serial: string;
  /** PKCS#8 or PKCS#1, PEM. */
  readonly privateKeyPem: string;
  /** 32 bytes: opens notifications and certificates. */
  readonly apiV3Key: string;
  readonly platformKeys: PlatformKeys;
  /** The key that answers are asked to be signed with; a public key (PUB_KEY_ID_…) goes before certificates. */
  readonly askedSerial: string;
};

/** Settings as text; the private key and the APIv3 key are files, because arguments and environments are listed. */
export type MerchantSettings = {
  readonly appId: string;
  readonly merchantId: string;
  readonly serial: string;
  readonly privateKeyFile: string;
  readonly apiV3KeyFile: string;
  /** "PUB_KEY_ID_…=file,SERIAL=file": public keys and platform certificates, both during a switch. */
  readonly platformKeys: string;
};

const PUBLIC_KEY_PREFIX = "PUB_KEY_ID_";
const RSA_BITS_LEAST = 2048;

/** Serials are written with and without leading zeros, in either case; the channel sends them in upper case. */
const plainSerial = (text: string) => text.toUpperCase().replace(/^0+/, "");

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

function requireRsa(name: string, key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== "rsa" || (key.asymmetricKeyDetails?.modulusLength ?? 0) < RSA_BITS_LEAST)
    throw new Error(`${name}: not an RSA key of at least ${RSA_BITS_LEAST} bits`);
  return key;
}

/** Throws Error that names the setting that is wrong; never shows a key. */
export function readMerchant(settings: MerchantSettings, nowMs: number): Merchant {
  const privateKeyPem = readFileSync(settings.privateKeyFile, "utf8");
  requireRsa("WECHAT_PAY_PRIVATE_KEY_FILE", createPrivateKey(privateKeyPem));
  const apiV3Key = readFileSync(settings.apiV3KeyFile, "utf8").trim();
  if (Buffer.byteLength(apiV3Key) !== 32) throw new Error("WECHAT_PAY_API_V3_KEY_FILE: the key is not 32 bytes");
  const platformKeys = new Map(
    settings.platformKeys.split(",").map((entry): [string, KeyObject] => {
      const [serial = "", file = ""] = entry.trim().split("=");
      if (serial === "" || file === "") throw new Error("WECHAT_PAY_PLATFORM_KEYS: SERIAL=file, parted by commas");
      return [serial, platformKey(serial, readFileSync(file, "utf8"), nowMs)];
    }),
  );
  const serials = [...platformKeys.keys()];
  return {
    appId: settings.appId,
    merchantId: settings.merchantId,
    serial: settings.serial,
    privateKeyPem,
    apiV3Key,
    platformKeys,
    askedSerial: serials.find((serial) => serial.startsWith(PUBLIC_KEY_PREFIX)) ?? serials[0] ?? "",
  };
}
