/** Words of the codes of the operations centre: seats, calls, results, the questions to a caller, and why it calls by itself. */
import { wordOf, type CodedText, type Locale } from "./locale.ts";

const SEATS: Readonly<Record<string, CodedText>> = {
  free: { "zh-CN": "空闲", en: "Free" },
  in_call: { "zh-CN": "通话中", en: "In a call" },
  after_call: { "zh-CN": "话后整理", en: "After a call" },
  break: { "zh-CN": "小休", en: "On a break" },
  off: { "zh-CN": "无人", en: "Empty" },
};

const CALLERS: Readonly<Record<string, CodedText>> = {
  elder: { "zh-CN": "老人本人", en: "The elder" },
  family: { "zh-CN": "家属", en: "Family" },
  other: { "zh-CN": "其他人", en: "Somebody else" },
  unknown: { "zh-CN": "未知", en: "Unknown" },
};

const STATES: Readonly<Record<string, CodedText>> = {
  ringing: { "zh-CN": "振铃", en: "Ringing" },
  active: { "zh-CN": "通话中", en: "Speaking" },
  ended: { "zh-CN": "已结束", en: "Ended" },
  missed: { "zh-CN": "未接", en: "Missed" },
};

const RESULTS: Readonly<Record<string, CodedText>> = {
  settled: { "zh-CN": "当场答复", en: "Settled in the call" },
  booked: { "zh-CN": "已代为预约", en: "Booked on behalf" },
  ticket: { "zh-CN": "已开工单", en: "Ticket opened" },
  handed_over: { "zh-CN": "已转 120、110 或现场人员", en: "Handed to 120, 110 or somebody there" },
  calling_back: { "zh-CN": "挂断后回拨登记号码", en: "Called back on the number on file" },
  call_back_promised: { "zh-CN": "答应回电", en: "Call back promised" },
  not_passed: { "zh-CN": "核对未通过", en: "Questions not passed" },
  hung_up: { "zh-CN": "对方挂断", en: "Caller hung up" },
  well: { "zh-CN": "一切都好", en: "All is well" },
  wants_something: { "zh-CN": "有事要办", en: "Wants something" },
  needs_help: { "zh-CN": "需要帮助", en: "Needs help" },
  not_reached: { "zh-CN": "没有接通", en: "Not reached" },
  declined: { "zh-CN": "不需要再打", en: "Wants no such calls" },
  wrong_number: { "zh-CN": "号码不对", en: "Wrong number" },
};

const QUESTIONS: Readonly<Record<string, CodedText>> = {
  worker: { "zh-CN": "最近上门的护理员叫什么名字？", en: "What is the name of the care worker who came last?" },
  contact: { "zh-CN": "登记的联系人是谁，叫什么名字？", en: "Who is the contact on file, by name?" },
  address: { "zh-CN": "家住哪条路、几号几幢？", en: "Which street, number and building is the home?" },
  birth_date: { "zh-CN": "出生年月日是哪天？", en: "What is the date of birth?" },
  id_tail: { "zh-CN": "身份证号最后四位是什么？", en: "What are the last four figures of the identity number?" },
};

const CARE: Readonly<Record<string, CodedText>> = {
  after_hospital: { "zh-CN": "出院回家", en: "Home from hospital" },
  missed_visit: { "zh-CN": "上门未到", en: "Visit missed" },
  alone_old: { "zh-CN": "高龄独居", en: "Very old and alone" },
};

const LIVING: Readonly<Record<string, CodedText>> = {
  alone: { "zh-CN": "独居", en: "Lives alone" },
  empty_nest: { "zh-CN": "空巢", en: "With spouse only" },
  with_family: { "zh-CN": "与家人同住", en: "With family" },
};

export const seatStateWord = (code: string, locale: Locale) => wordOf(SEATS, code, locale);
export const callerWord = (code: string, locale: Locale) => wordOf(CALLERS, code, locale);
export const callStateWord = (code: string, locale: Locale) => wordOf(STATES, code, locale);
export const callResultWord = (code: string, locale: Locale) => wordOf(RESULTS, code, locale);
export const controlQuestionWord = (code: string, locale: Locale) => wordOf(QUESTIONS, code, locale);
export const careReasonWord = (code: string, locale: Locale) => wordOf(CARE, code, locale);
export const livingWord = (code: string, locale: Locale) => wordOf(LIVING, code, locale);
