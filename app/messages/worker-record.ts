/** Words of the care worker's own record: what was stored, by when an objection is answered, what became of the money. Nobody is blamed. */
import type { Locale } from "./locale.ts";
import { reasonWord } from "./reasons.ts";
import { differenceWord } from "./settlement.ts";

const zh = {
  empty: "最近 30 天没有记录。",
  lead: "平台记下的关于您的内容，最近 30 天。",
  minutes: (minutes: number) => `实际 ${minutes} 分钟`,
  clean: "没有问题",
  contest_why: "为什么不对？点一下就提交",
  contest_reasons: ["手机没电或没网", "定位不准", "老人要求提前结束", "老人不方便确认", "别的，请机构联系我"],
  said: (note: string, on: string) => `您 ${on} 说：${note}`,
  objection: {
    waiting: (by: string) => `最晚 ${by} 答复。`,
    overdue: (by: string) => `应在 ${by} 前答复，已逾期。可以打电话问机构。`,
    answered: (on: string) => `${on} 已答复。`,
  },
  answer: (reason: string, resolution: string) => `答复：${reason} → ${resolution}`,
  objection_of_worker: (note: string, on: string) => `护理员 ${on} 申诉：${note}`,
  answer_due: {
    waiting: (by: string) => `最晚 ${by} 处理并答复。`,
    overdue: (by: string) => `应在 ${by} 前答复，已逾期。`,
    answered: (on: string) => `${on} 已答复。`,
  },
  pay_title: "这次的钱",
  pay: {
    not_served: "没有服务，不付",
    under_way: "服务还没做完",
    in_check: "还在核对，核对好了机构就能申报",
    questioned: "上面的问题处理好了，机构才能申报",
    waived: "机构没有申报这次",
    to_claim: "已核实，等机构申报",
    claimed: "机构已申报，等审核",
    held: "暂缓，还没有定",
    cut: "核减后付给机构",
    refused: "不付",
    approved: "已审核通过，还没有付给机构",
    partly_paid: "付给机构一部分",
    paid: "已付给机构",
  },
  pay_why: (reason: string) => `原因：${reason}`,
  pay_note: "补贴付给机构；工资由机构发。",
  points: (count: number) => `这次存了 ${count} 个位置点`,
  point_kind: { check_in: "签到", check_out: "签退" },
  point: (latitude: string, longitude: string, metres: number) =>
    `北纬 ${latitude}，东经 ${longitude}，精度 ±${metres} 米`,
  point_blurred: "已模糊，只剩大约一公里",
  points_until: (on: string) => `${on} 起模糊到大约一公里，准确的位置删掉。`,
  places_until: (on: string) => `${on} 起只留大约一公里`,
  places_title: "我的位置",
  places_lead: "只在签到和签退时记一次位置。下面是平台现在存着的。",
  places_none: "没有存位置。",
  places: (exact: number, blurred: number) =>
    [exact > 0 || blurred === 0 ? `准确的 ${exact} 个` : "", blurred > 0 ? `已模糊的 ${blurred} 个` : ""]
      .filter(Boolean)
      .join("，"),
};

const en: typeof zh = {
  empty: "Nothing in the last 30 days.",
  lead: "What the platform has stored about you in the last 30 days.",
  minutes: (minutes) => `${minutes} min`,
  clean: "No questions",
  contest_why: "Why is it not right? One tap sends it",
  contest_reasons: [
    "No battery or network",
    "Position was wrong",
    "The elder ended it early",
    "The elder could not confirm",
    "Other, please call me",
  ],
  said: (note, on) => `You said on ${on}: ${note}`,
  objection: {
    waiting: (by) => `The answer is due by ${by}.`,
    overdue: (by) => `The answer was due by ${by} and is overdue. You may call your provider.`,
    answered: (on) => `Answered on ${on}.`,
  },
  answer: (reason, resolution) => `Answer: ${reason} → ${resolution}`,
  objection_of_worker: (note, on) => `The care worker contested on ${on}: ${note}`,
  answer_due: {
    waiting: (by) => `An answer is due by ${by}.`,
    overdue: (by) => `An answer was due by ${by} and is overdue.`,
    answered: (on) => `Answered on ${on}.`,
  },
  pay_title: "The money",
  pay: {
    not_served: "Not served, nothing is paid",
    under_way: "The visit is not finished",
    in_check: "Being checked; then the provider can claim it",
    questioned: "The provider can claim it once the questions above are settled",
    waived: "The provider did not claim this visit",
    to_claim: "Verified; the provider has not claimed it yet",
    claimed: "Claimed by the provider, being reviewed",
    held: "On hold, not decided",
    cut: "Paid to the provider after a cut",
    refused: "Not paid",
    approved: "Approved, not yet paid to the provider",
    partly_paid: "Partly paid to the provider",
    paid: "Paid to the provider",
  },
  pay_why: (reason) => `Reason: ${reason}`,
  pay_note: "The subsidy is paid to the provider; the provider pays wages.",
  points: (count) => (count === 1 ? "1 position stored of this visit" : `${count} positions stored of this visit`),
  point_kind: { check_in: "Check-in", check_out: "Check-out" },
  point: (latitude, longitude, metres) => `${latitude} north, ${longitude} east, accuracy ±${metres} m`,
  point_blurred: "blurred, about a kilometre is left",
  points_until: (on) => `Blurred to about a kilometre on ${on}; the exact position is then deleted.`,
  places_until: (on) => `Blurred to about a kilometre on ${on}`,
  places_title: "My positions",
  places_lead: "A position is taken once at check-in and once at check-out. This is what is stored now.",
  places_none: "No positions are stored.",
  places: (exact, blurred) =>
    [exact > 0 || blurred === 0 ? `${exact} exact` : "", blurred > 0 ? `${blurred} blurred` : ""]
      .filter(Boolean)
      .join(", "),
};

export const workerRecordWords = { "zh-CN": zh, en };

/** "时长不足", "老人原因未做成": why a visit was not paid or not in full. */
export function payReason(code: string, locale: Locale): string {
  return code.startsWith("RC-") ? reasonWord(code, locale) : differenceWord(code, locale);
}
