/** Words of the screen that shows calls for help from kiosks to operators and streets. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const STEPS: Readonly<Record<string, CodedText>> = {
  requested: { "zh-CN": "按下求助", en: "Help was touched" },
  staff: { "zh-CN": "要找工作人员", en: "Staff wanted" },
  unwell: { "zh-CN": "身体不舒服", en: "Feels unwell" },
  as_staff: { "zh-CN": "没有选择，按找工作人员处理", en: "Nothing chosen: staff called" },
  told_contact: { "zh-CN": "已给紧急联系人发短信", en: "First contact told by message" },
  hotline: { "zh-CN": "没人接，热线同时响铃", en: "Not taken: the hotline rings as well" },
  both: { "zh-CN": "还没人接，两边持续响铃", en: "Still not taken: both go on ringing" },
  taken: { "zh-CN": "有人接了", en: "Taken" },
  arrived: { "zh-CN": "人到了", en: "Somebody is there" },
  closed: { "zh-CN": "已结束", en: "Closed" },
  cancelled: { "zh-CN": "本人取消", en: "Taken back" },
};

const OUTCOMES: Readonly<Record<string, CodedText>> = {
  helped: { "zh-CN": "已帮到", en: "Helped" },
  to_120: { "zh-CN": "转 120", en: "Handed to 120" },
  family_came: { "zh-CN": "家人来接", en: "Family came" },
  nobody_there: { "zh-CN": "到场无人", en: "Nobody was there" },
  not_needed: { "zh-CN": "不需要帮助", en: "No help needed" },
  test: { "zh-CN": "测试", en: "Test" },
};

const STATES: Readonly<Record<string, CodedText>> = {
  open: { "zh-CN": "没人接", en: "Not taken" },
  taken: { "zh-CN": "有人接了", en: "Taken" },
  arrived: { "zh-CN": "人到了", en: "Somebody is there" },
  closed: { "zh-CN": "已结束", en: "Closed" },
  cancelled: { "zh-CN": "本人取消", en: "Taken back" },
};

export const helpStepWord = (step: string, locale: Locale) => wordOf(STEPS, step, locale);
export const helpOutcomeWord = (outcome: string, locale: Locale) => wordOf(OUTCOMES, outcome, locale);
export const helpStateWord = (state: string, locale: Locale) => wordOf(STATES, state, locale);

const zh = {
  title: "求助",
  status: (waiting: number, live: number) => `没人接 ${waiting} 个，正在处理 ${live} 个`,
  live_title: "正在求助",
  live_note: "从第一次触摸开始计时。没人接的在最前面。",
  live_none: "现在没有人在求助。",
  ended_title: "最近一天",
  ended_none: "最近一天没有求助。",
  age: "已过",
  age_text: (minutes: number, seconds: number) => (minutes === 0 ? `${seconds} 秒` : `${minutes} 分 ${seconds} 秒`),
  where: "哪里",
  who: "谁",
  nobody: "没有放身份证",
  device: (name: string) => `一体机 ${name}`,
  what: "怎么了",
  kept: "断网时按下，后补送到",
  steps: "经过",
  next: "处理",
  take: "我来处理",
  arrive: "人到了",
  close: "结束",
  outcome: "结果",
  note: "说明",
  answered_after: (text: string) => `${text}后接`,
  not_answered: "没有接",
  arrived: (count: number) => `新增 ${count} 个求助`,
};

const en: typeof zh = {
  title: "Calls for help",
  status: (waiting, live) => `${waiting} not taken, ${live} in hand`,
  live_title: "Waiting for help",
  live_note: "Counted from the first touch. What nobody has taken comes first.",
  live_none: "Nobody is calling for help.",
  ended_title: "The last day",
  ended_none: "No call for help in the last day.",
  age: "Age",
  age_text: (minutes, seconds) => (minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds} s`),
  where: "Where",
  who: "Who",
  nobody: "No card placed",
  device: (name) => `Kiosk ${name}`,
  what: "What",
  kept: "Touched without a network, arrived later",
  steps: "Steps",
  next: "Do",
  take: "I take it",
  arrive: "Somebody is there",
  close: "Close",
  outcome: "Outcome",
  note: "Note",
  answered_after: (text) => `taken after ${text}`,
  not_answered: "not taken",
  arrived: (count) => (count === 1 ? "1 new call for help" : `${count} new calls for help`),
};

export const helpDeskWords = { "zh-CN": zh, en };
