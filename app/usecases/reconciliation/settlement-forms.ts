/**
 * The two settlement forms as officials use them (domain reference, section 13): 结算汇总表 a row a provider and street, 结算明细表 a row a
 * visit. Identity and account numbers are text cells and masked.
 */
import type { Fen } from "#app/domain/money/fen.ts";
import type { FormColumn, SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { officialSheet, type Heading } from "./official-sheet.ts";

export type SummaryRow = {
  readonly number: number;
  readonly provider: string;
  readonly creditCode: string;
  readonly street: string;
  readonly elders: number;
  readonly claimedCount: number;
  readonly claimedFen: Fen;
  readonly cutCount: number;
  readonly cutFen: Fen;
  /** Of closed months: evidence that came late, appeals that were upheld. */
  readonly lateFen: Fen;
  /** Set off against this month. */
  readonly clawbackFen: Fen;
  /** Asked, less what was cut, more what came late, less what was set off. */
  readonly payableFen: Fen;
  readonly bank: string;
  readonly account: string;
};

export type DetailRow = {
  readonly number: number;
  readonly claimNo: string;
  readonly street: string;
  readonly name: string;
  readonly idNumber: string;
  readonly grade: string;
  readonly fund: string;
  readonly serviceOn: string;
  readonly checkIn: string;
  readonly checkOut: string;
  readonly minutes: number | null;
  readonly subtypes: string;
  readonly workers: string;
  readonly priceFen: Fen;
  readonly askedFen: Fen;
  readonly cutFen: Fen;
  readonly cutCodes: string;
  readonly approvedFen: Fen;
  readonly ruleVersion: string;
};

const SUMMARY: readonly FormColumn<SummaryRow>[] = [
  { key: "number", header: "序号", kind: "whole", width: 6, value: (row) => row.number },
  { key: "provider", header: "服务机构", kind: "text", width: 28, value: (row) => row.provider },
  { key: "credit_code", header: "统一社会信用代码", kind: "identifier", width: 22, value: (row) => row.creditCode },
  { key: "street", header: "街道", kind: "text", width: 14, value: (row) => row.street },
  { key: "elders", header: "服务人数", kind: "whole", width: 10, total: true, value: (row) => row.elders },
  { key: "claimed_count", header: "申报次数", kind: "whole", width: 10, total: true, value: (row) => row.claimedCount },
  { key: "claimed_fen", header: "申报金额", kind: "yuan", width: 14, total: true, value: (row) => row.claimedFen },
  { key: "cut_count", header: "核减次数", kind: "whole", width: 10, total: true, value: (row) => row.cutCount },
  { key: "cut_fen", header: "核减金额", kind: "yuan", width: 14, total: true, value: (row) => row.cutFen },
  { key: "late_fen", header: "补付金额", kind: "yuan", width: 14, total: true, value: (row) => row.lateFen },
  { key: "clawback_fen", header: "追回金额", kind: "yuan", width: 14, total: true, value: (row) => row.clawbackFen },
  { key: "payable_fen", header: "应付金额", kind: "yuan", width: 14, total: true, value: (row) => row.payableFen },
  { key: "bank", header: "开户行", kind: "text", width: 22, value: (row) => row.bank },
  { key: "account", header: "账号", kind: "identifier", width: 16, value: (row) => row.account },
];

const DETAIL: readonly FormColumn<DetailRow>[] = [
  { key: "number", header: "序号", kind: "whole", width: 6, value: (row) => row.number },
  { key: "claim_no", header: "批次号", kind: "identifier", width: 22, value: (row) => row.claimNo },
  { key: "street", header: "街道", kind: "text", width: 12, value: (row) => row.street },
  { key: "name", header: "姓名", kind: "text", width: 10, value: (row) => row.name },
  { key: "id_number", header: "身份证号", kind: "identifier", width: 22, value: (row) => row.idNumber },
  { key: "grade", header: "能力等级", kind: "text", width: 10, value: (row) => row.grade },
  { key: "fund", header: "资金来源", kind: "text", width: 24, value: (row) => row.fund },
  { key: "service_on", header: "服务日期", kind: "date", width: 12, value: (row) => row.serviceOn },
  { key: "check_in", header: "签到", kind: "text", width: 8, value: (row) => row.checkIn },
  { key: "check_out", header: "签退", kind: "text", width: 8, value: (row) => row.checkOut },
  { key: "minutes", header: "时长", unit: "分钟", kind: "whole", width: 10, value: (row) => row.minutes },
  { key: "subtypes", header: "服务小类", kind: "text", width: 20, value: (row) => row.subtypes },
  { key: "workers", header: "护理员", kind: "text", width: 14, value: (row) => row.workers },
  { key: "price_fen", header: "单价", kind: "yuan", width: 10, value: (row) => row.priceFen },
  { key: "asked_fen", header: "申报金额", kind: "yuan", width: 12, total: true, value: (row) => row.askedFen },
  { key: "cut_fen", header: "核减金额", kind: "yuan", width: 12, total: true, value: (row) => row.cutFen },
  { key: "cut_codes", header: "核减原因码", kind: "text", width: 24, value: (row) => row.cutCodes },
  { key: "approved_fen", header: "批准金额", kind: "yuan", width: 12, total: true, value: (row) => row.approvedFen },
  { key: "rule_version", header: "规则版本", kind: "text", width: 10, value: (row) => row.ruleVersion },
];

export function summaryForm(rows: readonly SummaryRow[], heading: Heading): SheetForm<SummaryRow> {
  const name = "结算汇总表";
  return officialSheet({ name, title: `居家上门服务${name}`, columns: SUMMARY, rows }, heading);
}

export function detailForm(rows: readonly DetailRow[], heading: Heading): SheetForm<DetailRow> {
  const name = "结算明细表";
  return officialSheet({ name, title: `居家上门服务${name}`, columns: DETAIL, rows }, heading);
}
