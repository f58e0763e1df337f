/** Words of eligibility: reason codes for staff, plain sentences for the elder, verdicts, and what cures a reason. */
import type { CodedText, Locale, SentenceFacts } from "./locale.ts";
import { fillSentence, wordOf } from "./locale.ts";
import reasons from "./eligibility.json";

type ReasonWords = { readonly reason: CodedText; readonly cure: CodedText; readonly elder: CodedText | null };

const REASONS: Readonly<Record<string, ReasonWords>> = reasons;

/** Every eligibility reason that has words. */
export const ELIGIBILITY_CODES: readonly string[] = Object.keys(REASONS);

const VERDICTS: Readonly<Record<string, CodedText>> = {
  eligible: { "zh-CN": "符合", en: "Eligible" },
  not_eligible: { "zh-CN": "不符合", en: "Not eligible" },
  paused: { "zh-CN": "暂停", en: "Paused" },
  waiting: { "zh-CN": "等待", en: "Waiting" },
  needs_data: { "zh-CN": "缺材料", en: "Needs data" },
};

/** "评估已过期": a reason as staff read it. */
export function eligibilityReason(code: string, locale: Locale): string {
  return REASONS[code]?.reason[locale] ?? code;
}

/** "重新评估": what makes the reason go away. */
export function eligibilityCure(code: string, locale: Locale): string {
  return REASONS[code]?.cure[locale] ?? "";
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const CALENDAR_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Facts hold dates as 2027-03-04; elders hear 2027年3月4日. */
function spokenFact(value: unknown, locale: Locale): unknown {
  const match = typeof value === "string" ? CALENDAR_DATE.exec(value) : null;
  if (match === null) return value;
  const [year, month, day] = [match[1], Number(match[2]), Number(match[3])];
  return locale === "en" ? `${day} ${MONTHS[month - 1] ?? ""} ${year ?? ""}` : `${year ?? ""}年${month}月${day}日`;
}

/** The sentence shown or read to the elder; null for reasons that are never shown on a kiosk. */
export function eligibilitySentence(code: string, facts: SentenceFacts, locale: Locale): string | null {
  const sentence = REASONS[code]?.elder?.[locale];
  if (sentence === undefined) return null;
  const spoken = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, spokenFact(value, locale)]));
  return fillSentence(sentence, spoken, locale);
}

/** "符合", "缺材料": a verdict as staff read it. */
export function verdictWord(verdict: string, locale: Locale): string {
  return wordOf(VERDICTS, verdict, locale);
}
