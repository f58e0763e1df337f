/** Words for the codes around family beds: steps, parties, papers, reasons. A code without a word is shown as it is, never as blank. */
import codes from "./bed-codes.json";
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

export type BedCodeKind = keyof typeof codes;

const WORDS: Readonly<Record<BedCodeKind, Readonly<Record<string, CodedText>>>> = codes;

/** "入户环境评估", "Home survey". */
export function bedWord(kind: BedCodeKind, code: string, locale: Locale): string {
  return wordOf(WORDS[kind], code, locale);
}

/** The codes of a kind that have words, in their order. */
export function bedCodes(kind: BedCodeKind): string[] {
  return Object.keys(WORDS[kind]);
}
