/** Words of reason codes (RC-), resolution codes (RS-), cancellation codes and the categories of a declined offer. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";
import coded from "./reasons.json";

type ReasonWords = CodedText & { readonly textNeeded: boolean; readonly counted: boolean };

const REASONS: Readonly<Record<string, ReasonWords>> = coded.reasons;
const RESOLUTIONS: Readonly<Record<string, CodedText>> = coded.resolutions;

const CANCELLATIONS: Readonly<Record<string, CodedText>> = {
  plan_changed: { "zh-CN": "计划调整", en: "Plan changed" },
  holiday: { "zh-CN": "节假日", en: "Holiday" },
  provider_ended: { "zh-CN": "机构合同结束", en: "Provider's contract ended" },
  duplicate_plan: { "zh-CN": "重复排期", en: "Planned twice" },
  in_institution: { "zh-CN": "老人已入住养老机构", en: "Elder lives in an institution" },
  registration_moved: { "zh-CN": "户籍已迁出本区", en: "Registration moved away" },
  other_benefit: { "zh-CN": "已享受不能同时享受的补贴", en: "Draws a benefit that excludes the visits" },
  aid_ended: { "zh-CN": "不再属于困难老人", en: "Aid status has ended" },
  bed_suspended: { "zh-CN": "家庭养老床位暂停", en: "Family bed suspended" },
};

const DECLINES: Readonly<Record<string, CodedText>> = {
  too_far: { "zh-CN": "太远", en: "Too far" },
  time_conflict: { "zh-CN": "时间冲突", en: "Time conflict" },
  no_capacity: { "zh-CN": "无人手", en: "No capacity" },
  skill_missing: { "zh-CN": "技能不符", en: "Skill missing" },
  elder_unknown_risk: { "zh-CN": "情况不明", en: "Unknown risk" },
  personal: { "zh-CN": "个人原因", en: "Personal" },
  other: { "zh-CN": "别的", en: "Other" },
};

export const REASON_CODES: readonly string[] = Object.keys(REASONS);
export const RESOLUTION_CODES: readonly string[] = Object.keys(RESOLUTIONS);
export const DECLINE_CODES: readonly string[] = Object.keys(DECLINES);

/** Word of an RC- code, a cancellation code, or the code itself. */
export function reasonWord(code: string, locale: Locale): string {
  return REASONS[code]?.[locale] ?? wordOf(CANCELLATIONS, code, locale);
}

/** Asks whether a reason must be explained in free text. */
export function reasonNeedsText(code: string): boolean {
  return REASONS[code]?.textNeeded ?? false;
}

/** Word of an RS- code, or the code itself. */
export function resolutionWord(code: string, locale: Locale): string {
  return wordOf(RESOLUTIONS, code, locale);
}

/** Word of the category with which a provider declines an offer. */
export function declineWord(code: string, locale: Locale): string {
  return wordOf(DECLINES, code, locale);
}
