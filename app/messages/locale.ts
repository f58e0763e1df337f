/** Languages of the product and how a coded word or a sentence with facts becomes text. This room imports nothing from other rooms. */
export type Locale = "zh-CN" | "en";

export const LOCALES = ["zh-CN", "en"] as const satisfies readonly Locale[];

/** Simplified Chinese unless the reader chose otherwise. */
export const DEFAULT_LOCALE: Locale = "zh-CN";

/** The words of one surface in every language. */
export type Catalogue<Words> = Readonly<Record<Locale, Words>>;

/** One word or sentence in every language. */
export type CodedText = Readonly<Record<Locale, string>>;

/** Values that a sentence may name; whatever else arrives is shown as a dash. */
export type SentenceFacts = Readonly<Record<string, unknown>>;

/** Asks whether a cookie, a query or a form field names a language of the product. */
export function isLocale(value: unknown): value is Locale {
  return value === "zh-CN" || value === "en";
}

/** The language named, or the default. */
export function localeOf(value: unknown): Locale {
  return isLocale(value) ? value : DEFAULT_LOCALE;
}

function factText(value: unknown, locale: Locale): string {
  if (Array.isArray(value)) return value.map((part) => factText(part, locale)).join(locale === "en" ? ", " : "、");
  if (typeof value === "boolean") return locale === "en" ? (value ? "yes" : "no") : value ? "是" : "否";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" && value !== "" ? value : "—";
}

/** Puts facts into the braces of a sentence: "距登记地址 {distance} 米". A fact that is missing becomes a dash, never an empty gap. */
export function fillSentence(sentence: string, facts: SentenceFacts, locale: Locale): string {
  return sentence.replace(/\{([a-z][a-z0-9_]*)\}/g, (_, name: string) => factText(facts[name], locale));
}

/** The word of a code, or the code itself when nobody has written a word for it yet, so that nothing is shown as blank. */
export function wordOf(table: Readonly<Record<string, CodedText>>, code: string, locale: Locale): string {
  return table[code]?.[locale] ?? code;
}
