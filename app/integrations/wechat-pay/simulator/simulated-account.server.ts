/**
 * A merchant account at a channel that is ours: generated keys, so that every signature is real and none is worth anything. Kept in a
 * folder where the product and the simulator share it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { WechatSignInAccount } from "#app/integrations/identity/wechat-sign-in.server.ts";
import type { Merchant } from "../merchant.server.ts";

export type SimulatedAccount = {
  readonly appId: string;
  readonly merchantId: string;
  readonly serial: string;
  readonly merchantKeyPem: string;
  readonly platformKeyPem: string;
  readonly publicKeyId: string;
  readonly apiV3Key: string;
};

const privatePem = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;

/** Keys made now. The app and merchant numbers carry no real one's form. */
export function newSimulatedAccount(): SimulatedAccount {
  return {
    appId: "wxsimulated0000001",
    merchantId: "1900000000",
    serial: randomBytes(20).toString("hex").toUpperCase(),
    merchantKeyPem: privatePem(),
    platformKeyPem: privatePem(),
    publicKeyId: `PUB_KEY_ID_0119000000002026${randomBytes(8).toString("hex")}`,
    apiV3Key: randomBytes(16).toString("hex"),
  };
}

/** What our side of the account knows: never the channel's private key. */
export function merchantOf(account: SimulatedAccount): Merchant {
  return {
    appId: account.appId,
    merchantId: account.merchantId,
    serial: account.serial,
    privateKeyPem: account.merchantKeyPem,
    apiV3Key: account.apiV3Key,
    platformKeys: new Map([[account.publicKeyId, createPublicKey(account.platformKeyPem)]]),
    askedSerial: account.publicKeyId,
    certificates: null,
  };
}

/** The same app as it signs people in; its secret follows from the account's key. */
export function signInAccountOf({ appId, apiV3Key }: SimulatedAccount): WechatSignInAccount {
  return { appId, secret: createHash("sha256").update(`sign-in ${apiV3Key}`).digest("hex").slice(0, 32) };
}

/** The account of a demonstration, made once in its folder and readable by its owner alone. */
export function storedAccount(folder: string): SimulatedAccount {
  const path = join(folder, "account.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as SimulatedAccount;
  mkdirSync(folder, { recursive: true });
  const account = newSimulatedAccount();
  writeFileSync(path, JSON.stringify(account), { mode: 0o600 });
  return account;
}
