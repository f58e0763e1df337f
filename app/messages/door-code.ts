/** Words of the code at an elder's door: on the office's page, on the printed card, and on the care worker's page that reads it. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const STATES: Readonly<Record<string, CodedText>> = {
  open: { "zh-CN": "在用", en: "In use" },
  ending: { "zh-CN": "快停用", en: "Ending" },
  void: { "zh-CN": "已停用", en: "Void" },
};

const REASONS: Readonly<Record<string, CodedText>> = {
  worn: { "zh-CN": "旧了，扫不出来", en: "Worn, cannot be scanned" },
  lost: { "zh-CN": "丢了，或被人拍走、抄走", en: "Lost, or photographed or copied by somebody" },
  moved: { "zh-CN": "老人搬走了", en: "The elder has moved" },
};

/** "在用" of "open". */
export function doorCodeStateWord(state: string, locale: Locale): string {
  return wordOf(STATES, state, locale);
}

/** "老人搬走了" of "moved". */
export function doorCodeReasonWord(reason: string, locale: Locale): string {
  return wordOf(REASONS, reason, locale);
}

const zh = {
  title: "打印门牌码",
  term: "门牌码",
  lead: "贴在老人家门内。护理员到达和离开时扫一扫，证明到了这户人家。码里没有姓名、地址和电话。",
  none: "还没有",
  version: (version: number) => `第 ${version} 版`,
  print: "打印",
  versions: "印过的版本",
  number: "版本",
  issued: "印发时间",
  issued_by: "印发人",
  state: "状态",
  until: (time: string) => `用到 ${time}`,
  since: (time: string) => `${time} 起停用`,
  reason: "为什么换",
  reason_void: "为什么停用",
  worn_note: (days: number) => `旧码再用 ${days} 天，等新码贴上`,
  at_once_note: "旧码马上停用",
  issue_title: "印一个新码",
  issue_first: "这户还没有门牌码。印好后请送到老人家，贴在门内。",
  issue_again: "每印一次就是新的一版，旧版按原因停用。停用的码扫了也会记下，并请街道看一看。",
  issue: "印新码",
  void_title: "只停用，不换新码",
  void_note: "停用以后扫到旧码，会记下来请街道看一看，不影响护理员签到。",
  void: "停用门牌码",
  voided: "门牌码已停用。",
  printed: (version: number) => `第 ${version} 版已生成，只在这里显示一次。请现在打印。`,
  print_now: "打印这张卡",
  print_help: "用 A4 纸竖着打印，沿虚线剪下。没有打印机时，可把下面的字写进感应卡（NFC），作用相同。",
  tag_text: "写进感应卡的字",
  card_title: "上门服务码",
  card_ask: "护理员到了、走的时候，请扫这个码",
  card_elder: "您不用做什么。请把这张卡贴在门里面。",
  card_typed: "扫不了时，输入这些字母和数字：",
  card_hotline: "卡丢了或有疑问，打 871-12345",
  card_number: (elderNo: string, version: number) => `${elderNo} · 第 ${version} 版`,
  qr: "门牌码的二维码",
  scan_title: "扫门牌码",
  scan_note: "码贴在老人家门里面。扫不了也能签到，记下原因就行。",
  scan_photo: "拍下门牌码",
  scan_photo_help: "对准二维码拍一张，系统会读出来，照片不保存。",
  scan_typed: "或者输入码下面的字母和数字",
  scan_typed_help: "28 个字母和数字，大小写、空格都不要紧。",
  scan_send: "记下门牌码",
  scan_done: "门牌码已记下，是这户人家的。",
  scan_wrong: "已记下。这个码不是这户现在用的，街道会看一看，不影响签到和签退。",
  scan_nothing: "请拍下门牌码，或者输入码下面的字。",
  scan_unread: "照片里没有读出码。请靠近、对正、光线亮一点再拍，或者输入码下面的字。",
  scan_too_large: "照片太大了，请用普通大小再拍一张。",
  scanned: "门牌码已扫",
};

const en: typeof zh = {
  title: "Print the door code",
  term: "Door code",
  lead: "It hangs inside the elder's door. Care workers scan it on arriving and leaving, which proves that they were at this home. It holds no name, address or telephone.",
  none: "None yet",
  version: (version) => `Version ${version}`,
  print: "Print",
  versions: "Printed versions",
  number: "Version",
  issued: "Printed",
  issued_by: "By",
  state: "State",
  until: (time) => `Until ${time}`,
  since: (time) => `Void since ${time}`,
  reason: "Why it is replaced",
  reason_void: "Why it is taken out of use",
  worn_note: (days) => `The old code counts for ${days} more days, until the new one hangs`,
  at_once_note: "The old code is void at once",
  issue_title: "Print a new code",
  issue_first: "This home has no door code yet. Bring the card to the elder and put it up inside the door.",
  issue_again:
    "Each printing is a new version; the old one ends as the reason says. A void code that is scanned is kept too, and the street looks at it.",
  issue: "Print a new code",
  void_title: "End it without a new one",
  void_note: "A void code that is scanned later is kept and the street looks at it; it stops no check-in.",
  void: "End the door code",
  voided: "The door code is void.",
  printed: (version) => `Version ${version} is made and shown only once. Please print it now.`,
  print_now: "Print this card",
  print_help:
    "Print on A4 paper, upright, and cut along the dashes. Without a printer, write the text below into an NFC tag; it works the same.",
  tag_text: "Text for the tag",
  card_title: "Visit code",
  card_ask: "Care worker: scan this when you arrive and when you leave",
  card_elder: "You need to do nothing. Please put this card up inside the door.",
  card_typed: "If it cannot be scanned, type:",
  card_hotline: "Lost the card, or questions? Call 871-12345",
  card_number: (elderNo, version) => `${elderNo} · version ${version}`,
  qr: "QR code of the door code",
  scan_title: "Scan the door code",
  scan_note: "It hangs inside the elder's door. You can check in without it; the reason is enough.",
  scan_photo: "Photograph the door code",
  scan_photo_help: "The code is read from the picture; the picture is not kept.",
  scan_typed: "Or type what stands below the code",
  scan_typed_help: "28 letters and digits; capitals and spaces do not matter.",
  scan_send: "Keep the door code",
  scan_done: "The door code is kept; it is this home's.",
  scan_wrong:
    "Kept. This is not the code in use at this home; the street will look at it. It stops no check-in or check-out.",
  scan_nothing: "Photograph the door code or type what stands below it.",
  scan_unread: "No code could be read. Go closer, hold it straight, find more light, or type what stands below it.",
  scan_too_large: "That picture is too large. Please take one of usual size.",
  scanned: "Door code scanned",
};

export const doorCodeWords = { "zh-CN": zh, en };
