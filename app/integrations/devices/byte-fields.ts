/**
 * Payloads of bytes, as LoRaWAN networks pass them on in base64 or hexadecimal: fields that follow each other as channel, type, value (the
 * layout of several sensor makers), or stand at fixed places. The mapping names each field; a channel it does not name ends the reading,
 * because its length is not known.
 */
import * as z from "zod";

export const NUMBER_FORMS = [
  "uint8",
  "int8",
  "uint16le",
  "uint16be",
  "int16le",
  "int16be",
  "uint32le",
  "uint32be",
] as const;

const field = z.strictObject({
  name: z.string().min(1),
  form: z.enum(NUMBER_FORMS),
  /** Bytes from the beginning of the value. */
  at: z.int().min(0).max(255).default(0),
});

export const bytesSchema = z.strictObject({
  path: z.string(),
  encoding: z.enum(["base64", "hex"]),
  /** "01 75": channel and type; then the length of the value and the fields in it. */
  channels: z
    .record(
      z.string().regex(/^[0-9a-f]{2} [0-9a-f]{2}$/i, "channel and type as two hexadecimal bytes, such as 01 75"),
      z.strictObject({ length: z.int().min(1).max(64), fields: z.array(field).min(1) }),
    )
    .optional(),
  fixed: z.array(field).min(1).optional(),
});

export type BytesSpec = z.infer<typeof bytesSchema>;
type Field = z.infer<typeof field>;

const SIZES = {
  uint8: 1,
  int8: 1,
  uint16le: 2,
  uint16be: 2,
  int16le: 2,
  int16be: 2,
  uint32le: 4,
  uint32be: 4,
} as const;

function bytesOf(text: string, encoding: "base64" | "hex"): Uint8Array | null {
  if (encoding === "hex") {
    const digits = text.replaceAll(/\s/g, "");
    if (!/^([0-9a-f]{2})*$/i.test(digits)) return null;
    return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function numberAt(bytes: Uint8Array, offset: number, form: Field["form"]): number | null {
  if (offset + SIZES[form] > bytes.length) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = form.endsWith("le");
  switch (form) {
    case "uint8":
      return view.getUint8(offset);
    case "int8":
      return view.getInt8(offset);
    case "uint16le":
    case "uint16be":
      return view.getUint16(offset, little);
    case "int16le":
    case "int16be":
      return view.getInt16(offset, little);
    case "uint32le":
    case "uint32be":
      return view.getUint32(offset, little);
  }
}

function readFields(bytes: Uint8Array, base: number, fields: readonly Field[], into: Record<string, number>): void {
  for (const { name, form, at } of fields) {
    const value = numberAt(bytes, base + at, form);
    if (value !== null) into[name] = value;
  }
}

/** Named numbers of the bytes; null when the text holds no bytes. */
export function readByteFields(text: unknown, spec: BytesSpec): Readonly<Record<string, number>> | null {
  const bytes = typeof text === "string" ? bytesOf(text, spec.encoding) : null;
  if (bytes === null) return null;
  const found: Record<string, number> = {};
  if (spec.fixed) readFields(bytes, 0, spec.fixed, found);
  const channels = Object.entries(spec.channels ?? {}).map(([name, one]) => [name.toLowerCase(), one] as const);
  for (let offset = 0; channels.length > 0 && offset + 2 <= bytes.length;) {
    const name = [bytes[offset], bytes[offset + 1]].map((byte) => (byte ?? 0).toString(16).padStart(2, "0")).join(" ");
    const channel = channels.find(([given]) => given === name)?.[1];
    if (!channel) break;
    readFields(bytes, offset + 2, channel.fields, found);
    offset += 2 + channel.length;
  }
  return found;
}
