/**
 * The merchant's account at WeChat Pay: who we are, our signing key, and the public keys by which the channel's messages are believed.
 * Checked once at start, so that a wrong file is found before the first elder pays.
 */
import { readFileSync } from "node:fs";
import { createPrivateKey, type KeyObject } from "node:crypto";
import type { PlatformKeys } from "./message-signature.server.ts";
import { PlatformKeyStore } from "./platform-certificates.server.ts";
import { platformKey, PUBLIC_KEY_PREFIX, requireRsa } from "./platform-key.server.ts";

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
  /** Where downloaded certificates are kept; null with a public key, which has no end. */
  readonly certificates: PlatformKeyStore | null;
};

/** Settings as text; the private key and the APIv3 key are files, because arguments and environments are listed. */
export type MerchantSettings = {
  readonly appId: string;
  readonly merchantId: string;
  readonly serial: string;
  readonly privateKeyFile: string;
  readonly apiV3KeyFile: string;
  /** "PUB_KEY_ID_…=file,SERIAL=file": public keys and platform certificates, both during a switch; or "download". */
  readonly platformKeys: string;
};

/** In place of files: certificates are downloaded with the APIv3 key. */
const DOWNLOAD = "download";

function keysOfFiles(setting: string, nowMs: number): ReadonlyMap<string, KeyObject> {
  if (setting.trim() === DOWNLOAD) return new Map();
  return new Map(
    setting.split(",").map((entry): [string, KeyObject] => {
      const [serial = "", file = ""] = entry.trim().split("=");
      if (serial === "" || file === "") throw new Error("WECHAT_PAY_PLATFORM_KEYS: SERIAL=file, parted by commas");
      return [serial, platformKey(serial, readFileSync(file, "utf8"), nowMs)];
    }),
  );
}

/** Throws Error that names the setting that is wrong; never shows a key. */
export function readMerchant(settings: MerchantSettings, nowMs: number): Merchant {
  const privateKeyPem = readFileSync(settings.privateKeyFile, "utf8");
  requireRsa("WECHAT_PAY_PRIVATE_KEY_FILE", createPrivateKey(privateKeyPem));
  const apiV3Key = readFileSync(settings.apiV3KeyFile, "utf8").trim();
  if (Buffer.byteLength(apiV3Key) !== 32) throw new Error("WECHAT_PAY_API_V3_KEY_FILE: the key is not 32 bytes");
  const kept = keysOfFiles(settings.platformKeys, nowMs);
  const platformKeys = new PlatformKeyStore(kept);
  const serials = [...kept.keys()];
  const publicKey = serials.find((serial) => serial.startsWith(PUBLIC_KEY_PREFIX));
  return {
    appId: settings.appId,
    merchantId: settings.merchantId,
    serial: settings.serial,
    privateKeyPem,
    apiV3Key,
    platformKeys,
    askedSerial: publicKey ?? serials[0] ?? "",
    certificates: publicKey === undefined ? platformKeys : null,
  };
}
