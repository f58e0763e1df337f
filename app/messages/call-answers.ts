/** Words of a call-back: how a call went, the questions of the sheet with their answers, and what is left to be done. */
import { wordOf, type CodedText, type Locale } from "./locale.ts";

export const CONNECTION_WORDS: Readonly<Record<string, CodedText>> = {
  answered: { "zh-CN": "已接听", en: "Answered" },
  hung_up: { "zh-CN": "接通后挂断", en: "Hung up" },
  no_answer: { "zh-CN": "无人接听", en: "No answer" },
  switched_off: { "zh-CN": "关机", en: "Switched off" },
  busy: { "zh-CN": "占线", en: "Busy" },
  no_such_number: { "zh-CN": "空号", en: "No such number" },
  suspended: { "zh-CN": "停机", en: "Suspended" },
  barred: { "zh-CN": "限制呼入", en: "Barred" },
  wrong_information: { "zh-CN": "信息有误", en: "Wrong information" },
};

/** The questions as they stand on the district's sheet, and what the operator says. */
const QUESTIONS: Readonly<Record<string, { readonly name: CodedText; readonly script: CodedText }>> = {
  person: {
    name: { "zh-CN": "是否本人", en: "Is it the elder" },
    script: { "zh-CN": "请问您是老人本人，还是家属？", en: "Am I speaking with the elder, or with family?" },
  },
  served: {
    name: { "zh-CN": "是否享受上门服务", en: "Was the service received" },
    script: { "zh-CN": "上个月有没有护理员上门为老人服务？", en: "Did a care worker come to the home last month?" },
  },
  notServed: {
    name: { "zh-CN": "若否", en: "If not" },
    script: { "zh-CN": "没有享受服务，是什么情况？", en: "No service: what happened?" },
  },
  services: {
    name: { "zh-CN": "享受服务项目", en: "Which services" },
    script: { "zh-CN": "护理员做了哪些服务？", en: "What did the care worker do?" },
  },
  otherService: {
    name: { "zh-CN": "其他服务项目", en: "Other service" },
    script: { "zh-CN": "记录以外的服务", en: "Something that is not on record" },
  },
  visitsAMonth: {
    name: { "zh-CN": "服务次数/月", en: "Visits a month" },
    script: { "zh-CN": "一个月来几次？", en: "How often a month?" },
  },
  minutesPerVisit: {
    name: { "zh-CN": "服务时长/次", en: "Time per visit" },
    script: { "zh-CN": "每次大约多少分钟？", en: "About how many minutes each time?" },
  },
  sameWorker: {
    name: { "zh-CN": "服务人员是否固定", en: "Same worker each time" },
    script: { "zh-CN": "每次是不是同一个人来？", en: "Does the same person come each time?" },
  },
  uniformBadge: {
    name: { "zh-CN": "是否着工作服戴工牌", en: "Uniform and badge" },
    script: { "zh-CN": "护理员穿工作服、戴工牌吗？", en: "Does the worker wear uniform and badge?" },
  },
  contactLeft: {
    name: { "zh-CN": "是否留下联系方式", en: "Contact left" },
    script: { "zh-CN": "有没有留下联系方式？", en: "Was a way of contact left?" },
  },
  knowsProvider: {
    name: { "zh-CN": "是否清楚服务组织名称", en: "Knows the provider's name" },
    script: { "zh-CN": "知道是哪家机构吗？", en: "Do you know which organisation it is?" },
  },
  overall: {
    name: { "zh-CN": "总体评价", en: "Overall" },
    script: { "zh-CN": "总的来说满意吗？", en: "All in all, are you satisfied?" },
  },
  suggestions: {
    name: { "zh-CN": "意见建议", en: "Suggestions" },
    script: { "zh-CN": "有什么意见建议？", en: "Anything you would like to tell us?" },
  },
  remark: {
    name: { "zh-CN": "备注", en: "Remark" },
    script: { "zh-CN": "话务员自己的备注", en: "The operator's own remark" },
  },
};

const ANSWERS: Readonly<Record<string, CodedText>> = {
  self: { "zh-CN": "是", en: "Yes" },
  family: { "zh-CN": "家属", en: "Family" },
  yes: { "zh-CN": "是", en: "Yes" },
  no: { "zh-CN": "否", en: "No" },
  unclear: { "zh-CN": "不清楚，不记得", en: "Not sure" },
  satisfied: { "zh-CN": "满意", en: "Satisfied" },
  fairly: { "zh-CN": "基本满意", en: "Fairly satisfied" },
  dissatisfied: { "zh-CN": "不满意", en: "Dissatisfied" },
  not_served: { "zh-CN": "未享受，信息存在", en: "Not served, is on file" },
  deceased: { "zh-CN": "去世", en: "Deceased" },
  moved: { "zh-CN": "已搬离", en: "Moved away" },
};

/** Columns of the summary, in the words of the form. */
const SUMMARY: Readonly<Record<string, CodedText>> = {
  total: { "zh-CN": "总数", en: "Total" },
  not_called: { "zh-CN": "未回访", en: "Not called yet" },
  answered: { "zh-CN": "已接听", en: "Answered" },
  satisfied: { "zh-CN": "满意", en: "Satisfied" },
  fairly: { "zh-CN": "基本满意", en: "Fairly satisfied" },
  dissatisfied: { "zh-CN": "不满意", en: "Dissatisfied" },
  unclear_rating: { "zh-CN": "不清楚(评价)", en: "Unclear (rating)" },
  not_served: { "zh-CN": "未享受信息存在", en: "Not served, on file" },
  deceased: { "zh-CN": "去世", en: "Deceased" },
  unclear_served: { "zh-CN": "不清楚是否享受", en: "Unclear whether served" },
  ...Object.fromEntries(Object.entries(CONNECTION_WORDS).filter(([code]) => code !== "answered" && code !== "busy")),
};

const KINDS: Readonly<Record<string, CodedText>> = {
  deceased: { "zh-CN": "核实去世", en: "Verify a death" },
  denied: { "zh-CN": "否认服务", en: "Visit denied" },
  complaint: { "zh-CN": "投诉", en: "Complaint" },
  dissatisfied: { "zh-CN": "不满意", en: "Dissatisfied" },
  different: { "zh-CN": "与记录不一致", en: "Differs from record" },
  moved: { "zh-CN": "核实搬离", en: "Verify a move" },
  contact: { "zh-CN": "更正电话", en: "Correct the number" },
};

const OUTCOMES: Readonly<Record<string, CodedText>> = {
  "death-confirmed": { "zh-CN": "确认去世，停止付款", en: "Death confirmed, stop the money" },
  alive: { "zh-CN": "老人健在", en: "Alive" },
  "visit-stands": { "zh-CN": "服务属实（需两人）", en: "Visit stands (two persons)" },
  "visit-denied": { "zh-CN": "服务不实", en: "Visit did not happen" },
  settled: { "zh-CN": "已解决", en: "Settled" },
  unfounded: { "zh-CN": "不属实", en: "Unfounded" },
  withdrawn: { "zh-CN": "老人收回评价", en: "Rating taken back" },
  explained: { "zh-CN": "已说明原因", en: "Explained" },
  "record-wrong": { "zh-CN": "记录有误", en: "Record is wrong" },
  "moved-confirmed": { "zh-CN": "确认搬离", en: "Move confirmed" },
  "still-here": { "zh-CN": "仍住原处", en: "Still lives here" },
  "number-corrected": { "zh-CN": "已更正电话", en: "Number corrected" },
  "no-contact": { "zh-CN": "联系不上", en: "No contact possible" },
};

const REASONS: Readonly<Record<string, CodedText>> = {
  missing: { "zh-CN": "请选择一项", en: "Choose one" },
  unknown: { "zh-CN": "没有这个选项", en: "No such answer" },
  "out-of-range": { "zh-CN": "请填整数，且在合理范围内", en: "A whole number within reason" },
};

const SHEET_PROBLEMS: Readonly<Record<string, CodedText>> = {
  missing: { "zh-CN": "没有填", en: "Nothing stands here" },
  unknown: { "zh-CN": "不是表上的选项", en: "Not one of the sheet's answers" },
  "out-of-range": { "zh-CN": "不是合理的整数", en: "Not a whole number within reason" },
  "number-as-number": { "zh-CN": "号码要用文本格式", en: "Numbers of people must be text" },
  "no-such-person": { "zh-CN": "批次里没有这个人", en: "No such person in the batch" },
  twice: { "zh-CN": "重复", en: "Stands twice" },
};

export const sheetProblemWord = (code: string, locale: Locale) => wordOf(SHEET_PROBLEMS, code, locale);
export const connectionWord = (code: string, locale: Locale) => wordOf(CONNECTION_WORDS, code, locale);
export const answerWord = (code: string, locale: Locale) => wordOf(ANSWERS, code, locale);
export const summaryWord = (code: string, locale: Locale) => wordOf(SUMMARY, code, locale);
export const followUpWord = (kind: string, locale: Locale) => wordOf(KINDS, kind, locale);
export const outcomeWord = (code: string, locale: Locale) => wordOf(OUTCOMES, code, locale);
export const answerProblemWord = (code: string, locale: Locale) => wordOf(REASONS, code, locale);

/** "是否本人". */
export function questionWord(key: string, locale: Locale): string {
  return QUESTIONS[key]?.name[locale] ?? key;
}

/** "请问您是老人本人，还是家属？": what the operator says. */
export function questionScript(key: string, locale: Locale): string {
  return QUESTIONS[key]?.script[locale] ?? key;
}
