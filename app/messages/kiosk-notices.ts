/** Words of 通知政策 on the kiosk: notices, the self-check and the start of an application. Nothing here names poverty. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const QUESTIONS: Readonly<Record<string, CodedText>> = {
  age: { "zh-CN": "您满 60 岁了吗？", en: "Are you 60 or older?" },
  hukou: { "zh-CN": "户口在本区吗？", en: "Are you registered in this district?" },
  residence: { "zh-CN": "平时住在本区吗？", en: "Do you live in this district?" },
  needs_help: { "zh-CN": "洗澡穿衣要人帮吗？", en: "Do you need help to wash or dress?" },
  institution: { "zh-CN": "现在住养老院吗？", en: "Do you live in a care home now?" },
};

const REASONS: Readonly<Record<string, CodedText>> = {
  "EL-AGE": { "zh-CN": "年满 60 岁才能申请。", en: "You can apply from the age of 60." },
  "EL-HUKOU": {
    "zh-CN": "要本区户口，可以问户口所在区。",
    en: "It is for people registered here. Ask where you are registered.",
  },
  "EL-RESIDENCE": { "zh-CN": "要住在本区，才能上门服务。", en: "It is for people who live here." },
  "EL-GRADE": { "zh-CN": "现在还不用人帮，以后需要再来。", en: "You need no help now. Come back when you do." },
  "EL-INSTITUTION": { "zh-CN": "住养老院的，由养老院照顾。", en: "The care home looks after you." },
};

const PAPERS: Readonly<Record<string, CodedText>> = {
  id_card: { "zh-CN": "身份证", en: "ID card" },
  hukou_book: { "zh-CN": "户口本", en: "Household register" },
  bank_card: { "zh-CN": "银行卡", en: "Bank card" },
  assessment: { "zh-CN": "评估报告，没有也行", en: "Assessment report, if you have one" },
};

export const selfCheckQuestion = (question: string, locale: Locale) => wordOf(QUESTIONS, question, locale);
export const selfCheckReason = (code: string, locale: Locale) => wordOf(REASONS, code, locale);
export const selfCheckPaper = (paper: string, locale: Locale) => wordOf(PAPERS, paper, locale);

/** Codes that have words, for the tests. */
export const SELF_CHECK_REASONS: readonly string[] = Object.keys(REASONS);

const zh = {
  task: "通知政策",
  list_title: "想看哪一条？",
  list_caption: "点一条，读给您听。",
  list_none: "最近没有新通知",
  check: "看看能不能申请",
  check_note: "几个问题，一分钟",
  bed: "申请家庭养老床位",
  bed_note: "家里装扶手、呼叫按钮",
  others: "看别的通知",
  apply: "请人帮我办",
  apply_note: "留个电话，工作人员打给您",
  yes: "是的",
  no: "不是",
  check_title: "能不能申请",
  result_yes: "您可以申请",
  result_yes_text: "工作人员会再看一看，帮您办。",
  result_no: "现在还不能申请",
  result_no_text: "情况变了，可以再来看。",
  bring: "要带",
  start: "开始申请",
  again_check: "再看一遍",
  home: "回首页",
  ask: "想问清楚",
  apply_title: "要申请吗？",
  apply_caption: "工作人员会打电话给您，帮您办。",
  for_whom: (name: string) => `给 ${name} 申请`,
  confirm: "确认申请",
  not_now: "先不办",
};

const en: typeof zh = {
  task: "Notices",
  list_title: "Which one?",
  list_caption: "Touch one. It is read to you.",
  list_none: "No new notices",
  check: "Can I apply?",
  check_note: "A few questions, one minute",
  bed: "Ask for a bed at home",
  bed_note: "Grab bars and a call button at home",
  others: "Other notices",
  apply: "Help me with it",
  apply_note: "Leave a number. Staff call you",
  yes: "Yes",
  no: "No",
  check_title: "Can I apply?",
  result_yes: "You can apply",
  result_yes_text: "Staff will look again and help you.",
  result_no: "Not yet",
  result_no_text: "Come again when things change.",
  bring: "Bring",
  start: "Apply",
  again_check: "Once more",
  home: "Home",
  ask: "Ask staff",
  apply_title: "Shall we start?",
  apply_caption: "Staff will call you and help you.",
  for_whom: (name) => `For ${name}`,
  confirm: "Apply",
  not_now: "Not now",
};

export const kioskNoticeWords = { "zh-CN": zh, en };
