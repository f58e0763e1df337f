/** Words of planning: why a visit is owed, why an elder went to a provider, what a conflict is, and the stages of long work. */
import type { CodedText, Locale, SentenceFacts } from "./locale.ts";
import { fillSentence } from "./locale.ts";
import coded from "./planning.json";

type Section = keyof typeof coded;

const WORDS: Readonly<Record<Section, Readonly<Record<string, CodedText>>>> = coded;

function sentenceOf(section: Section, code: string, facts: SentenceFacts, locale: Locale): string {
  const key = code.toLowerCase().replaceAll("-", "_");
  const sentence = WORDS[section][key]?.[locale] ?? WORDS.general[key]?.[locale];
  return sentence === undefined ? code : fillSentence(sentence, facts, locale);
}

/** Every coded reason of planning that has words, by section. */
export const PLANNING_CODES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(WORDS).map(([section, words]) => [section, Object.keys(words)]),
);

/** "本月没有合适的时间": why a visit of the month could not be placed (欠访). */
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

/** "10月6日放假，移到10月8日": why a visit stands on another day than its series says. */
export function moveReason(code: string, locale: Locale, facts: SentenceFacts = {}): string {
  return sentenceOf("move", code, facts, locale);
}

/** "正在安排护理员": the stage of a long job. */
export function stageWord(code: string, locale: Locale): string {
  return sentenceOf("stage", code, {}, locale);
}
