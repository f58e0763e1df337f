/** Words of the office's list of what families and elders were told, and the sentence of each kind of message. */
import { alertKindWord } from "./alert-codes.ts";
import type { CodedText, Locale } from "./locale.ts";

const zh = {
  title: "通知记录",
  status: "家人和老人收到了什么；手机号和姓名都已脱敏",
  empty: "还没有发过通知。",
  at: "时间",
  elder: "老人",
  to: "发给",
  to_elder: "老人本人",
  said: "内容",
  state: "状态",
  tries: (count: number) => `试了 ${count} 次`,
  number: "老人编号",
  recorded_note: "“仅记录”的没有真的发出：这里没有接通微信模板消息，或者这位家人还没从微信进来过。",
};

const en: typeof zh = {
  title: "Messages sent",
  status: "What families and elders were told; numbers and names are masked",
  empty: "No message yet.",
  at: "Time",
  elder: "Elder",
  to: "To",
  to_elder: "The elder",
  said: "Message",
  state: "State",
  tries: (count) => (count === 1 ? "one try" : `${count} tries`),
  number: "Elder number",
  recorded_note:
    "What is only recorded went nowhere: WeChat template messages are not set up here, or this person has never come from WeChat.",
};

export const sentMessageWords = { "zh-CN": zh, en };

const STATES = {
  queued: { "zh-CN": "等待发送", en: "Waiting" },
  sent: { "zh-CN": "已发送", en: "Sent" },
  recorded: { "zh-CN": "仅记录", en: "Recorded only" },
  failed: { "zh-CN": "没发出去", en: "Not sent" },
  too_late: { "zh-CN": "过时未发", en: "Too late, not sent" },
} as const;

export const messageStateText = (state: keyof typeof STATES, locale: Locale) => STATES[state][locale];

type Fields = Readonly<Record<string, string>>;
const yuan = (fields: Fields) => fields["yuan"] ?? "";
const elder = (fields: Fields) => fields["elder"] ?? "";

/** What each kind says, from the fields of its template. */
const SENTENCES: Readonly<Record<string, (fields: Fields, locale: Locale) => CodedText>> = {
  payment_received: (fields) => ({
    "zh-CN": `${elder(fields)}的服务费收到 ${yuan(fields)} 元，付款单 ${fields["orderNo"] ?? ""}，可以看收据。`,
    en: `¥${yuan(fields)} received for ${elder(fields)}, order ${fields["orderNo"] ?? ""}; the receipt is ready.`,
  }),
  refund_done: (fields) => ({
    "zh-CN": `${elder(fields)}的服务费退回 ${yuan(fields)} 元，退款单 ${fields["refundNo"] ?? ""}。`,
    en: `¥${yuan(fields)} sent back for ${elder(fields)}, refund ${fields["refundNo"] ?? ""}.`,
  }),
  visit_booked: (fields) => ({
    "zh-CN": `${elder(fields)}约好了，${fields["start"] ?? ""} 上门。`,
    en: `A visit at ${elder(fields)}'s is booked for ${fields["start"] ?? ""}.`,
  }),
  visit_moved: (fields) => ({
    "zh-CN": `${elder(fields)}的上门改时间了，${fields["before"] ?? ""} 改到 ${fields["start"] ?? ""}。`,
    en: `The visit at ${elder(fields)}'s has moved from ${fields["before"] ?? ""} to ${fields["start"] ?? ""}.`,
  }),
  visit_cancelled: (fields) => ({
    "zh-CN": `${elder(fields)}${fields["start"] ?? ""} 的上门取消了。`,
    en: `The visit at ${elder(fields)}'s of ${fields["start"] ?? ""} is called off.`,
  }),
  visit_arrived: (fields) => ({
    "zh-CN": `护理员已到${elder(fields)}家。`,
    en: `The care worker is at ${elder(fields)}'s home.`,
  }),
  visit_finished: (fields) => ({
    "zh-CN": `${elder(fields)}这次上门做完了。`,
    en: `The visit at ${elder(fields)}'s is finished.`,
  }),
  alert_raised: (fields, locale) => ({
    "zh-CN": `${elder(fields)}家有告警：${alertKindWord(fields["alert"] ?? "", locale)}，值班人员正在处理。`,
    en: `Alert at ${elder(fields)}'s home: ${alertKindWord(fields["alert"] ?? "", locale)}. The centre is on it.`,
  }),
  complaint_answered: (fields) => ({
    "zh-CN": `您提的意见有答复了，单号 ${fields["ticketNo"] ?? ""}。`,
    en: `Your complaint ${fields["ticketNo"] ?? ""} has an answer.`,
  }),
  invoice_answered: (fields) => ({
    "zh-CN": `您要的发票，服务机构答复了，付款单 ${fields["orderNo"] ?? ""}。`,
    en: `The provider has answered your request for an invoice, order ${fields["orderNo"] ?? ""}.`,
  }),
};

/** Kinds that have a sentence. */
export const WORDED_MESSAGES: readonly string[] = Object.keys(SENTENCES);

export function messageSentence(kind: string, fields: Fields, locale: Locale): string {
  return SENTENCES[kind]?.(fields, locale)[locale] ?? kind;
}
