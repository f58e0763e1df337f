/** Words of the offices' list of kiosks: how each is, pairing one, taking one out of use, taking digits to help an elder at one. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const word = (zh: string, en: string): CodedText => ({ "zh-CN": zh, en });

const STATES: Readonly<Record<string, CodedText>> = {
  well: word("正常", "Working"),
  ailing: word("要看一看", "Needs a look"),
  silent: word("失联", "No contact"),
  resting: word("已关机（非开放时间）", "Off (closed hours)"),
  waiting: word("刚登记，还没联系", "Paired, no contact yet"),
  revoked: word("已停用", "Out of use"),
};

const AILMENTS: Readonly<Record<string, CodedText>> = {
  reader: word("读卡器坏了", "card reader broken"),
  scanner: word("扫码器坏了", "scanner broken"),
  sound: word("声音放不出来", "cannot speak"),
  sound_muted: word("声音关了", "sound switched off"),
  sound_absent: word("没有扬声器", "no sound output"),
  network_slow: word("网络慢", "slow network"),
  network_fails: word("网络时断时续", "network fails now and then"),
  printer_near_end: word("纸快用完", "paper nearly out"),
  printer_out: word("没有纸了", "out of paper"),
  printer_jam: word("卡纸", "paper jam"),
  printer_broken: word("打印机坏了", "printer broken"),
  disk: word("磁盘快满", "disk nearly full"),
  heat: word("机器过热", "too hot"),
  page: word("页面没有反应", "page does not answer"),
};

const SOUNDS: Readonly<Record<string, CodedText>> = {
  ok: word("开着", "on"),
  muted: word("静音", "muted"),
  broken: word("放不出来", "fails"),
  absent: word("没有扬声器", "no output"),
};

const PRINTERS: Readonly<Record<string, CodedText>> = {
  ok: word("正常", "working"),
  near_end: word("纸快用完", "paper nearly out"),
  out: word("没有纸了", "out of paper"),
  jam: word("卡纸", "paper jam"),
  broken: word("坏了", "broken"),
  absent: word("没有安装", "none"),
};

const LINKS: Readonly<Record<string, CodedText>> = {
  wired: word("网线", "cable"),
  wireless: word("无线网", "wireless"),
  mobile: word("移动网络", "mobile"),
};

const REVOKE: Readonly<Record<string, CodedText>> = {
  lost: word("丢失或被盗", "Lost or stolen"),
  moved: word("换了地方，要重新登记", "Moved, to be paired again"),
  broken: word("机器报废", "Scrapped"),
  doubt: word("怀疑被人动过", "Somebody may have tampered"),
};

const ASSIST: Readonly<Record<string, CodedText>> = {
  cannot_see: word("看不清屏幕", "Cannot see the screen"),
  cannot_hear: word("听不清声音", "Cannot hear"),
  card_unreadable: word("卡读不出来", "The card is not read"),
  no_card: word("没有带卡", "No card at hand"),
  wants_company: word("想有人陪着办", "Wants company"),
};

export const kioskStateWord = (code: string, locale: Locale) => wordOf(STATES, code, locale);
export const printerWord = (code: string, locale: Locale) => wordOf(PRINTERS, code, locale);
export const soundWord = (code: string, locale: Locale) => wordOf(SOUNDS, code, locale);
export const linkWord = (code: string, locale: Locale) => wordOf(LINKS, code, locale);
export const ailmentWord = (code: string, locale: Locale) => wordOf(AILMENTS, code, locale);
export const revokeReasonWord = (code: string, locale: Locale) => wordOf(REVOKE, code, locale);
export const assistReasonWord = (code: string, locale: Locale) => wordOf(ASSIST, code, locale);

const zh = {
  fault_message: (ailment: string, deviceNo: string, place: string) =>
    `一体机 ${deviceNo}（${place}）${ailment}，请去看一看。`,
  fault_since: "开始于",
  fault_told: "已发短信给现场工作人员",
  fault_untold: "登记的电话收不了短信，请打电话告诉现场工作人员",
  title: "一体机",
  lead: "街道服务中心里的触摸一体机。每台机器用自己的密钥签名，每分钟报告一次；开放时间里连续三次没有报告，显示失联。",
  none: "还没有登记过一体机。",
  number: "编号",
  street: "街道",
  place: "放在哪里",
  panel: "屏幕",
  panel_value: (inch: string, orientation: string, edge: number) =>
    `${inch} 英寸 ${orientation} · 下沿离地 ${edge} 毫米`,
  portrait: "竖屏",
  landscape: "横屏",
  seated: "默认坐姿",
  state: "状态",
  seen: "最近联系",
  never: "还没有",
  report: "最近一次报告",
  unknown: "未知",
  printer_state: (state: string) => `小票打印机：${state}`,
  sound: (state: string) => `声音：${state}`,
  network: (facts: string) => `网络：${facts}`,
  signal: (percent: number) => `信号 ${percent}%`,
  round_trip: (ms: number) => `往返 ${ms} 毫秒`,
  failed_tries: (count: number) => `上次报告以来 ${count} 次没有连上`,
  temperature: (celsius: string) => `温度：${celsius}`,
  touched: "最近触摸：",
  shown_fault: (code: string) => `屏幕上出过错，编号 ${code}：`,
  waiting: (count: number) => `${count} 件离线登记待传`,
  spray: "有人在这里试很多人的证件，刷卡之外要再核对手机",
  tries: "一小时内错 20 次，请工作人员到场",
  revoke: "停用",
  revoke_of: (number: string) => `停用 ${number}`,
  reason: "为什么停用",
  revoked: "已停用。这台机器的下一次请求会被拒绝，屏幕上仍然能求助。",
  pair: "登记一台一体机",
  pair_lead: "机器开机后，屏幕上会显示 8 位登记码，10 分钟内有效，只能用一次。站在机器前，把码和安装情况填进来。",
  code: "屏幕上的登记码",
  panel_size: "屏幕大小",
  inch: (size: string) => `${size} 英寸`,
  orientation: "横竖",
  edge: "屏幕下沿离地",
  millimetres: "毫米",
  edge_note: "按键最高 1100 毫米以内直接可用；1220 毫米以内的竖屏默认坐姿；再高不能登记。",
  step: "默认字号",
  step_auto: "按屏幕大小",
  step_1: "标准",
  step_2: "大",
  step_3: "特大",
  equipment: "配备",
  reader: "读卡器（身份证、社保卡）",
  scanner: "扫码器",
  printer: "小票打印机",
  earphone: "耳机插孔",
  handset: "电话听筒",
  keypad: "盲文按键",
  helpButton: "求助按钮",
  staff_call: "现场工作人员电话",
  staff_call_hint: "填手机号，机器没纸或坏了会发短信。",
  opens: "开门",
  closes: "关门",
  save: "登记",
  paired: (number: string) => `${number} 登记好了，机器会自己打开首页。`,
  assist: "帮老人办",
  assist_lead:
    "您站在老人身边时用。取 6 位数字，在一体机上输入，就进入这位老人的页面；全部记为代办，不算老人本人确认。",
  assist_kiosk: "哪台一体机",
  elder_number: "老人编号",
  assist_reason: "为什么代办",
  assist_take: "取 6 位数字",
  assist_digits: "6 位数字",
  assist_note: (number: string, name: string) => `在 ${number} 上输入，5 分钟内有效，一次有效。老人：${name}`,
};

const en: typeof zh = {
  fault_message: (ailment, deviceNo, place) => `Kiosk ${deviceNo} (${place}): ${ailment}. Please go and see.`,
  fault_since: "since",
  fault_told: "a message went to the staff there",
  fault_untold: "the telephone on record takes no messages: ring the staff there",
  title: "Kiosks",
  lead: "The touchscreens of the street centres. Each signs with its own key and reports every minute; three reports missing in opening hours count as no contact.",
  none: "No kiosk has been paired yet.",
  number: "Number",
  street: "Street",
  place: "Place",
  panel: "Screen",
  panel_value: (inch, orientation, edge) => `${inch} inch ${orientation}, lower edge ${edge} mm above the floor`,
  portrait: "upright",
  landscape: "wide",
  seated: "seated by default",
  state: "State",
  seen: "Last contact",
  never: "None yet",
  report: "Last report",
  unknown: "unknown",
  printer_state: (state) => `Slip printer: ${state}`,
  sound: (state) => `Sound: ${state}`,
  network: (facts) => `Network: ${facts}`,
  signal: (percent) => `signal ${percent}%`,
  round_trip: (ms) => `round trip ${ms} ms`,
  failed_tries: (count) => `${count} ${count === 1 ? "try" : "tries"} without an answer since the report before`,
  temperature: (celsius) => `Temperature: ${celsius}`,
  touched: "Last touched: ",
  shown_fault: (code) => `A screen failed, number ${code}:`,
  waiting: (count) => `${count} offline requests to be sent`,
  spray: "Somebody tries many people's cards here: besides a card the phone is asked for",
  tries: "20 wrong tries within the hour: staff must come",
  revoke: "Take out of use",
  revoke_of: (number) => `Take ${number} out of use`,
  reason: "Why",
  revoked: "Out of use. The kiosk's next request is refused; its screen still leads to help.",
  pair: "Pair a kiosk",
  pair_lead:
    "A machine that has started shows a code of 8 signs, good for 10 minutes and once. Stand before it and enter the code and how it hangs.",
  code: "Code on the screen",
  panel_size: "Size",
  inch: (size) => `${size} inch`,
  orientation: "Orientation",
  edge: "Lower edge above the floor",
  millimetres: "mm",
  edge_note:
    "Controls up to 1100 mm are fine; up to 1220 mm an upright screen starts in the seated layout; higher is not taken.",
  step: "Text size at the start",
  step_auto: "By the screen's size",
  step_1: "Normal",
  step_2: "Large",
  step_3: "Largest",
  equipment: "Equipment",
  reader: "Card reader (identity, social security)",
  scanner: "Code scanner",
  printer: "Slip printer",
  earphone: "Earphone jack",
  handset: "Handset",
  keypad: "Tactile keypad",
  helpButton: "Help button",
  staff_call: "Telephone of the staff there",
  staff_call_hint: "A mobile number gets a message when paper is out or something is broken.",
  opens: "Opens",
  closes: "Closes",
  save: "Pair",
  paired: (number) => `${number} is paired. The machine opens its first page by itself.`,
  assist: "Help an elder",
  assist_lead:
    "For when you stand beside the elder. Take 6 digits and enter them at the kiosk to open this elder's pages; all of it is recorded as assisted and never counts as the elder's own confirmation.",
  assist_kiosk: "Kiosk",
  elder_number: "Elder's number",
  assist_reason: "Why",
  assist_take: "Take 6 digits",
  assist_digits: "6 digits",
  assist_note: (number, name) => `Enter them at ${number} within 5 minutes, once. Elder: ${name}`,
};

export const kioskDevicesWords = { "zh-CN": zh, en };

/** What a kiosk's staff are told of a fault, in the district's language. */
export const faultMessage = (fault: string, kiosk: { readonly deviceNo: string; readonly place: string }) =>
  zh.fault_message(ailmentWord(fault, "zh-CN"), kiosk.deviceNo, kiosk.place);
