/** Words of showing one masked field in full: the reason that is asked, and the value with the name of whoever looks. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";
import coded from "./reveal-reasons.json";

type ReasonWords = CodedText & { readonly textNeeded: boolean };

const REASONS: Readonly<Record<string, ReasonWords>> = coded.reasons;

export const REVEAL_REASON_CODES: readonly string[] = Object.keys(REASONS);

/** Has the district confirmed the list? Until then it is shown as an example. */
export const REVEAL_REASONS_CONFIRMED: boolean = coded.confirmed;

/** Word of an RV- code, or the code itself. */
export function revealReasonWord(code: string, locale: Locale): string {
  return wordOf(REASONS, code, locale);
}

/** Asks whether the reason must be explained in free text. */
export function revealReasonNeedsText(code: string): boolean {
  return REASONS[code]?.textNeeded ?? false;
}

const zh = {
  title: "显示完整内容",
  id_number: "身份证号",
  phone: "电话",
  contact_phone: "联系人电话",
  of_elder: (name: string, number: string) => `${name} ${number}`,
  of_contact: (name: string, elder: string) => `${elder} 的联系人 ${name}`,
  masked_now: "现在显示",
  rule: (seconds: number) => `每次显示都记入日志：谁、什么时候、看了哪一项、为什么。内容只显示 ${seconds} 秒。`,
  left_today: (left: number, cap: number) => `今天还可以显示 ${left} 次（每人每天 ${cap} 次）`,
  reason: "为什么要看",
  with_text: (reason: string) => `${reason}（要说明）`,
  note: "说明",
  note_help: "选“其他”时必填。不要写证件号或电话。",
  show: "显示",
  back: "不看了，回到档案",
  shown_title: (field: string) => `完整的${field}`,
  shown_by: (viewer: string, time: string) => `${viewer} ${time} 查看`,
  hides_in: (seconds: number) => `还有 ${seconds} 秒自动隐藏，然后回到档案。`,
  hides_after: (seconds: number) => `${seconds} 秒后自动隐藏，回到档案。`,
  hide_now: "看好了，现在隐藏",
  hidden: "已隐藏",
};

const en: typeof zh = {
  title: "Show in full",
  id_number: "Identity number",
  phone: "Phone",
  contact_phone: "Contact's phone",
  of_elder: (name, number) => `${name} ${number}`,
  of_contact: (name, elder) => `${name}, contact of ${elder}`,
  masked_now: "Shown now",
  rule: (seconds) =>
    `Each time is written into the log: who, when, which field, and why. The value stays for ${seconds} seconds.`,
  left_today: (left, cap) => `Left today: ${left} (each person may have ${cap} a day)`,
  reason: "Why you need it",
  with_text: (reason) => `${reason} (explain)`,
  note: "Explanation",
  note_help: 'Needed for "Another reason". No identity or phone numbers here.',
  show: "Show",
  back: "Back to the file without looking",
  shown_title: (field) => `${field} in full`,
  shown_by: (viewer, time) => `Seen by ${viewer}, ${time}`,
  hides_in: (seconds) => `Hidden again in ${seconds} s; then back to the file.`,
  hides_after: (seconds) => `Hidden again after ${seconds} seconds; then back to the file.`,
  hide_now: "Done, hide it now",
  hidden: "hidden again",
};

export const elderRevealWords = { "zh-CN": zh, en };
