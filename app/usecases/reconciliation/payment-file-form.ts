/** The payment file (付款文件) for finance: one row a payee, account numbers as text. The empty columns at its end are the bank's to fill, and the same file is read back. */
import type { Fen } from "#app/domain/money/fen.ts";
import type { FormColumn, SheetForm } from "#app/integrations/workbooks/sheet-form.ts";
import { officialSheet, type Heading } from "./official-sheet.ts";

export type PaymentFileRow = {
  readonly number: number;
  readonly batchNo: string;
  readonly follows: string;
  readonly payee: string;
  readonly creditCode: string;
  readonly bank: string;
  readonly account: string;
  readonly purpose: string;
  readonly amountFen: Fen;
  /** "2026-000123", as the books number it. */
  readonly voucher: string;
};

export const PAYMENT_COLUMNS: readonly FormColumn<PaymentFileRow>[] = [
  { key: "number", header: "序号", kind: "whole", width: 6, value: (row) => row.number },
  { key: "batch_no", header: "批次号", kind: "identifier", width: 16, value: (row) => row.batchNo },
  { key: "payee", header: "收款单位", kind: "text", width: 28, value: (row) => row.payee },
  { key: "credit_code", header: "统一社会信用代码", kind: "identifier", width: 22, value: (row) => row.creditCode },
  { key: "bank", header: "开户行", kind: "text", width: 24, value: (row) => row.bank },
  { key: "account", header: "账号", kind: "identifier", width: 24, value: (row) => row.account },
  { key: "purpose", header: "用途", kind: "text", width: 26, value: (row) => row.purpose },
  { key: "amount_fen", header: "应付金额", kind: "yuan", width: 14, total: true, value: (row) => row.amountFen },
  { key: "voucher", header: "凭证号", kind: "identifier", width: 14, value: (row) => row.voucher },
  { key: "follows", header: "原批次号", kind: "identifier", width: 16, value: (row) => row.follows },
  { key: "paid", header: "实付金额", kind: "text", width: 12, value: () => "" },
  { key: "booked_on", header: "入账日期", kind: "text", width: 12, value: () => "" },
  { key: "reference", header: "银行流水号", kind: "identifier", width: 20, value: () => "" },
  { key: "reason", header: "退回原因", kind: "text", width: 18, value: () => "" },
];

export function paymentForm(rows: readonly PaymentFileRow[], heading: Heading): SheetForm<PaymentFileRow> {
  return officialSheet(
    {
      name: "付款文件",
      title: "居家上门服务补贴付款文件",
      columns: PAYMENT_COLUMNS,
      rows,
      signatures: ["经办：", "复核：", "审批：", "日期："],
    },
    heading,
  );
}
