/**
 * The segments of a JPEG file (ISO/IEC 10918-1, annex B): whether it holds the picture and nothing else. What a phone's canvas writes
 * passes; a camera's file with place, time and device in it does not, nor one with something appended.
 */
const [MARK, START, END, SCAN] = [0xff, 0xd8, 0xd9, 0xda];
/** JFIF's own header: density and version. */
const JFIF = 0xe0;
/** Frame headers (but for the tables that share the range), tables, restart interval. */
const PICTURE_SEGMENTS = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd]);
const JFIF_NAME = [0x4a, 0x46, 0x49, 0x46, 0];
/** JFIF without a thumbnail. */
const JFIF_BYTES = 16;

function isPlainJfif(bytes: Uint8Array, at: number, length: number): boolean {
  return length === JFIF_BYTES && JFIF_NAME.every((byte, index) => bytes[at + 2 + index] === byte);
}

/** Where the entropy-coded data after a scan header ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === MARK && next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}

/** Whether the file is one picture from its first byte to its last, without any metadata. */
export function isBareJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== MARK || bytes[1] !== START) return false;
  let at = 2;
  while (at + 3 < bytes.length) {
    const kind = bytes[at + 1] ?? 0;
    if (bytes[at] !== MARK) return false;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (kind === JFIF ? !isPlainJfif(bytes, at + 2, length) : kind !== SCAN && !PICTURE_SEGMENTS.has(kind))
      return false;
    if (length < 2) return false;
    at += 2 + length;
    if (kind === SCAN) at = endOfScan(bytes, at);
    if (bytes[at] === MARK && bytes[at + 1] === END) return at + 2 === bytes.length;
  }
  return false;
}
