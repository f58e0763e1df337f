/** Words of finding an elder by identity number or telephone. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

/** What is wrong with a number that was typed; codes are those of the number's reader. */
const FAULTS: Readonly<Record<string, CodedText>> = {
  EMPTY: { "zh-CN": "请填身份证号或电话。", en: "Give an identity number or a telephone number." },
  PHONE: {
    "zh-CN": "没有这样的电话：手机 11 位，本地固定电话 8 位（可带区号）。",
    en: "There is no such telephone: a mobile has 11 digits, a local line 8 (with or without the area code).",
  },
  LEGACY_15: {
    "zh-CN": "这是 15 位旧身份证号，2013 年起停用，请填 18 位的。",
    en: "This is an old 15-digit identity number, refused since 2013. Give the one with 18.",
  },
  LENGTH: {
    "zh-CN": "位数不对：身份证号 18 位，手机 11 位。",
    en: "The length is wrong: an identity number has 18 characters, a mobile 11.",
  },
  CHARS: {
    "zh-CN": "身份证号只有数字，最后一位可以是 X。",
    en: "An identity number has digits only; the last may be X.",
  },
  AREA: {
    "zh-CN": "身份证号前两位不是省级代码，请核对。",
    en: "The identity number does not begin with a province code. Check it.",
  },
  DATE: {
    "zh-CN": "身份证号里的出生日期不存在，请核对。",
    en: "The birth date inside the identity number does not exist. Check it.",
  },
  CHECK: {
    "zh-CN": "身份证号校验位不对，有一位填错了，请核对。",
    en: "The check digit of the identity number does not fit: one digit is wrong. Check it.",
  },
  FUTURE: {
    "zh-CN": "身份证号里的出生日期还没有到，请核对。",
    en: "The birth date inside the identity number lies ahead. Check it.",
  },
};

/** "身份证号校验位不对，有一位填错了，请核对。" */
export function numberFault(code: string, locale: Locale): string {
  return wordOf(FAULTS, code, locale);
}

const zh = {
  label: "按身份证号或电话查找",
  help: "填老人本人登记的完整号码。每次查找记入日志。",
  find: "查找",
  nobody: "没有找到。可能没有登记，或者不在您的范围里。",
  several: (count: number) => `这个电话登记了 ${count} 位老人：`,
  too_many: (cap: number, minutes: number) =>
    `一小时最多查找 ${cap} 次，已经用完。请 ${minutes} 分钟后再查；也可以按姓名或编号查。`,
};

const en: typeof zh = {
  label: "Find by identity number or phone",
  help: "The elder's own number, in full. Each search is written into the log.",
  find: "Find",
  nobody: "Nobody found: not on file, or outside your area.",
  several: (count) => `Elders with this phone: ${count}`,
  too_many: (cap, minutes) =>
    `${cap} searches an hour are the limit, and they are used up. Try again in ${minutes} min, or look for the name or the number of the file.`,
};

export const elderSearchWords = { "zh-CN": zh, en };
