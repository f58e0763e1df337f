/** Words of the reviews of drawn visits and of what they say about the rest. */
import { wordOf, type Catalogue, type CodedText, type Locale } from "./locale.ts";

const zh = {
  title: (visitNo: string) => `复核 ${visitNo}`,
  drawn_as: (position: number) => `第 ${position} 个抽出`,
  replaces: (visitNo: string) => `替补 ${visitNo}`,
  turn_first: "初次复核",
  turn_second: "第二人复核：看不到第一人的结论",
  at_stake: "可判定的金额",
  verdict: "结论",
  wrong_yuan: "有误金额（元）",
  reason: "理由",
  note: "说明",
  save: "记下结论",
  barred: "这条记录不能由您复核",
  verdicts: "已有结论",
  hidden: "已判，第二人复核前不公开",
  none: "未复核",
  by_at: "复核人和时间",
  results: "复核结果",
  provider: "服务机构",
  judged: "已判",
  wrong: "有误",
  wrong_fen: "有误金额",
  rate: "差错率区间（按比例抽出的行）",
  interval: (wrong: number, judged: number, lower: string, upper: string) => `${wrong}/${judged}：${lower} 至 ${upper}`,
  no_rate: "还没有可以计算的行",
  agreement: "两人结论一致",
  agreement_of: (agreed: number, twice: number) => `${agreed}/${twice}`,
  unjudgeable: "无法判定",
  outlook: "推算到未抽出的行",
  outlook_lines: (lines: number, lower: string, upper: string) =>
    `按区间下限推算至少 ${lines} 行有误（区间 ${lower} 至 ${upper}）`,
  all_providers: "全区",
  open: "复核",
};
const en: typeof zh = {
  title: (visitNo) => `Review ${visitNo}`,
  drawn_as: (position) => `drawn as number ${position}`,
  replaces: (visitNo) => `replaces ${visitNo}`,
  turn_first: "First review",
  turn_second: "Second review: the first verdict is not shown",
  at_stake: "Amount at stake",
  verdict: "Verdict",
  wrong_yuan: "Wrong amount (yuan)",
  reason: "Reason",
  note: "Note",
  save: "Record the verdict",
  barred: "You cannot review this line",
  verdicts: "Verdicts",
  hidden: "judged; open once a second person has judged it",
  none: "not reviewed",
  by_at: "Reviewed by and at",
  results: "Results of the reviews",
  provider: "Provider",
  judged: "Judged",
  wrong: "Wrong",
  wrong_fen: "Wrong amount",
  rate: "Interval of the error rate (lines by size)",
  interval: (wrong, judged, lower, upper) => `${wrong}/${judged}: ${lower} to ${upper}`,
  no_rate: "no line to reckon with yet",
  agreement: "Second verdicts that agree",
  agreement_of: (agreed, twice) => `${agreed}/${twice}`,
  unjudgeable: "Cannot be judged",
  outlook: "Lines that were not drawn",
  outlook_lines: (lines, lower, upper) =>
    `by the lower bound at least ${lines} of them are wrong (interval ${lower} to ${upper})`,
  all_providers: "Whole district",
  open: "Review",
};

export const reviewWords: Catalogue<typeof zh> = { "zh-CN": zh, en };

const CODES: Readonly<Record<string, CodedText>> = {
  right: { "zh-CN": "无误", en: "Right" },
  wrong: { "zh-CN": "有误", en: "Wrong" },
  unjudgeable: { "zh-CN": "无法判定", en: "Cannot be judged" },
  "wrongly-refused": { "zh-CN": "不该拒付", en: "Should not have been refused" },
  "records-missing": { "zh-CN": "资料缺失", en: "Records are missing" },
  "elder-unreachable": { "zh-CN": "联系不上老人", en: "The elder cannot be reached" },
  "under-investigation": { "zh-CN": "正在调查", en: "Under investigation" },
  off: { "zh-CN": "政策没有开启推算", en: "The policy does not allow it" },
  "nothing-reviewed": { "zh-CN": "还没有复核，不推算", en: "Nothing was reviewed yet, so nothing is said" },
  "too-few-reviewed": { "zh-CN": "复核的行不够，不推算", en: "Too few lines were reviewed, so nothing is said" },
};

/** A verdict, a reason of its own, or why nothing is extrapolated; codes of rules have their titles elsewhere. */
export const reviewWord = (code: string, locale: Locale) => wordOf(CODES, code, locale);
export const isReviewWord = (code: string) => code in CODES;
