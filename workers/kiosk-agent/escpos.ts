/**
 * A slip as the bytes of ESC/POS for a printer of 80 mm with Chinese characters (GB 18030). Lines are twice as high, at least 4 mm; long ones
 * are broken, because a printer would cut them. Commands: ESC @ (reset), FS & (Chinese mode), ESC a (alignment), GS ! (size), GS ( k (QR code),
 * GS V (cut).
 */
import type { PrintedSlip } from "#app/domain/kiosk/slip.ts";

const [ESC, GS, FS] = [0x1b, 0x1d, 0x1c];
/** Columns of half-width characters of an 80 mm head at font A. */
const COLUMNS = 48;
const TWICE_AS_HIGH = 0x01;

let table: Map<string, readonly number[]> | null = null;

/** The two-byte characters of GB 18030, turned round once from the decoder that every Node has. */
function gbTable(): Map<string, readonly number[]> {
  if (table !== null) return table;
  const decoder = new TextDecoder("gb18030");
  table = new Map();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(high, low));
      // The first bytes of a character win: a few are there twice.
      if ([...character].length === 1 && character !== "\ufffd" && !table.has(character))
        table.set(character, [high, low]);
    }
  return table;
}

const isAscii = (character: string) => character >= " " && character <= "~";

/** Bytes of a text; a character that the printer does not know becomes "?" and never a control byte. */
export function gbBytes(text: string): number[] {
  return [...text].flatMap((character) =>
    isAscii(character) ? [character.charCodeAt(0)] : (gbTable().get(character) ?? [0x3f]),
  );
}

/** Width in columns: Chinese characters take two. */
const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (isAscii(one) ? 1 : 2), 0);

/** The text in pieces that fit the paper. */
export function brokenLines(text: string, columns: number = COLUMNS): string[] {
  const lines: string[] = [""];
  for (const character of text) {
    const last = lines.length - 1;
    const line = lines[last] ?? "";
    if (widthOf(line + character) > columns) lines.push(character);
    else lines[last] = line + character;
  }
  return lines;
}

/** The QR code that the printer draws itself: model 2, cells of 8 dots, a quarter repairable. */
function qrBytes(text: string): number[] {
  const data = [...Buffer.from(text, "utf8")];
  const length = data.length + 3;
  return [
    ...[GS, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x43, 8],
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x32],
    ...[GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30],
    ...data,
    ...[GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30],
  ];
}

export function slipBytes({ lines, qr }: Pick<PrintedSlip, "lines" | "qr">): Uint8Array {
  const bytes: number[] = [ESC, 0x40, FS, 0x26];
  for (const { text, size, centred } of lines) {
    bytes.push(ESC, 0x61, centred ? 1 : 0, GS, 0x21, size === "large" ? TWICE_AS_HIGH : 0);
    // Chinese characters have a size command of their own on many printers.
    bytes.push(FS, 0x21, size === "large" ? 0x08 : 0);
    for (const line of brokenLines(text)) bytes.push(...gbBytes(line), 0x0a);
  }
  if (qr !== null) bytes.push(ESC, 0x61, 1, ...qrBytes(qr), 0x0a);
  bytes.push(0x0a, 0x0a, 0x0a, GS, 0x56, 0x42, 0);
  return Uint8Array.from(bytes);
}
