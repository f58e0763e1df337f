/**
 * Opens the digits that a phone sealed to the server's key (app/web/offline/seal-pin.ts writes them): ECDH on P-256, HKDF-SHA-256,
 * AES-256-GCM, bound to the visit and the event, so that digits typed at one visit prove nothing at another.
 */
import { createDecipheriv, createECDH, createHash, hkdfSync } from "node:crypto";
import type { PinKey } from "#app/domain/visits/sync-message.ts";

const [KEY_ID_BYTES, POINT_BYTES, IV_BYTES, TAG_BYTES] = [8, 65, 12, 16];
const CURVE = "prime256v1";

export type NewPinKey = PinKey & {
  /** Base64; to be stored encrypted. */
  readonly privateText: string;
};

const keyIdOf = (point: Buffer) =>
  createHash("sha256")
    .update(point)
    .digest("hex")
    .slice(0, 2 * KEY_ID_BYTES);

export function makePinKey(): NewPinKey {
  const pair = createECDH(CURVE);
  const point = pair.generateKeys();
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((part) => part.toString("base64url"));
  const jwk = { kty: "EC" as const, crv: "P-256" as const, x: x ?? "", y: y ?? "" };
  return { keyId: keyIdOf(point), jwk, privateText: pair.getPrivateKey("base64") };
}

/** The key that sealed digits ask for. */
export function keyIdOfSealed(sealed: string): string {
  return Buffer.from(sealed, "base64url").subarray(0, KEY_ID_BYTES).toString("hex");
}

/** @returns the digits, or null when the seal was made for another visit, event or key, or was altered */
export function openPin(
  sealed: string,
  place: { readonly visitNo: string; readonly eventId: string },
  privateText: string,
): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  const start = KEY_ID_BYTES + POINT_BYTES;
  const [point, iv] = [bytes.subarray(KEY_ID_BYTES, start), bytes.subarray(start, start + IV_BYTES)];
  const [text, tag] = [bytes.subarray(start + IV_BYTES, -TAG_BYTES), bytes.subarray(-TAG_BYTES)];
  if (bytes.length <= start + IV_BYTES + TAG_BYTES) return null;
  try {
    const own = createECDH(CURVE);
    own.setPrivateKey(privateText, "base64");
    const info = `bedside visit pin|${keyIdOf(own.getPublicKey())}`;
    const key = Buffer.from(hkdfSync("sha256", own.computeSecret(point), "", info, 32));
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(`${place.visitNo}|${place.eventId}`, "utf8")).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
