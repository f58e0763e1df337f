/** Columns of a bank's answer to a payment batch (银行结果): one row a payment or a return. The payment file itself may be sent back filled in. */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

const COLUMNS = [
  required("batchNo", "批次号", { kind: "identifier", width: 18, synonyms: ["付款批次", "付款批次号", "业务批次号"] }),
  required("creditCode", "统一社会信用代码", {
    kind: "identifier",
    width: 22,
    synonyms: ["信用代码", "社会信用代码", "统一信用代码"],
  }),
  required("paid", "实付金额", {
    kind: "yuan",
    units: ["元"],
    width: 14,
    synonyms: ["已付金额", "支付金额", "成功金额", "实际支付金额"],
  }),
  required("bookedOn", "入账日期", {
    kind: "date",
    width: 14,
    synonyms: ["支付日期", "交易日期", "处理日期", "退回日期"],
  }),
  optional("reference", "银行流水号", {
    kind: "identifier",
    width: 24,
    synonyms: ["流水号", "银行流水", "交易流水号"],
  }),
  optional("reason", "退回原因", { width: 28, synonyms: ["未付原因", "失败原因", "退票原因"] }),
  optional("treatment", "处理", { width: 10, synonyms: ["处理方式"] }),
] as const;

export type BankColumnKey = (typeof COLUMNS)[number]["key"];

export const BANK_FILE: ImportFile<BankColumnKey> = {
  kind: "bank",
  nameZh: "银行结果",
  columns: COLUMNS,
  silent: [
    "序号",
    "编号",
    "收款单位",
    "服务机构",
    "开户行",
    "账号",
    "用途",
    "金额",
    "应付金额",
    "凭证号",
    "原批次号",
    "备注",
  ],
};
