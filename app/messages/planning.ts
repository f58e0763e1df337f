/** Words of planning: why a visit is owed, why an elder went to a provider, what a conflict is, and the stages of long work. */
import type { CodedText, Locale, SentenceFacts } from "./locale.ts";
import { fillSentence } from "./locale.ts";
import coded from "./planning.json";

type Section = keyof typeof coded;

const WORDS: Readonly<Record<Section, Readonly<Record<string, CodedText>>>> = coded;

function sentenceOf(section: Section, code: string, facts: SentenceFacts, locale: Locale): string {
  const sentence = WORDS[section][code]?.[locale];
  return sentence === undefined ? code : fillSentence(sentence, facts, locale);
}

/** Every coded reason of planning that has words, by section. */
export const PLANNING_CODES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(WORDS).map(([section, words]) => [section, Object.keys(words)]),
);

/** "本月没有合适的时间": why a visit of the month could not be placed (欠次). */
export function debtReason(code: string, locale: Locale, facts: SentenceFacts = {}): string {
  return sentenceOf("debt", code, facts, locale);
}

/** "老人自己选的机构": why an elder went to this provider, or why another was left out. */
export function allocationReason(code: string, locale: Locale, facts: SentenceFacts = {}): string {
  return sentenceOf("allocation", code, facts, locale);
}

/** "护理员同一时间已有服务": what stands against a planned visit. */
export function conflictReason(code: string, locale: Locale, facts: SentenceFacts = {}): string {
  return sentenceOf("conflict", code, facts, locale);
}

/** "放假，移到附近的日子": why a visit stands on another day than its series says. */
export function moveReason(code: string, locale: Locale, facts: SentenceFacts = {}): string {
  return sentenceOf("move", code, facts, locale);
}

/** "还是原来的护理员": why a series has this weekday and this worker, or what speaks against another. */
export function seriesReason(code: string, locale: Locale, facts: SentenceFacts = {}): string {
  return sentenceOf("series", code, facts, locale);
}

/** "排本月服务": the stage of a long job; "import elders" is worded by its first word. */
export function stageWord(code: string, locale: Locale): string {
  const [stage = code] = code.split(" ");
  return sentenceOf("stage", stage, {}, locale);
}

/** What a stage counts, set after the numbers: "300 / 1,100 位老人"; empty where the numbers speak for themselves. */
const COUNTED: Readonly<Record<string, CodedText>> = {
  plan: { "zh-CN": " 位老人", en: " elders" },
  bound: { "zh-CN": " 位老人", en: " elders" },
};

export function stageUnit(code: string, locale: Locale): string {
  return COUNTED[code]?.[locale] ?? "";
}
