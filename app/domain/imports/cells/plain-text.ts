/** Text as offices type it, brought to one form before anything is compared: half-width, no odd spaces, no invisible marks. */

/** Zero-width and direction marks that arrive with text copied from web pages and chat programs. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g;

/** Text in which there is nothing to change; most codes, numbers and dates are of this kind. */
const PRINTABLE_ASCII = /^[!-~]*$/;

/** NFKC (full-width to half-width), invisible marks dropped, any run of white space to one space, trimmed. For codes, numbers, dates. */
export function plainText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.normalize("NFKC").replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

/**
 * For names and addresses: trims and drops invisible marks but keeps the characters as typed, because NFKC would replace
 * compatibility ideographs (for example U+F9D0 類) that stand in a person's registered name.
 */
export function keptText(text: string): string {
  return text
    .replace(INVISIBLE, "")
    .replace(/[\s\u3000]+/g, " ")
    .trim();
}

/** The form in which codes and names are compared: plain, lower case, without spaces. */
export function comparable(text: string): string {
  return plainText(text).toLowerCase().replace(/\s/g, "");
}

/** Splits a list cell at commas, semicolons, slashes, bars, line breaks and spaces of either width; empty parts vanish. */
export function listParts(text: string): string[] {
  return keptText(text)
    .split(/[，,、;；/／|｜\s]+/)
    .filter((part) => part !== "");
}

/** Replacement characters, and what a GBK reader makes of them (锟斤拷), show that a text was damaged before it came here. */
export function isDamaged(text: string): boolean {
  return /\ufffd|锟斤拷|烫烫烫/.test(text) || hasControlCharacter(text) || !isWellFormed(text);
}

/** Control characters other than tab and line ends. */
function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < " " && !"\t\n\r".includes(character));
}

function isWellFormed(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xdc00 && unit <= 0xdfff) return false;
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const following = text.charCodeAt(index + 1);
    if (!(following >= 0xdc00 && following <= 0xdfff)) return false;
    index += 1;
  }
  return true;
}
