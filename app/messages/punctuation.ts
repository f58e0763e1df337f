/** Marks between words, which differ between the languages: Chinese ones are as wide as a character and need no blank. */
import type { Locale } from "./locale.ts";

/** "张三：请假" or "Zhang San: on leave"; with an empty text only the mark and its blank. */
export function afterColon(what: string, text: string, locale: Locale): string {
  return locale === "en" ? `${what}: ${text}` : `${what}：${text}`;
}

/** "（3）" or " (3)", to be set behind a word. */
export function inBrackets(text: string, locale: Locale): string {
  return locale === "en" ? ` (${text})` : `（${text}）`;
}

/** "甲、乙" or "A, B". */
export function listed(items: readonly string[], locale: Locale): string {
  return items.join(locale === "en" ? ", " : "、");
}

/** What ends a sentence before the next one. */
export function fullStop(locale: Locale): string {
  return locale === "en" ? ". " : "。";
}
