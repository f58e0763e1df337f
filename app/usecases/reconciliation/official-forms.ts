/** Forms that officials hand in (domain reference, section 13): payment application, publicity table, an elder's visits and fees, yearly self-assessment. */
import type { Fen } from "#app/domain/money/fen.ts";
import { sumFen } from "#app/domain/money/fen.ts";
import { yuanInWords } from "#app/domain/money/yuan-text.ts";
import type { Indicator, IndicatorCode } from "#app/domain/reconciliation/performance.ts";
import type { FormColumn, SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { officialSheet, type Heading } from "./official-sheet.ts";

export type ApplicationRow = {
  readonly number: number;
  readonly applicant: string;
  readonly project: string;
  readonly fund: string;
  readonly period: string;
  readonly elders: number;
  readonly visits: number;
  readonly amountFen: Fen;
  readonly payee: string;
  readonly bank: string;
  readonly account: string;
};

const APPLICATION: readonly FormColumn<ApplicationRow>[] = [
  { key: "number", header: "序号", kind: "whole", width: 6, value: (row) => row.number },
  { key: "applicant", header: "申请单位", kind: "text", width: 18, value: (row) => row.applicant },
  { key: "project", header: "项目名称", kind: "text", width: 20, value: (row) => row.project },
  { key: "fund", header: "资金来源", kind: "text", width: 22, value: (row) => row.fund },
  { key: "period", header: "期间", kind: "identifier", width: 10, value: (row) => row.period },
  { key: "elders", header: "人数", kind: "whole", width: 8, total: true, value: (row) => row.elders },
  { key: "visits", header: "次数", kind: "whole", width: 8, total: true, value: (row) => row.visits },
  {
    key: "words",
    header: "大写",
    group: "申请金额",
    kind: "text",
    width: 30,
    value: (row) => yuanInWords(row.amountFen),
  },
  {
    key: "amount_fen",
    header: "小写",
    group: "申请金额",
    kind: "yuan",
    width: 14,
    total: true,
    value: (row) => row.amountFen,
  },
  { key: "payee", header: "收款单位", group: "收款", kind: "text", width: 26, value: (row) => row.payee },
  { key: "bank", header: "开户行", group: "收款", kind: "text", width: 22, value: (row) => row.bank },
  { key: "account", header: "账号", group: "收款", kind: "identifier", width: 22, value: (row) => row.account },
];

export function applicationForm(rows: readonly ApplicationRow[], heading: Heading): SheetForm<ApplicationRow> {
  const whole = yuanInWords(sumFen(rows.map((row) => row.amountFen)));
  return officialSheet(
    {
      name: "资金拨付申请表",
      title: "居家上门服务资金拨付申请表",
      columns: APPLICATION,
      rows,
      signatures: [`合计大写：${whole}`, "经办：", "审核：", "领导意见：", "盖章："],
    },
    heading,
  );
}

export type PublicityRow = {
  readonly number: number;
  readonly name: string;
  readonly street: string;
  readonly community: string;
  readonly benefit: string;
  readonly visits: number;
  readonly amountFen: Fen;
  readonly shownFrom: string;
  readonly shownTo: string;
  readonly phone: string;
};

const PUBLICITY: readonly FormColumn<PublicityRow>[] = [
  { key: "number", header: "序号", kind: "whole", width: 6, value: (row) => row.number },
  { key: "name", header: "姓名", kind: "text", width: 12, value: (row) => row.name },
  { key: "street", header: "街道", kind: "text", width: 14, value: (row) => row.street },
  { key: "community", header: "社区", kind: "text", width: 16, value: (row) => row.community },
  { key: "benefit", header: "享受项目", kind: "text", width: 14, value: (row) => row.benefit },
  { key: "visits", header: "次数", kind: "whole", width: 8, total: true, value: (row) => row.visits },
  { key: "amount_fen", header: "金额", kind: "yuan", width: 12, total: true, value: (row) => row.amountFen },
  { key: "from", header: "起", group: "公示起止", kind: "date", width: 12, value: (row) => row.shownFrom },
  { key: "to", header: "止", group: "公示起止", kind: "date", width: 12, value: (row) => row.shownTo },
  { key: "phone", header: "监督电话", kind: "identifier", width: 14, value: (row) => row.phone },
];

export function publicityForm(rows: readonly PublicityRow[], heading: Heading): SheetForm<PublicityRow> {
  return officialSheet({ name: "公示表", title: "居家上门服务补贴公示表", columns: PUBLICITY, rows }, heading);
}

export type HistoryRow = {
  readonly name: string;
  readonly serviceOn: string;
  readonly kind: string;
  readonly items: string;
  readonly checkIn: string;
  readonly checkOut: string;
  readonly minutes: number | null;
  readonly workers: string;
  readonly amountFen: Fen;
  readonly state: string;
};

const HISTORY: readonly FormColumn<HistoryRow>[] = [
  { key: "name", header: "姓名", kind: "text", width: 10, value: (row) => row.name },
  { key: "service_on", header: "服务日期", kind: "date", width: 12, value: (row) => row.serviceOn },
  { key: "kind", header: "服务类型", kind: "text", width: 12, value: (row) => row.kind },
  { key: "items", header: "服务项目", kind: "text", width: 28, value: (row) => row.items },
  { key: "check_in", header: "开始时间", kind: "text", width: 10, value: (row) => row.checkIn },
  { key: "check_out", header: "结束时间", kind: "text", width: 10, value: (row) => row.checkOut },
  { key: "minutes", header: "时长", unit: "分钟", kind: "whole", width: 10, value: (row) => row.minutes },
  { key: "workers", header: "服务人员", kind: "text", width: 16, value: (row) => row.workers },
  { key: "amount_fen", header: "金额", kind: "yuan", width: 12, total: true, value: (row) => row.amountFen },
  { key: "state", header: "状态", kind: "text", width: 12, value: (row) => row.state },
];

export function historyForm(rows: readonly HistoryRow[], heading: Heading): SheetForm<HistoryRow> {
  const name = "居家养老上门服务历史表";
  return officialSheet({ name, title: name, columns: HISTORY, rows }, heading);
}

export type FeeRow = {
  readonly name: string;
  readonly serviceOn: string;
  readonly amountFen: Fen;
  readonly fund: string;
  readonly confirmation: string;
  readonly voided: string;
  readonly reason: string;
};

const FEES: readonly FormColumn<FeeRow>[] = [
  { key: "name", header: "姓名", kind: "text", width: 10, value: (row) => row.name },
  { key: "service_on", header: "服务日期", kind: "date", width: 12, value: (row) => row.serviceOn },
  { key: "amount_fen", header: "金额", kind: "yuan", width: 12, total: true, value: (row) => row.amountFen },
  { key: "fund", header: "资金来源", kind: "text", width: 24, value: (row) => row.fund },
  { key: "confirmation", header: "确认状态", kind: "text", width: 14, value: (row) => row.confirmation },
  { key: "voided", header: "作废标志", kind: "text", width: 10, value: (row) => row.voided },
  { key: "reason", header: "作废原因", kind: "text", width: 28, value: (row) => row.reason },
];

export function feeForm(rows: readonly FeeRow[], heading: Heading): SheetForm<FeeRow> {
  const name = "历史费用表";
  return officialSheet({ name, title: `居家上门服务${name}`, columns: FEES, rows }, heading);
}

const INDICATORS: Readonly<Record<IndicatorCode, readonly [first: string, second: string, third: string]>> = {
  delivered: ["产出指标", "数量指标", "计划服务完成率"],
  verified: ["产出指标", "质量指标", "已做服务核实率"],
  approved: ["产出指标", "成本指标", "申报金额通过率"],
  paid: ["产出指标", "时效指标", "应付资金到账率"],
  satisfied: ["满意度指标", "服务对象满意度", "回访满意率"],
  person_times: ["产出指标", "数量指标", "居家上门服务人次"],
  elders: ["效益指标", "社会效益", "享受服务老人数"],
};

const TENTHS = 10;
const measuredText = ({ measure }: Pick<Indicator, "measure">, value: number) =>
  measure === "count" ? `${value} 人` : `${(value / TENTHS).toFixed(1)}%`;

const PERFORMANCE: readonly FormColumn<Indicator>[] = [
  { key: "first", header: "一级指标", kind: "text", width: 14, value: (row) => INDICATORS[row.code][0] },
  { key: "second", header: "二级指标", kind: "text", width: 14, value: (row) => INDICATORS[row.code][1] },
  { key: "third", header: "三级指标", kind: "text", width: 22, value: (row) => INDICATORS[row.code][2] },
  {
    key: "goal",
    header: "指标值",
    kind: "text",
    width: 12,
    value: (row) => (row.goal === null ? "不设" : `≥${measuredText(row, row.goal)}`),
  },
  {
    key: "reached",
    header: "完成值",
    kind: "text",
    width: 12,
    value: (row) => (row.reached === null ? "本年没有" : measuredText(row, row.reached)),
  },
  { key: "weight", header: "分值", kind: "whole", width: 8, total: true, value: (row) => row.weight },
  {
    key: "points",
    header: "得分",
    kind: "decimal",
    width: 8,
    total: true,
    value: (row) => (row.pointsTenths ?? 0) / TENTHS,
  },
  {
    key: "reason",
    header: "偏差原因",
    kind: "text",
    width: 30,
    value: ({ reached, goal }) => (reached !== null && goal !== null && reached < goal ? "（请填写）" : ""),
  },
];

export function performanceForm(rows: readonly Indicator[], heading: Heading): SheetForm<Indicator> {
  return officialSheet(
    {
      name: "绩效目标自评表",
      title: "居家上门服务项目绩效目标自评表",
      columns: PERFORMANCE,
      rows,
      signatures: ["指标值和分值为示例，待确认", "填表人：", "审核人：", "日期："],
    },
    heading,
  );
}
