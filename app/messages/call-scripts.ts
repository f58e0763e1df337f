/** What an operator says, by the kind of call, as data: the district changes the sentences without a new version. 示例，待区民政局确认。 */
import scripts from "./call-scripts.json";
import { fillSentence, type Locale, type SentenceFacts } from "./locale.ts";

const SCRIPTS: Readonly<Record<string, Readonly<Record<Locale, readonly string[]>>>> = scripts;

/** Kinds that have a script. */
export const SCRIPT_KINDS: readonly string[] = Object.keys(SCRIPTS);

/** The sentences in their order; none for a kind without a script. */
export function callScript(kind: string, locale: Locale, facts: SentenceFacts = {}): string[] {
  return (SCRIPTS[kind]?.[locale] ?? []).map((sentence) => fillSentence(sentence, facts, locale));
}

const CONSENT = {
  "zh-CN": "我为您约{when}，{worker}上门，做{services}，大约{minutes}分钟，用本月政府买单的一次。您同意吗？",
  en: "I book for you: {when}, {worker} comes for {services}, about {minutes} minutes, one of this month's visits paid by the government. Do you agree?",
} as const;

/** Where public money pays a part of the price only. */
const CONSENT_SHARED = {
  "zh-CN":
    "我为您约{when}，{worker}上门，做{services}，大约{minutes}分钟，用本月的一次，政府付{paid}元，您付{own}元。您同意吗？",
  en: "I book for you: {when}, {worker} comes for {services}, about {minutes} minutes, one of this month's visits: the government pays {paid} yuan, you pay {own}. Do you agree?",
} as const;

/** The words that are read out before a booking on behalf, kept with the consent; their version is the domain's. */
export function consentWords(facts: SentenceFacts, locale: Locale): string {
  const isShared = typeof facts["own"] === "string";
  return fillSentence((isShared ? CONSENT_SHARED : CONSENT)[locale], facts, locale);
}
