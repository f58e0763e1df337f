/** Words of the audit pack: its read-me, what the verifier and the redraw say. */
import { wordOf, type Catalogue, type CodedText, type Locale } from "./locale.ts";

export type PackReadmeFacts = {
  readonly month: string;
  /** Code of one provider; null for the whole district. */
  readonly provider: string | null;
  readonly ruleVersion: string;
  readonly policyVersion: string;
  readonly inputDigest: string;
  readonly resultDigest: string;
  /** 演示数据 where approvers and bank are synthetic; null for a real month. */
  readonly simulated: string | null;
};

const zhFiles = `| 文件 | 一行是 |
|---|---|
| inputs/head.jsonl | 月份、结算批次号、截止日、规则版本、政策版本 |
| inputs/policy.jsonl | 结算所依据的政策版本：全部参数和每条规则的模式 |
| inputs/prices.jsonl | 合同单价及其有效期 |
| inputs/visits.jsonl | 关账时冻结的一次上门：计划、起止时间、证明种类、疑点及其状态、证据摘要 |
| inputs/lines.jsonl | 一条申报：申报金额、提交日、街道的决定和理由代码 |
| inputs/rules.jsonl | 一条规则：版本、级别、月初和月末的模式 |
| results/run.jsonl | 结算批次：两个摘要、编制人、审批人、关账时间 |
| results/settlement-lines.jsonl | 一条结算：计划、核实、申报、调整、核准五个金额，每一笔差额的代码 |
| books/journals.jsonl | 一张凭证及其分录、请求摘要 |
| books/payments.jsonl、books/bank-lines.jsonl | 付款指令；银行回执 |
| later/clawbacks.jsonl | 关账以后发现的应追回款 |
| decisions/*.jsonl | 工作台的每个决定、疑点的每一步 |
| sample/*.jsonl | 抽样批次（承诺、公开的种子、条件、分层）、总体的每一条、复核结论 |`;

const enFiles = `| File | A row is |
|---|---|
| inputs/head.jsonl | month, run number, cut-off day, rule version, policy version |
| inputs/policy.jsonl | the policy version of the settlement: every parameter, the mode of every rule |
| inputs/prices.jsonl | a contract price with its days |
| inputs/visits.jsonl | a visit as frozen at the close: plan, times, kinds of proof, findings and their state, digest of the evidence |
| inputs/lines.jsonl | a claim line: amount asked, day submitted, the street's decision and its reason code |
| inputs/rules.jsonl | a rule: version, level, mode on the first and the last day |
| results/run.jsonl | the settlement run: both digests, who prepared and approved it, when it was closed |
| results/settlement-lines.jsonl | a settled line: planned, verified, claimed, adjusted and approved amounts, a code for every difference |
| books/journals.jsonl | a journal with its postings and the digest of its request |
| books/payments.jsonl, books/bank-lines.jsonl | a payment order; a line of the bank |
| later/clawbacks.jsonl | money found wrongly paid after the close |
| decisions/*.jsonl | every decision of the workbench, every step of a finding |
| sample/*.jsonl | the sample (commitment, revealed seed, terms, strata), every line of the population, the reviews |`;

const zhReadme = (
  facts: PackReadmeFacts,
) => `# 审计包 ${facts.month}${facts.simulated === null ? "" : `（${facts.simulated}）`}

范围：${facts.provider === null ? "全区" : `一家服务机构 ${facts.provider}`}。规则版本 ${facts.ruleVersion}，政策版本 ${facts.policyVersion}。

输入摘要 ${facts.inputDigest}
结果摘要 ${facts.resultDigest}

## 怎样核验

在任何一台装有 Node.js 和本产品源代码的电脑上，不需要数据库，也不需要网络：

    npm run verify-pack -- 本文件.zip

核验程序先核对 manifest.json 中每个文件的 SHA-256，再用冻结的输入重新计算申报、结算、凭证、付款和两个摘要，重新抽样，逐项列出不同之处；全部一致时退出码为 0。把它显示的摘要和区里公布的摘要对一遍，就知道这是不是区里的那一个月。${facts.provider === null ? "" : "\n\n摘要约束的是全区，一家机构的部分不能重算摘要和抽样；金额、凭证和付款照样重算。"}

## 文件

金额单位为分，时间为 UTC，每行一个 JSON，键按字母排序。

${zhFiles}

## 个人信息

老人只用老人编号表示；不含姓名、身份证号、电话、地址、位置和照片。人工填写的说明可能提到人名，所以只保留其 SHA-256，原文在产品中查看。经办人以登录名表示。本包仍属个人信息，请按规定保管。
`;

const enReadme = (
  facts: PackReadmeFacts,
) => `# Audit pack ${facts.month}${facts.simulated === null ? "" : " (demonstration data)"}

Scope: ${facts.provider === null ? "the whole district" : `one provider, ${facts.provider}`}. Rule version ${facts.ruleVersion}, policy version ${facts.policyVersion}.

Input digest ${facts.inputDigest}
Result digest ${facts.resultDigest}

## How to verify it

On any computer with Node.js and the source of this product, without a database and without a network:

    npm run verify-pack -- THIS-FILE.zip

It holds every file against the SHA-256 in manifest.json, computes claims, settlement, journals, payments and both digests again from the frozen inputs, draws the sample again, and names every difference; it exits with 0 when there is none. Compare the digests it prints with those that the district published: then you know that this is the district's month.${facts.provider === null ? "" : "\n\nDigests bind the whole district, so those and the sample cannot be computed from one provider's part; amounts, journals and payments are."}

## Files

Amounts are fen, times are UTC, one JSON text a row, keys in alphabetical order.

${enFiles}

## Personal data

An elder is a number. There are no names, identity numbers, telephone numbers, addresses, positions or photographs. Free words may name persons, so only their SHA-256 is here; the words stay in the product. Staff are login names. The pack still is personal data: keep it as the rules say.
`;

export const packReadme: Readonly<Record<Locale, (facts: PackReadmeFacts) => string>> = {
  "zh-CN": zhReadme,
  en: enReadme,
};

const zh = {
  usage: "用法：npm run verify-pack -- 文件.zip",
  unreadable: (path: string, why: string) => `读不了 ${path}：${why}`,
  pack: (month: string, scope: string) => `审计包 ${month}，范围 ${scope}`,
  versions: (rules: string, policy: string) => `规则版本 ${rules}，政策版本 ${policy}`,
  lines: "结算行",
  claimed: "申报",
  approved: "核准",
  ordered: "付款指令",
  paid: "银行已付",
  journals: "凭证",
  drawn: "抽出的行",
  input_digest: "输入摘要",
  result_digest: "结果摘要",
  file_digest: "文件摘要",
  same: "一致：重新计算的结果与审计包完全相同",
  different: (count: number) => `不一致：${count} 处`,
  pack_says: "包内",
  computed: "重算",
  no_batch: (batch: string) => `没有抽样批次 ${batch}`,
  from_pack: "按审计包重抽（每层：抽出/总数）",
  from_database: "按数据库重抽（每层：抽出/总数）",
  stratum_same: "一致",
  stratum_different: "不一致",
  draw_same: "重抽结果一致",
  draw_different: "重抽结果不一致",
  pack_is_stored: "审计包与数据库中的抽样一致",
  pack_is_not_stored: "审计包与数据库中的抽样不一致",
  part: "一家机构的部分：摘要和抽样约束全区，这里没有重算",
};
const en: typeof zh = {
  usage: "Usage: npm run verify-pack -- FILE.zip",
  unreadable: (path, why) => `${path} cannot be read: ${why}`,
  pack: (month, scope) => `audit pack ${month}, scope ${scope}`,
  versions: (rules, policy) => `rule version ${rules}, policy version ${policy}`,
  lines: "settlement lines",
  claimed: "claimed",
  approved: "approved",
  ordered: "ordered",
  paid: "paid by the bank",
  journals: "journals",
  drawn: "drawn lines",
  input_digest: "input digest",
  result_digest: "result digest",
  file_digest: "SHA-256 of the file",
  same: "same: what was computed again is what the pack says",
  different: (count) => `different: ${count} ${count === 1 ? "difference" : "differences"}`,
  pack_says: "pack",
  computed: "computed",
  no_batch: (batch) => `there is no sample batch ${batch}`,
  from_pack: "drawn again from the pack (drawn of lines, by stratum)",
  from_database: "drawn again from the database (drawn of lines, by stratum)",
  stratum_same: "same",
  stratum_different: "different",
  draw_same: "drawing again gives the same",
  draw_different: "drawing again gives something else",
  pack_is_stored: "the pack's sample is the stored one",
  pack_is_not_stored: "the pack's sample is not the stored one",
  part: "one provider's part: digests and sample bind the district and were not computed again",
};

export const packWords: Catalogue<typeof zh> = { "zh-CN": zh, en };

const DIFFERENCES: Readonly<Record<string, CodedText>> = {
  container: { "zh-CN": "压缩包的字节被改动", en: "bytes of the zip outside its files" },
  manifest: { "zh-CN": "清单读不了", en: "unreadable manifest" },
  "file-missing": { "zh-CN": "缺少文件", en: "missing file" },
  "file-unknown": { "zh-CN": "多出的文件", en: "unknown file" },
  "file-hash": { "zh-CN": "文件与清单的摘要不符", en: "file is not what the manifest hashes" },
  unreadable: { "zh-CN": "内容读不了", en: "unreadable row" },
  "rule-version": { "zh-CN": "规则版本", en: "rule version" },
  "policy-version": { "zh-CN": "政策版本", en: "policy version" },
  "rule-mode": { "zh-CN": "规则的版本或模式", en: "version or mode of a rule" },
  "input-digest": { "zh-CN": "输入摘要", en: "input digest" },
  "result-digest": { "zh-CN": "结果摘要", en: "result digest" },
  line: { "zh-CN": "结算行", en: "settlement line" },
  check: { "zh-CN": "关账检查不成立", en: "check of the close fails" },
  journal: { "zh-CN": "凭证", en: "journal" },
  "journal-digest": { "zh-CN": "凭证摘要", en: "digest of a journal" },
  voucher: { "zh-CN": "凭证号重复", en: "voucher number used twice" },
  payment: { "zh-CN": "付款指令", en: "payment order" },
  "bank-line": { "zh-CN": "银行回执", en: "bank line" },
  "sample-commitment": { "zh-CN": "公开的种子不是承诺的那一个", en: "revealed seed is not the committed one" },
  "sample-seed": { "zh-CN": "抽样种子", en: "seed of the draw" },
  "sample-population": { "zh-CN": "抽样总体", en: "population of the sample" },
  "sample-stratum": { "zh-CN": "抽样数量", en: "size of the sample" },
  "sample-line": { "zh-CN": "抽出的行", en: "drawn lines" },
  "sample-replacement": { "zh-CN": "替补", en: "replacement" },
};

export const packDifference = (code: string, locale: Locale) => wordOf(DIFFERENCES, code, locale);
