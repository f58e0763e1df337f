/**
 * AEAD_AES_256_GCM as WeChat Pay seals notifications and certificates: 12 bytes of nonce, the 16-byte tag behind the ciphertext. The
 * library never asks for the tag, so that an altered text opens; here nothing is given out before the tag was checked.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";

export const RESOURCE_ALGORITHM = "AEAD_AES_256_GCM";
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export type SealedResource = {
  readonly algorithm: string;
  readonly ciphertext: string;
  readonly nonce: string;
  /** May be absent or empty. */
  readonly associatedData: string | null;
};

/** The plain text, or null when algorithm, key, nonce, associated data or any byte is not what was sealed. */
export function openResource(resource: SealedResource, apiV3Key: string): string | null {
  const key = Buffer.from(apiV3Key, "utf8");
  const sealed = Buffer.from(resource.ciphertext, "base64");
  if (resource.algorithm !== RESOURCE_ALGORITHM || key.length !== KEY_BYTES || sealed.length < TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(resource.nonce, "utf8"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(resource.associatedData ?? "", "utf8"));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

/** The counterpart, for the simulator. */
export function sealResource(
  plain: string,
  apiV3Key: string,
  { nonce, associatedData }: { readonly nonce: string; readonly associatedData: string },
): SealedResource {
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(apiV3Key, "utf8"), Buffer.from(nonce, "utf8"), {
    authTagLength: TAG_BYTES,
  });
  cipher.setAAD(Buffer.from(associatedData, "utf8"));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return { algorithm: RESOURCE_ALGORITHM, ciphertext: sealed.toString("base64"), nonce, associatedData };
}
