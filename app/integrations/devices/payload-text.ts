/** A payload as the text that a mapping reads and that is kept: bytes of a format without letters stand in hexadecimal, so that nothing of them is lost. */
import type { DeviceMapping } from "./mapping-file.ts";

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** null where the bytes are no text, or one that no database keeps. */
function lettersOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\u0000") ? null : text;
  } catch {
    return null;
  }
}

/** @param mapping by which it will be read; null where nothing reads it, and it is kept for whoever writes the mapping */
export function payloadText(payload: string | Uint8Array, mapping: Pick<DeviceMapping, "payload"> | null): string {
  const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
  if (mapping?.payload === "bytes") return hexOf(bytes);
  if (typeof payload === "string") return payload;
  return mapping === null ? (lettersOf(bytes) ?? hexOf(bytes)) : Buffer.from(bytes).toString("utf8");
}
