/** Words of clawbacks: money found wrongly paid, proposed by a list or a scan and decided by a second person. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";

const STATES: Readonly<Record<string, CodedText>> = {
  proposed: { "zh-CN": "等待决定", en: "Waits for a decision" },
  dismissed: { "zh-CN": "不追回", en: "Dismissed" },
  found: { "zh-CN": "已确认，待通知", en: "Found, to be notified" },
  notified: { "zh-CN": "已通知", en: "Notified" },
  appealed: { "zh-CN": "申诉中", en: "Appealed" },
  confirmed: { "zh-CN": "已定，待抵扣", en: "Confirmed, to be offset" },
  offset: { "zh-CN": "已抵扣", en: "Offset" },
  refunded: { "zh-CN": "已退回", en: "Refunded" },
  written_off: { "zh-CN": "已核销", en: "Written off" },
};

const MATTERS: Readonly<Record<string, CodedText>> = {
  death: { "zh-CN": "去世", en: "Death" },
  hospital: { "zh-CN": "住院", en: "Hospital" },
  institution: { "zh-CN": "入住养老机构", en: "Institution" },
  moved: { "zh-CN": "户籍迁出", en: "Registration moved" },
  benefit: { "zh-CN": "其他补贴", en: "Other benefit" },
  charge: { "zh-CN": "其他资金列支", en: "Paid by another fund" },
  subcontracted: { "zh-CN": "审计发现未经批准转包", en: "Found to be subcontracted" },
  denied: { "zh-CN": "回访或抽查否认服务", en: "Denied in a call-back or check" },
};

/** Matters that have a day and no end. */
const ONE_DAY = ["death", "moved", "denied", "charge", "subcontracted"];

export function clawbackStateWord(state: string, locale: Locale): string {
  return wordOf(STATES, state, locale);
}

export type StopText = {
  readonly kind: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly note: string | null;
};

/** "住院 2026-11-09 至 2026-11-14（示例医院）": the matter, its days and what the list names. */
export function stopText({ kind, from, to, note }: StopText, locale: Locale): string {
  const matter = wordOf(MATTERS, kind, locale);
  const isDay = ONE_DAY.includes(kind);
  const days = isDay
    ? (from ?? "")
    : locale === "en"
      ? `${from ?? "…"} to ${to ?? "…"}`
      : `${from ?? "…"} 至 ${to ?? "…"}`;
  if (note === null) return `${matter} ${days}`;
  return locale === "en" ? `${matter} ${days} (${note})` : `${matter} ${days}（${note}）`;
}

const zh = {
  title: "追回",
  lead: "名单和核对查到的已付服务。提出的人不能决定；确认后记入开放的月份，已关账的月份不变。",
  empty: "没有追回。",
  caption: "追回清单",
  visit: "上门单号",
  elder: "老人",
  provider: "服务机构",
  paid: "已付",
  why: "事实与规则",
  state: "状态",
  proposed_by: (who: string) => `${who} 提出`,
  decided_by: (who: string) => `${who} 决定`,
  decide: "决定",
  note: "说明（不追回时必填）",
  accept: "确认追回",
  reject: "不追回",
  own: "您提出的，由另一个人决定",
  scan_title: "核对以前的服务",
  scan_note:
    "用已有的去世、住院、入住机构、户籍迁出、其他补贴和其他资金列支，核对全部服务：以后的取消，没付的暂缓，已付的提出追回。再做一次不会重复。",
  scan: "现在核对",
  scanned: (cancelled: number, past: number, held: number, proposed: number) =>
    `核对完成：取消 ${cancelled} 次，查到已做的 ${past} 次，暂缓 ${held} 条，新提出追回 ${proposed} 条。`,
  waiting: (count: number) => `${count} 条等待决定`,
};

const en: typeof zh = {
  title: "Clawbacks",
  lead: "Paid visits that lists and scans have found. Who brought one up does not decide it; once confirmed it posts in the open month, and the closed month stays.",
  empty: "No clawbacks.",
  caption: "List of clawbacks",
  visit: "Visit",
  elder: "Elder",
  provider: "Provider",
  paid: "Paid",
  why: "Fact and rule",
  state: "State",
  proposed_by: (who) => `proposed by ${who}`,
  decided_by: (who) => `decided by ${who}`,
  decide: "Decide",
  note: "Note (needed to dismiss)",
  accept: "Claw back",
  reject: "Dismiss",
  own: "You brought it up; another person decides",
  scan_title: "Scan past visits",
  scan_note:
    "Holds all visits against the deaths, stays, moves, benefits and charges of other funds on file: coming ones are called off, unpaid ones held, paid ones proposed. Done again it repeats nothing.",
  scan: "Scan now",
  scanned: (cancelled, past, held, proposed) =>
    `Scanned: ${cancelled} called off, ${past} made already, ${held} lines held, ${proposed} clawbacks proposed.`,
  waiting: (count) => `${count} wait for a decision`,
};

export const clawbackWords = { "zh-CN": zh, en };
