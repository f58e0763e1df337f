/** Words of the verification rules: a short name for tables and one sentence with the facts of a finding. */
import { CONNECTION_WORDS } from "./call-answers.ts";
import { eligibilityReason } from "./eligibility.ts";
import type { CodedText, Locale, SentenceFacts } from "./locale.ts";
import { fillSentence, wordOf } from "./locale.ts";
import { qualificationWord } from "./people.ts";
import rules from "./rules.json";

type RuleWords = {
  readonly group: string;
  readonly level: string;
  readonly title: CodedText;
  readonly sentence: CodedText;
};

const RULES: Readonly<Record<string, RuleWords>> = rules;

/** Every rule code that has words. */
export const RULE_CODES: readonly string[] = Object.keys(RULES);

const GROUPS: Readonly<Record<string, CodedText>> = {
  A: { "zh-CN": "记录完整", en: "Record is complete" },
  B: { "zh-CN": "时间与时长", en: "Time and duration" },
  C: { "zh-CN": "位置与凭证", en: "Place and proof" },
  D: { "zh-CN": "跨记录核对", en: "Across records" },
  E: { "zh-CN": "老人资格与计划", en: "Elder, entitlement, plan" },
  F: { "zh-CN": "人员与机构", en: "Worker and provider" },
  G: { "zh-CN": "回访与投诉", en: "Call-back and complaint" },
  H: { "zh-CN": "申报与结算", en: "Claim and settlement" },
};

const POSITION_CAUSES: Readonly<Record<string, CodedText>> = {
  denied: { "zh-CN": "手机未允许定位", en: "not allowed on the phone" },
  timeout: { "zh-CN": "定位超时", en: "timed out" },
  unavailable: { "zh-CN": "定位不可用", en: "not available" },
  indoor_no_signal: { "zh-CN": "室内没有信号", en: "no signal indoors" },
  device_fault: { "zh-CN": "手机故障", en: "phone fault" },
  not_asked: { "zh-CN": "未请求定位", en: "not asked for" },
};

/** What differs between a call-back and the record, and how a call that reached nobody ended. */
const CALL_WORDS: Readonly<Record<string, CodedText>> = {
  shorter: { "zh-CN": "所述时长不足", en: "shorter than the minimum" },
  fewer_visits: { "zh-CN": "所述次数少于记录", en: "fewer visits than recorded" },
  other_service: { "zh-CN": "所述服务与记录不符", en: "another service" },
  no_badge: { "zh-CN": "未着工作服戴工牌", en: "no uniform or badge" },
  ...CONNECTION_WORDS,
};

/** "定位超时": why a phone gave no position, or the code itself. */
export function positionFailureWord(cause: string, locale: Locale): string {
  return POSITION_CAUSES[cause]?.[locale] ?? cause;
}

/** Facts that are amounts in fen; people read yuan. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  "R-CLAIM-PRICE": ["asked", "price"],
  "R-PRICE-OUT-OF-BOUNDS": ["price"],
  "R-BUDGET-SHORT": ["required", "available"],
};

function yuanOfFen(value: unknown): unknown {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text !== "string" || !/^\d+$/.test(text)) return value;
  const digits = text.padStart(3, "0");
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

/** Facts may hold codes, several joined by commas; people read words. */
function readableFact(value: unknown, locale: Locale): unknown {
  if (typeof value !== "string") return value;
  const codes = value.split(",");
  if (codes.every((code) => code.startsWith("EL-"))) return codes.map((code) => eligibilityReason(code, locale));
  if (codes.every((code) => /^Q[0-7]$/.test(code))) return codes.map((code) => qualificationWord(code, locale));
  if (codes.every((code) => code in CALL_WORDS)) return codes.map((code) => wordOf(CALL_WORDS, code, locale));
  if (codes.every((code) => code in RULES)) return codes.map((code) => ruleTitle(code, locale));
  return POSITION_CAUSES[value]?.[locale] ?? (codes.length > 1 ? codes : value);
}

/** "时长不足": the short name of a rule, or its code when the catalogue does not know it. */
export function ruleTitle(code: string, locale: Locale): string {
  return RULES[code]?.title[locale] ?? code;
}

/** "block", "fix", "acknowledge" or "info"; the code itself for a rule that the catalogue does not know. */
export function ruleLevel(code: string): string {
  return RULES[code]?.level ?? code;
}

/** The sentence of a rule's findings with its facts still open: "服务 … 分钟，不足 … 分钟". */
export function ruleMessage(code: string, locale: Locale): string {
  return (RULES[code]?.sentence[locale] ?? code).replace(/\{[a-z][a-z0-9_]*\}/g, " … ").trim();
}

/** "服务 47 分钟，不足 60 分钟": the sentence of one finding. Parameters of the policy version and facts arrive in one record. */
export function ruleSentence(code: string, facts: SentenceFacts, locale: Locale): string {
  const words = RULES[code];
  if (!words) return code;
  const amounts = AMOUNTS[code] ?? [];
  const readable = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      amounts.includes(name) ? yuanOfFen(value) : readableFact(value, locale),
    ]),
  );
  return fillSentence(words.sentence[locale], readable, locale);
}

/** "时间与时长": the group a rule belongs to. */
export function ruleGroup(code: string, locale: Locale): string {
  const group = RULES[code]?.group;
  return group === undefined ? code : (GROUPS[group]?.[locale] ?? code);
}
