/** Words of a call-back: how a call went, the questions of the sheet with their answers, and what is left to be done. */
import { wordOf, type CodedText, type Locale } from "./locale.ts";

export const CONNECTION_WORDS: Readonly<Record<string, CodedText>> = {
  answered: { "zh-CN": "已接听", en: "Answered" },
  hung_up: { "zh-CN": "接通后挂断", en: "Hung up" },
  no_answer: { "zh-CN": "无人接听", en: "No answer" },
  switched_off: { "zh-CN": "关机", en: "Switched off" },
  busy: { "zh-CN": "占线", en: "Busy" },
  no_such_number: { "zh-CN": "空号", en: "No such number" },
  suspended: { "zh-CN": "停机", en: "Suspended" },
  barred: { "zh-CN": "限制呼入", en: "Barred" },
  wrong_information: { "zh-CN": "信息有误", en: "Wrong information" },
};

/** "无人接听". */
export function connectionWord(code: string, locale: Locale): string {
  return wordOf(CONNECTION_WORDS, code, locale);
}
