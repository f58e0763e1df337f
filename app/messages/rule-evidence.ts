/** What a rule rests on: the evidence that a person looks at, the fact that clears it, and the parameters it is measured by. */
import type { CodedText, Locale } from "./locale.ts";
import evidence from "./rule-evidence.json";
import parameters from "./rule-parameters.json";

type RuleEvidence = {
  readonly evidence: CodedText;
  /** Null where no fact clears it, or where nothing needs to be cleared. */
  readonly clearedByFact: CodedText | null;
  readonly parameters: readonly string[];
};

const EVIDENCE: Readonly<Record<string, RuleEvidence>> = evidence;
const PARAMETERS: Readonly<Record<string, CodedText & { readonly unit: string }>> = parameters;

const UNITS: Readonly<Record<string, CodedText>> = {
  minutes: { "zh-CN": "分钟", en: "minutes" },
  hours: { "zh-CN": "小时", en: "hours" },
  days: { "zh-CN": "天", en: "days" },
  "days after visit": { "zh-CN": "天（服务后）", en: "days after the visit" },
  months: { "zh-CN": "个月", en: "months" },
  years: { "zh-CN": "岁", en: "years" },
  metres: { "zh-CN": "米", en: "metres" },
  "km/h": { "zh-CN": "公里/小时", en: "km/h" },
  bits: { "zh-CN": "位", en: "bits" },
  visits: { "zh-CN": "次", en: "visits" },
  elders: { "zh-CN": "名老人", en: "elders" },
  percent: { "zh-CN": "%", en: "%" },
  fen: { "zh-CN": "分", en: "fen" },
  attempts: { "zh-CN": "次", en: "attempts" },
  rounds: { "zh-CN": "轮", en: "rounds" },
};

/** "事件清单、提醒记录" */
export function ruleEvidence(code: string, locale: Locale): string {
  return EVIDENCE[code]?.evidence[locale] ?? "";
}

/** "护理员手机上的事件传到"; null where no fact clears it. */
export function clearingFact(code: string, locale: Locale): string | null {
  return EVIDENCE[code]?.clearedByFact?.[locale] ?? null;
}

/** Names of the policy parameters that a rule is measured by. */
export function parametersOfRule(code: string): readonly string[] {
  return EVIDENCE[code]?.parameters ?? [];
}

/** "签到宽限": what a parameter of a rule means. */
export function parameterMeaning(name: string, locale: Locale): string {
  return PARAMETERS[name]?.[locale] ?? name;
}

/** "60 分钟", "是", "低保、低保边缘": a parameter's value with its unit. */
export function parameterValue(name: string, value: unknown, locale: Locale): string {
  if (typeof value === "boolean") return locale === "en" ? (value ? "yes" : "no") : value ? "是" : "否";
  if (Array.isArray(value)) return value.join(locale === "en" ? ", " : "、");
  if (value === null || value === undefined) return "—";
  const unit = UNITS[PARAMETERS[name]?.unit ?? ""]?.[locale];
  if (unit === undefined) return String(value);
  return `${String(value)} ${unit}`;
}
