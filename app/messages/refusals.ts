/** One sentence per refusal: what happened and what to do now. A refusal that nobody has worded yet is shown with its code, never as blank. */
import type { CodedText, Locale, SentenceFacts } from "./locale.ts";
import { fillSentence } from "./locale.ts";
import sentences from "./refusals.json";
import type { StateKind } from "./states.ts";
import { stateWord } from "./states.ts";

const SENTENCES: Readonly<Record<string, CodedText>> = sentences;

/** Refusals of a step that the state does not allow ("visit-cannot-check-out") share one sentence per kind of thing. */
const STATE_OF: Readonly<Record<string, StateKind>> = {
  visit: "delivery",
  offer: "offer",
  claim: "claim",
  approval: "approval",
  finding: "finding",
  bed: "bed",
};

const FALLBACK: CodedText = {
  "zh-CN": "这一步不能做（{code}）。没有改动任何内容，请看一看再试。",
  en: "This step is not possible ({code}). Nothing was changed; look again and try.",
};

/** Codes that have a sentence of their own. */
export const REFUSAL_CODES: readonly string[] = Object.keys(SENTENCES);

function stateInWords(thing: string, state: unknown, locale: Locale): unknown {
  const kind = STATE_OF[thing];
  return kind === undefined || typeof state !== "string" ? state : stateWord(kind, state).staff[locale];
}

/** Does a code have words, by itself or by its kind? */
export function hasRefusalWords(code: string): boolean {
  return code in SENTENCES || `${code.split("-cannot-")[0] ?? ""}-cannot` in SENTENCES;
}

/** "回复时间已过，已经转给下一家。" */
export function refusalSentence(code: string, facts: SentenceFacts, locale: Locale): string {
  const own = SENTENCES[code]?.[locale];
  if (own !== undefined) return fillSentence(own, facts, locale);
  const [thing = ""] = code.split("-cannot-");
  const shared = SENTENCES[`${thing}-cannot`]?.[locale];
  if (shared === undefined) return fillSentence(FALLBACK[locale], { ...facts, code }, locale);
  return fillSentence(shared, { ...facts, state: stateInWords(thing, facts["state"], locale) }, locale);
}
