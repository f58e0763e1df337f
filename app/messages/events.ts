/** Words of what phones, kiosks, doors and call-backs recorded about a visit, and of the means of confirmation. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const KINDS: Readonly<Record<string, CodedText>> = {
  en_route: { "zh-CN": "出发", en: "On the way" },
  check_in: { "zh-CN": "签到", en: "Check-in" },
  check_out: { "zh-CN": "签退", en: "Check-out" },
  door_code: { "zh-CN": "扫门牌码", en: "Door code" },
  nfc_tap: { "zh-CN": "刷门牌卡", en: "Door tag" },
  device_presence: { "zh-CN": "家中设备感应", en: "Device in the home" },
  photo_start: { "zh-CN": "开始照片", en: "Photo at the start" },
  photo_end: { "zh-CN": "结束照片", en: "Photo at the end" },
  task_done: { "zh-CN": "完成小类", en: "Subtype done" },
  task_refused: { "zh-CN": "老人不要这一项", en: "Subtype refused" },
  elder_confirm: { "zh-CN": "老人点了确认", en: "Elder confirmed" },
  pin_confirm: { "zh-CN": "老人输入密码", en: "The elder typed the PIN" },
  signature: { "zh-CN": "老人签字", en: "Elder signed" },
  kiosk_confirm: { "zh-CN": "一体机确认", en: "Confirmed at the kiosk" },
  phone_confirm: { "zh-CN": "电话确认", en: "Confirmed by phone" },
  family_confirm: { "zh-CN": "家属确认", en: "Confirmed by the family" },
  elder_rating: { "zh-CN": "老人评价", en: "Rated by the elder" },
  callback_result: { "zh-CN": "回访", en: "Call-back" },
  door_step: { "zh-CN": "门口又做了一步", en: "One more step at the door" },
  no_answer: { "zh-CN": "敲门无人应答", en: "No answer at the door" },
  unsafe: { "zh-CN": "现场不安全", en: "Unsafe at the home" },
  sos: { "zh-CN": "求助", en: "Call for help" },
  note: { "zh-CN": "备注", en: "Note" },
  correction: { "zh-CN": "更正", en: "Correction" },
};

/** Every kind of event that has a word. */
export const EVENT_KINDS: readonly string[] = Object.keys(KINDS);

/** "签到" of "check_in". */
export function eventWord(kind: string, locale: Locale): string {
  return wordOf(KINDS, kind, locale);
}
