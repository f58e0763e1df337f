/** CryptoProvider on node:crypto. The data key comes from the environment or a key file, never from the database. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CryptoProvider, FieldContext, SigningKey } from "./crypto-provider.server.ts";

const associated = (context: FieldContext) => Buffer.from(`${context.table}|${context.column}|${context.row}`, "utf8");

const BYTES_VERSION = 1;
const [IV_BYTES, TAG_BYTES] = [12, 16];

function signingKey(key: Buffer): SigningKey {
  const mac = (text: string) => Uint8Array.from(createHmac("sha256", key).update(text).digest());
  return { id: mac("bedside signing key id"), mac };
}

function encryptedBytes(key: Buffer, plain: Uint8Array, context: FieldContext): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(associated(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Uint8Array.from(Buffer.concat([Buffer.of(BYTES_VERSION), iv, text, cipher.getAuthTag()]));
}

function decryptedBytes(key: Buffer, stored: Uint8Array, context: FieldContext): Uint8Array {
  const bytes = Buffer.from(stored);
  if (bytes[0] !== BYTES_VERSION) throw new Error("unknown ciphertext version");
  const [iv, tag] = [bytes.subarray(1, 1 + IV_BYTES), bytes.subarray(-TAG_BYTES)];
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(associated(context)).setAuthTag(tag);
  return Uint8Array.from(Buffer.concat([decipher.update(bytes.subarray(1 + IV_BYTES, -TAG_BYTES)), decipher.final()]));
}

/** @param keyHex 64 hexadecimal digits */
export function aesGcmProvider(keyHex: string): CryptoProvider {
  const root = Buffer.from(keyHex, "hex");
  if (root.length !== 32) throw new RangeError("the data key must have 32 bytes");
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "", purpose, 32));
  const fieldKey = derive("bedside field");
  const indexKey = derive("bedside blind index");
  return {
    encrypt(plain, context) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", fieldKey, iv).setAAD(associated(context));
      const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [
        "v1",
        iv.toString("base64url"),
        text.toString("base64url"),
        cipher.getAuthTag().toString("base64url"),
      ].join(".");
    },
    decrypt(stored, context) {
      const [version, iv = "", text = "", tag = ""] = stored.split(".");
      if (version !== "v1") throw new Error("unknown ciphertext version");
      const decipher = createDecipheriv("aes-256-gcm", fieldKey, Buffer.from(iv, "base64url"), { authTagLength: 16 });
      decipher.setAAD(associated(context)).setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
    },
    encryptBytes: (plain, context) => encryptedBytes(fieldKey, plain, context),
    decryptBytes: (stored, context) => decryptedBytes(fieldKey, stored, context),
    signingKeys: [signingKey(derive("bedside signature"))],
    blindIndex(value, kind) {
      return Uint8Array.from(createHmac("sha256", indexKey).update(`${kind}|${value}`).digest());
    },
  };
}

/** The trial's key: given, or a file beside (not inside) the database, made once and readable by its owner alone. */
export function trialDataKey(given: string | null, dataDirectory: string): string {
  if (given !== null) return given;
  mkdirSync(dataDirectory, { recursive: true });
  const path = join(dataDirectory, "data-key");
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  return readFileSync(path, "utf8").trim();
}
