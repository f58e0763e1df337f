/** SHA-256 of canonical texts and files; the domain writes the text, this file hashes it. */
import { createHash } from "node:crypto";

/** Lower-case hexadecimal. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A digest over texts that come one after another. */
export function createTextDigest(): { update(text: string): void; hex(): string } {
  const hash = createHash("sha256");
  return { update: (text) => void hash.update(text), hex: () => hash.digest("hex") };
}

export function sha256Bytes(content: string | Uint8Array): Uint8Array {
  return Uint8Array.from(createHash("sha256").update(content).digest());
}
