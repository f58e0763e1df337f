/** Words of the codes of alerts: kinds, levels, states, steps of the ladder, outcomes, events, and what a seat says first. */
import { wordOf, type CodedText, type Locale } from "./locale.ts";

const KINDS: Readonly<Record<string, CodedText>> = {
  sos: { "zh-CN": "紧急呼叫", en: "SOS" },
  fall: { "zh-CN": "跌倒", en: "Fall" },
  smoke: { "zh-CN": "烟雾", en: "Smoke" },
  gas: { "zh-CN": "燃气", en: "Gas" },
  water: { "zh-CN": "水浸", en: "Water" },
  vital: { "zh-CN": "心率或呼吸异常", en: "Pulse or breath out of bounds" },
  off_bed: { "zh-CN": "夜间离床过久", en: "Long out of bed at night" },
  no_movement: { "zh-CN": "长时间无活动", en: "No movement" },
  door_night: { "zh-CN": "夜间开门", en: "Door at night" },
  door_shut: { "zh-CN": "长时间未开门", en: "Door stayed shut" },
  left_area: { "zh-CN": "离开区域", en: "Left the area" },
  low_battery: { "zh-CN": "电量低", en: "Low battery" },
  silent: { "zh-CN": "设备失联", en: "Device silent" },
};

const LEVELS: Readonly<Record<string, CodedText>> = {
  red: { "zh-CN": "红色", en: "Red" },
  orange: { "zh-CN": "橙色", en: "Orange" },
  yellow: { "zh-CN": "黄色", en: "Yellow" },
};

const STATES: Readonly<Record<string, CodedText>> = {
  open: { "zh-CN": "未接", en: "Waiting" },
  taken: { "zh-CN": "处理中", en: "In hand" },
  awaiting_second: { "zh-CN": "待复核", en: "Second person" },
  closed: { "zh-CN": "已办结", en: "Closed" },
};

const STEPS: Readonly<Record<string, CodedText>> = {
  seats: { "zh-CN": "全部坐席", en: "All seats" },
  lead: { "zh-CN": "值班班长", en: "Shift lead" },
  family: { "zh-CN": "家属", en: "Family" },
  street: { "zh-CN": "街道值班", en: "Street duty" },
  supervisor: { "zh-CN": "主管", en: "Supervisor" },
  orange_lead: { "zh-CN": "值班班长", en: "Shift lead" },
  orange_street: { "zh-CN": "街道值班", en: "Street duty" },
};

const OUTCOMES: Readonly<Record<string, CodedText>> = {
  true: { "zh-CN": "真实告警", en: "Real" },
  false: { "zh-CN": "误报", en: "False alarm" },
  test: { "zh-CN": "测试", en: "Test" },
  device_fault: { "zh-CN": "设备故障", en: "Device fault" },
  handed_to_120: { "zh-CN": "已移交 120", en: "Handed over to 120" },
  no_access: { "zh-CN": "无法入户", en: "No access" },
};

const EVENTS: Readonly<Record<string, CodedText>> = {
  raised: { "zh-CN": "告警产生", en: "Raised" },
  repeated: { "zh-CN": "再次触发", en: "Said again" },
  told: { "zh-CN": "已通知", en: "Told" },
  taken: { "zh-CN": "接警", en: "Taken" },
  released: { "zh-CN": "放回", en: "Put back" },
  voice: { "zh-CN": "联系到本人", en: "Spoke with the home" },
  family_told: { "zh-CN": "已告知家属", en: "Family told" },
  dispatched: { "zh-CN": "派人", en: "Sent" },
  on_site: { "zh-CN": "已到场", en: "On site" },
  handed_to_120: { "zh-CN": "移交 120", en: "Handed over to 120" },
  note: { "zh-CN": "记录", en: "Note" },
  outcome: { "zh-CN": "填写结果", en: "Outcome" },
  second: { "zh-CN": "复核办结", en: "Closed by the second person" },
  second_refused: { "zh-CN": "复核退回", en: "Given back" },
  call_back: { "zh-CN": "回访", en: "Called back" },
};

/** Names of the values that an alert is shown with. */
const FACTS: Readonly<Record<string, CodedText>> = {
  vendor: { "zh-CN": "厂家格式", en: "Vendor's format" },
  external_id: { "zh-CN": "报文里的设备", en: "Device in the message" },
  sent_by: { "zh-CN": "由另一台设备发来", en: "Sent by another device" },
  topic: { "zh-CN": "主题", en: "Topic" },
  heart_rate: { "zh-CN": "心率（次/分）", en: "Pulse (per minute)" },
  breath_rate: { "zh-CN": "呼吸（次/分）", en: "Breath (per minute)" },
  battery_percent: { "zh-CN": "电量（%）", en: "Battery (%)" },
  minutes: { "zh-CN": "已有分钟", en: "Minutes" },
  limit_minutes: { "zh-CN": "限度分钟", en: "Limit in minutes" },
};

/** What the seat says, by what happened. */
const SCRIPTS: Readonly<Record<string, CodedText>> = {
  call: {
    "zh-CN":
      "您好，这里是 871-12345。我们收到您家里的告警，您现在安全吗？有没有摔倒，哪里不舒服？请不要挂电话，我一直在。",
    en: "Hello, this is 871-12345. Your home sent an alarm. Are you safe? Did you fall, does anything hurt? Please stay on the line, I am here.",
  },
  smoke: {
    "zh-CN": "您好，这里是 871-12345。您家烟雾或燃气报警，请马上离开屋子，不要开关电器，我们同时联系 119 和您的家人。",
    en: "Hello, this is 871-12345. Smoke or gas is reported in your home. Please leave at once and touch no switch; we are calling 119 and your family.",
  },
  calm: {
    "zh-CN": "您好，这里是 871-12345。系统提醒我们问候您一下：您今天还好吗？有什么需要帮忙的？",
    en: "Hello, this is 871-12345. We were reminded to ask after you: are you well today? Is there anything you need?",
  },
};

export const alertKindWord = (kind: string, locale: Locale) => wordOf(KINDS, kind, locale);
export const alertLevelWord = (level: string, locale: Locale) => wordOf(LEVELS, level, locale);
export const alertStateWord = (state: string, locale: Locale) => wordOf(STATES, state, locale);
export const alertStepWord = (step: string, locale: Locale) => wordOf(STEPS, step, locale);
export const alertOutcomeWord = (outcome: string, locale: Locale) => wordOf(OUTCOMES, outcome, locale);
export const alertFactWord = (name: string, locale: Locale) => wordOf(FACTS, name, locale);
export const alertEventWord = (kind: string, locale: Locale) => wordOf(EVENTS, kind, locale);

/** How an alert stands: what it turned out to be, or the state it is in until somebody says so. */
export const alertStandWord = (alert: { readonly state: string; readonly outcome: string | null }, locale: Locale) =>
  alert.outcome === null ? alertStateWord(alert.state, locale) : alertOutcomeWord(alert.outcome, locale);

/** The sentence to begin with. */
export function alertScript(kind: string, locale: Locale): string {
  const script =
    kind === "smoke" || kind === "gas" ? "smoke" : ["sos", "fall", "vital"].includes(kind) ? "call" : "calm";
  return wordOf(SCRIPTS, script, locale);
}
