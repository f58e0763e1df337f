/**
 * The forms of call-backs as officials use them (domain reference 13): 回访数据 in thirty columns, 异常数据 in the same for those not
 * reached, 回访汇总 in seventeen for the first round, the second and both together. Numbers of people are text cells.
 */
import { SUMMARY_COLUMNS, type CallSummary, type SummaryColumn } from "#app/domain/call-backs/summary.ts";
import type { FormColumn, SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { officialSheet, type Heading } from "../reconciliation/official-sheet.ts";

/** One person; every value as it stands on the sheet. */
export type CallFormRow = {
  readonly number: number;
  readonly minutes: number | null;
  readonly age: number | null;
  readonly visitsAMonth: number | null;
  readonly minutesPerVisit: number | null;
} & Readonly<
  Record<
    | "calledOn"
    | "operator"
    | "elder"
    | "phone"
    | "idNumber"
    | "sex"
    | "address"
    | "serviceAddress"
    | "services"
    | "workers"
    | "provider"
    | "start"
    | "end"
    | "district"
    | "person"
    | "served"
    | "servicesSaid"
    | "sameWorker"
    | "uniformBadge"
    | "contactLeft"
    | "knowsProvider"
    | "overall"
    | "suggestions"
    | "remark"
    | "result",
    string
  >
>;

type TextKey = Exclude<keyof CallFormRow, "number" | "minutes" | "age" | "visitsAMonth" | "minutesPerVisit">;
const text = (key: TextKey, header: string, width: number, kind: "text" | "identifier" = "text") =>
  ({ key, header, kind, width, value: (row: CallFormRow) => row[key] }) as const;
const whole = (key: "age" | "minutes" | "visitsAMonth" | "minutesPerVisit", header: string, width: number) =>
  ({ key, header, kind: "whole", width, value: (row: CallFormRow) => row[key] }) as const;

const DATA: readonly FormColumn<CallFormRow>[] = [
  { key: "number", header: "序号", kind: "whole", width: 6, value: (row) => row.number },
  text("calledOn", "回访日期", 12),
  text("operator", "话务员", 12),
  text("elder", "服务对象", 10),
  text("phone", "电话", 15, "identifier"),
  text("idNumber", "身份证", 22, "identifier"),
  whole("age", "年龄", 6),
  text("sex", "性别", 6),
  text("address", "现居住地址", 24),
  text("serviceAddress", "服务地址", 24),
  text("services", "服务项目", 20),
  text("workers", "服务人员", 12),
  text("provider", "服务组织", 24),
  text("start", "服务开始时间", 17),
  text("end", "服务结束时间", 17),
  { ...whole("minutes", "服务时长", 10), unit: "分钟" },
  text("district", "现居住区", 12),
  text("person", "是否本人", 10),
  text("served", "是否享受上门服务", 12),
  text("servicesSaid", "享受服务项目", 18),
  whole("visitsAMonth", "服务次数/月", 10),
  whole("minutesPerVisit", "服务时长/次", 10),
  text("sameWorker", "服务人员是否固定", 12),
  text("uniformBadge", "是否着工作服戴工牌", 12),
  text("contactLeft", "是否留下联系方式", 12),
  text("knowsProvider", "是否清楚服务组织名称", 14),
  text("overall", "总体评价", 12),
  text("suggestions", "意见建议", 24),
  text("remark", "备注", 20),
  text("result", "总结", 16),
];

const SUMMARY_HEADERS: Readonly<Record<SummaryColumn, string>> = {
  total: "总数",
  not_called: "未回访",
  answered: "已接听",
  satisfied: "满意",
  fairly: "基本满意",
  dissatisfied: "不满意",
  unclear_rating: "不清楚(评价)",
  not_served: "未享受信息存在",
  hung_up: "接通后挂断",
  deceased: "去世",
  unclear_served: "不清楚是否享受",
  no_answer: "无人接听",
  wrong_information: "信息有误",
  switched_off: "关机",
  no_such_number: "空号",
  suspended: "停机",
  barred: "限制呼入",
};

export type SummaryFormRow = { readonly unit: string; readonly sums: CallSummary };

const SUMMARY: readonly FormColumn<SummaryFormRow>[] = [
  { key: "unit", header: "单位", kind: "text", width: 22, value: (row) => row.unit },
  ...SUMMARY_COLUMNS.map((key): FormColumn<SummaryFormRow> => ({
    ...{ key, header: SUMMARY_HEADERS[key], kind: "whole", width: 9, total: true },
    value: (row) => row.sums[key],
  })),
];

/** 回访数据, or 异常数据 for those not reached. */
export function callDataForm(
  name: "回访数据" | "异常数据",
  rows: readonly CallFormRow[],
  heading: Heading,
): SheetForm<CallFormRow> {
  return officialSheet({ name, title: `居家上门服务${name}`, columns: DATA, rows }, heading);
}

/** One block of 回访汇总: 首次, 二次 or 合并. */
export function callSummaryForm(
  block: "首次" | "二次" | "合并",
  rows: readonly SummaryFormRow[],
  heading: Heading,
): SheetForm<SummaryFormRow> {
  const name = `回访汇总（${block}）`;
  return officialSheet({ name, title: `居家上门服务${name}`, columns: SUMMARY, rows }, heading);
}
