/** Words of the operations centre: alerts, their ladder, their steps and outcomes, and the estimate of seats. */
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
export const alertEventWord = (kind: string, locale: Locale) => wordOf(EVENTS, kind, locale);

/** The sentence to begin with. */
export function alertScript(kind: string, locale: Locale): string {
  const script =
    kind === "smoke" || kind === "gas" ? "smoke" : ["sos", "fall", "vital"].includes(kind) ? "call" : "calm";
  return wordOf(SCRIPTS, script, locale);
}

const zh = {
  title: "告警中心",
  status: (red: number, orange: number, yellow: number) => `红色 ${red} · 橙色 ${orange} · 黄色 ${yellow}`,
  waiting: (count: number) => (count === 0 ? "没有未接的红色告警" : `有 ${count} 条红色告警未接`),
  list_title: "未办结的告警",
  list_note: "红色在前，同级按等待时间；等待从收到时算起。",
  nothing: "现在没有未办结的告警。",
  level: "等级",
  what: "告警",
  who: "老人",
  nobody: "未绑定老人",
  age: "已等",
  state: "状态",
  by: "坐席",
  open: "打开",
  take: "接警",
  taking: "正在接警…",
  take_over: "接手处理",
  drill: "测试",
  late: "补传",
  again: (times: number) => `又触发 ${times} 次`,
  seconds: (count: number) =>
    count < 60
      ? `${count} 秒`
      : count < 3600
        ? `${Math.floor(count / 60)} 分 ${count % 60} 秒`
        : `${Math.floor(count / 3600)} 小时 ${Math.floor((count % 3600) / 60)} 分`,
  beside_title: "一体机求助和工单",
  help_line: (no: string, device: string) => `求助 ${no} · ${device}`,
  ticket_line: (no: string) => `工单 ${no}`,
  due: "应办",
  since: "按下",
  none_beside: "没有待办的求助和工单。",
  figures_title: "近 24 小时",
  figure_alerts: "告警",
  figure_answered: "红色 30 秒内接听",
  figure_false: "误报率",
  figure_middle: "红色接听中位数",
  drill_title: "每月测试",
  drill_note: "请老人或家属按一次按键，下一次按键记为测试，一样要接警和办结。",
  drill_device: "设备编号",
  drill_start: "开始测试",
  drill_started: "已开始，十五分钟内的第一次按键记为测试。",
  staffing_link: "坐席测算",
  alert_title: (no: number, kind: string) => `告警 ${no} · ${kind}`,
  facts_title: "情况",
  raised_at: "发生时间",
  received_at: "收到时间",
  place: "地址片区",
  device: "设备",
  values: "数值",
  contacts_title: "联系人",
  no_contacts: "没有登记联系人。",
  elder_file: "打开一人一档",
  script_title: "话术",
  steps_title: "处理",
  voice: "联系到本人",
  family_told: "已告知家属",
  on_site: "已到场",
  handed_to_120: "移交 120",
  done_at: "已记",
  aim: (minutes: number) => `${minutes} 分钟内`,
  send_title: "派人",
  send_note: "最近的空闲护理员在前，直线距离；也可以派网格员。",
  send: "派出",
  distance: (metres: number) => (metres < 1000 ? `${metres} 米` : `${(metres / 1000).toFixed(1)} 公里`),
  grid_worker: "网格员姓名",
  send_grid: "派网格员",
  nobody_free: "现在没有空闲的护理员。",
  close_title: "办结",
  outcome: "结果",
  note: "说明",
  close: "填写结果",
  second_title: "复核",
  second_note: "红色告警由另一个人复核后办结。",
  agree: "同意办结",
  refuse: "退回处理",
  own_outcome: "结果是您填写的，请另一位同事复核。",
  ladder_title: "升级",
  told_at: "已通知",
  not_needed: "不再需要",
  waits_until: "到期",
  history_title: "经过",
  closed_with: (outcome: string) => `结果：${outcome}`,
  staffing_title: "坐席测算",
  staffing_note: "按 Erlang C（等待不挂断）和 Erlang A（会挂断）测算，供排班参考。",
  calls_per_hour: "每小时来电和告警",
  handle_seconds: "平均处理时长",
  within_seconds: "接听目标",
  patience_seconds: "平均耐心",
  estimate: "测算",
  unit_seconds: "秒",
  needed: (seats: number | null) => (seats === null ? "60 席以内达不到目标" : `九成在目标内接听，需要 ${seats} 席`),
  seats: "坐席",
  share: "目标内接听",
  wait: "平均等待",
  lost: "挂断",
  endless: "排不完",
};

const en: typeof zh = {
  title: "Operations centre",
  status: (red, orange, yellow) => `Red ${red} · orange ${orange} · yellow ${yellow}`,
  waiting: (count) =>
    count === 0 ? "No red alert waits" : count === 1 ? "1 red alert waits" : `${count} red alerts wait`,
  list_title: "Open alerts",
  list_note: "Red first, then by waiting time, counted from the receipt.",
  nothing: "There is no open alert.",
  level: "Level",
  what: "Alert",
  who: "Elder",
  nobody: "Nobody bound",
  age: "Waiting",
  state: "State",
  by: "Seat",
  open: "Open",
  take: "Take",
  taking: "Taking…",
  take_over: "Take over",
  drill: "Test",
  late: "Late",
  again: (times) => `said ${times} more times`,
  seconds: (count) =>
    count < 60
      ? `${count} s`
      : count < 3600
        ? `${Math.floor(count / 60)} min ${count % 60} s`
        : `${Math.floor(count / 3600)} h ${Math.floor((count % 3600) / 60)} min`,
  beside_title: "Kiosk help and tickets",
  help_line: (no, device) => `Help ${no} · ${device}`,
  ticket_line: (no) => `Ticket ${no}`,
  due: "due",
  since: "touched",
  none_beside: "No calls for help and no tickets wait.",
  figures_title: "Last 24 hours",
  figure_alerts: "Alerts",
  figure_answered: "Red taken within 30 s",
  figure_false: "False alarms",
  figure_middle: "Median until red is taken",
  drill_title: "Monthly test",
  drill_note:
    "Ask the elder or the family for one press. The next press is the test, and is taken and closed like any other.",
  drill_device: "Device number",
  drill_start: "Start the test",
  drill_started: "Started: the first press within fifteen minutes is the test.",
  staffing_link: "Seats needed",
  alert_title: (no, kind) => `Alert ${no} · ${kind}`,
  facts_title: "What happened",
  raised_at: "Happened",
  received_at: "Received",
  place: "Area",
  device: "Device",
  values: "Values",
  contacts_title: "Contacts",
  no_contacts: "No contacts on file.",
  elder_file: "Open the elder's file",
  script_title: "Script",
  steps_title: "Steps",
  voice: "Spoke with the home",
  family_told: "Family told",
  on_site: "On site",
  handed_to_120: "Hand over to 120",
  done_at: "done",
  aim: (minutes) => `within ${minutes} min`,
  send_title: "Send somebody",
  send_note: "The nearest free care workers first, straight distance; or a grid worker.",
  send: "Send",
  distance: (metres) => (metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`),
  grid_worker: "Grid worker's name",
  send_grid: "Send a grid worker",
  nobody_free: "No care worker is free now.",
  close_title: "Outcome",
  outcome: "Outcome",
  note: "Note",
  close: "Give the outcome",
  second_title: "Second person",
  second_note: "A red alert is closed by a second person.",
  agree: "Agree and close",
  refuse: "Give back",
  own_outcome: "You gave the outcome; a colleague closes it.",
  ladder_title: "Escalation",
  told_at: "told",
  not_needed: "not needed",
  waits_until: "due",
  history_title: "History",
  closed_with: (outcome) => `Outcome: ${outcome}`,
  staffing_title: "Seats needed",
  staffing_note: "By Erlang C (callers wait) and Erlang A (callers give up), as a guide for the roster.",
  calls_per_hour: "Calls and alerts an hour",
  handle_seconds: "Average handling",
  within_seconds: "Answered within",
  patience_seconds: "Average patience",
  estimate: "Estimate",
  unit_seconds: "s",
  needed: (seats) => (seats === null ? "60 seats do not reach the aim" : `${seats} seats answer nine in ten in time`),
  seats: "Seats",
  share: "Answered in time",
  wait: "Average wait",
  lost: "Give up",
  endless: "never ends",
};

export const alertWords = { "zh-CN": zh, en };
