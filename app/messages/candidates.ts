/** Words of the eligibility screen and the candidate list: each reason with the facts it was found on, and the next step. */
import type { CodedText, Locale, SentenceFacts } from "./locale.ts";
import { fillSentence, wordOf } from "./locale.ts";
import { assistanceWord, gradeWord } from "./people.ts";

const text = (zh: string, en: string): CodedText => ({ "zh-CN": zh, en });

const FACTS: Readonly<Record<string, CodedText>> = {
  "EL-DUPLICATE": text("与 {other} 是同一人", "same person as {other}"),
  "EL-AGE": text("当日 {age} 周岁，{date} 满 {min_age_years} 周岁", "{age} years old; turns {min_age_years} on {date}"),
  "EL-HUKOU": text("户籍区划 {hukou}", "registered in {hukou}"),
  "EL-RESIDENCE": text(
    "{since} 起居住，须满 {residence_min_months} 个月",
    "resident since {since}, {residence_min_months} months needed",
  ),
  "EL-HARDSHIP": text("当日有效身份：{status}", "status in force on the date: {status}"),
  "EL-CENTRALISED": text("集中供养 {from} 至 {to}", "supported there from {from} to {to}"),
  "EL-ASSESSMENT-EXPIRED": text(
    "{assessed} 评为 {grade}，有效到 {date}",
    "assessed {assessed} as {grade}, valid until {date}",
  ),
  "EL-GRADE": text("{assessed} 评为 {grade}", "assessed {assessed} as {grade}"),
  "EL-DECEASED": text("{date} 去世", "died on {date}"),
  "EL-INSTITUTION": text("{from} 起入住，至 {to}", "there from {from} to {to}"),
  "EL-INPATIENT": text("{from} 起住院，至 {to}", "in hospital from {from} to {to}"),
  "EL-AWAY": text("{from} 起外出，至 {to}", "away from {from} to {to}"),
  "EL-EXCLUSIVE-BENEFIT": text("已享受 {benefit}，{from} 至 {to}", "draws {benefit}, {from} to {to}"),
  "EL-CONSENT": text("同意日期 {given}，撤回日期 {withdrawn}", "given {given}, withdrawn {withdrawn}"),
  "EL-DOCS": text("还差：{papers}", "still missing: {papers}"),
  "EL-REFUSED": text("{date} 放弃", "declined on {date}"),
  "EL-WAITING-PERIOD": text("{date} 起可以享受", "from {date} on"),
  "EL-FULL": text("排在第 {n} 位", "place {n} in the list"),
};

/** "当日 58 周岁，2028-03-04 满 60 周岁": what a reason was found on; empty for a reason that says everything itself. */
export function eligibilityFacts(code: string, facts: SentenceFacts, locale: Locale): string {
  const sentence = FACTS[code]?.[locale];
  if (sentence === undefined) return "";
  const { status, grade } = facts;
  const worded = {
    ...facts,
    ...(typeof status === "string" && { status: status.split(",").map((kind) => assistanceWord(kind, locale)) }),
    ...(typeof grade === "number" && { grade: gradeWord(grade, locale) }),
  };
  return fillSentence(sentence, worded, locale);
}

const STEPS: Readonly<Record<string, CodedText>> = {
  serve: text("继续服务", "Go on serving"),
  offer_place: text("安排服务", "Offer a place"),
  correct_file: text("改正档案", "Correct the file"),
  merge_files: text("合并档案", "Merge the files"),
  assess: text("约能力评估", "Arrange an assessment"),
  assess_again: text("重新评估", "Assess again"),
  obtain_consent: text("请签知情同意", "Obtain consent"),
  collect_papers: text("补齐材料", "Collect the papers"),
  await_return: text("等出院或返回", "Await the return"),
  await_date: text("等到日期", "Await the date"),
  keep_waiting: text("继续排队", "Keep waiting"),
  find_provider: text("找服务机构", "Find a provider"),
  none: text("无", "None"),
};

export function nextStepWord(code: string, locale: Locale): string {
  return wordOf(STEPS, code, locale);
}

const zh = {
  title: "资格核定与候选名单",
  judge: "核定本月资格",
  judge_again: "重新核定",
  export: "导出候选名单",
  not_judged: "这个月还没有核定资格。",
  not_judged_text: "区里核定以后，这里列出每位候选老人、结论和每一条原因。",
  status: (at: string, policy: string) => `核定于 ${at}，政策版本 ${policy}`,
  candidates: "候选",
  by_reason: "原因（一人可以有几条）",
  by_street: "各街道",
  list: "候选名单",
  verdict: "结论",
  reason: "原因与依据",
  all_verdicts: "全部结论",
  all_reasons: "全部原因",
  all_streets: "全部街道",
  reason_filter: "原因",
  street: "街道",
  number: "编号",
  name: "姓名",
  grade: "能力等级",
  visits: "本月次数",
  next_step: "下一步",
  as_of: (date: string) => `按 ${date} 判定`,
  no_reason: "全部条件符合",
};

const en: typeof zh = {
  title: "Eligibility and candidate list",
  judge: "Judge this month",
  judge_again: "Judge again",
  export: "Export the list",
  not_judged: "Eligibility has not been judged for this month.",
  not_judged_text: "Once the district has judged it, every candidate stands here with the verdict and each reason.",
  status: (at, policy) => `Judged ${at}, policy version ${policy}`,
  candidates: "Candidates",
  by_reason: "Reasons (a person may have several)",
  by_street: "By street",
  list: "Candidate list",
  verdict: "Verdict",
  reason: "Reasons and facts",
  all_verdicts: "All verdicts",
  all_reasons: "All reasons",
  all_streets: "All streets",
  reason_filter: "Reason",
  street: "Street",
  number: "Number",
  name: "Name",
  grade: "Ability grade",
  visits: "Visits this month",
  next_step: "Next step",
  as_of: (date) => `judged for ${date}`,
  no_reason: "Every condition holds",
};

export const candidateWords = { "zh-CN": zh, en };
