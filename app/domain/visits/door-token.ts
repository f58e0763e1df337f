/**
 * The code at an elder's door: a short signed text on paper as a QR code, the same text in a tag. It names nobody: which home it belongs
 * to stands in the district's table alone. The district's key signs it, so that a code which nobody issued can be told from one that was
 * replaced. Written in an alphabet without look-alikes, so that a person can also type it.
 *
 * Layout, 28 characters: "BD", two of the key's id, ten of the code's own random id (50 bits), fourteen of the signature (70 bits). They
 * fit a QR code of 25 by 25 modules with a quarter of it unreadable.
 */

/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const MARK = "BD";
export const DOOR_KEY_CHARACTERS = 2;
export const DOOR_CODE_CHARACTERS = 10;
export const DOOR_SIGNATURE_CHARACTERS = 14;
const GROUP = 4;

/** Longer than any code; the rest of what somebody scanned or pasted says nothing. */
export const DOOR_TEXT_MOST = 200;

export type DoorToken = { readonly keyId: string; readonly codeId: string; readonly signature: string };

/** The first characters of bytes in base 32; five bits each, the highest first. */
export function base32Text(bytes: Uint8Array, characters: number): string {
  if (bytes.length * 8 < characters * 5) throw new RangeError(`${bytes.length} bytes give no ${characters} characters`);
  let [text, held, bits] = ["", 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < characters) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31] ?? "";
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

/** What the district's key signs. The name in front keeps the signature from standing for anything else. */
export function doorTokenSubject({ keyId, codeId }: Pick<DoorToken, "keyId" | "codeId">): string {
  return `bedside door code|1|${keyId}|${codeId}`;
}

export function writeDoorToken({ keyId, codeId, signature }: DoorToken): string {
  return `${MARK}${keyId}${codeId}${signature}`;
}

/**
 * A text as it was scanned or typed, in the one form that is hashed: half width, upper case, no spaces and dashes, look-alikes as
 * the digits they stand for. A code of a gateway is digits alone and comes out as it is.
 */
export function normaliseDoorToken(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

const PATTERN = new RegExp(
  `^${MARK}([${ALPHABET}]{${DOOR_KEY_CHARACTERS}})([${ALPHABET}]{${DOOR_CODE_CHARACTERS}})([${ALPHABET}]{${DOOR_SIGNATURE_CHARACTERS}})$`,
);

/** The parts of a normalised text, or null when it is no door token. Says nothing about the signature. */
export function readDoorToken(normalised: string): DoorToken | null {
  const [, keyId, codeId, signature] = PATTERN.exec(normalised) ?? [];
  if (keyId === undefined || codeId === undefined || signature === undefined) return null;
  return { keyId, codeId, signature };
}

/** "BD4K 7Q2M …": in groups of four, as it is printed to be read by people. */
export function groupedDoorToken(token: string): string {
  return (token.match(new RegExp(`.{1,${GROUP}}`, "g")) ?? []).join(" ");
}
