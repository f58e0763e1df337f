/** Reads the trade bill (of type ALL, SUCCESS or REFUND) and the fund flow bill. A bill whose rows do not give its own sums is refused whole. */
import { fen } from "#app/domain/money/fen.ts";
import type { FundBillLine, FundKind, TradeBillLine } from "#app/domain/payments/bill-line.ts";
import { Refusal } from "#app/domain/refusal.ts";
import {
  billCount,
  billFen,
  billTime,
  readBillTable,
  requireSum,
  sumOf,
  type BillCells,
  type BillTable,
} from "./bill-table.server.ts";

const SETTLED = ["应结订单金额", "总金额"] as const;
const REFUNDED = ["退款金额"] as const;
const REFUNDED_SUM = ["退款总金额", "总退款金额"] as const;
/** Only a bill of type REFUND names it; elsewhere the trade's time is the time of the line. */
const ASKED_AT = "退款申请时间";

function tradeLine(cells: BillCells): TradeBillLine {
  const state = cells.cell("交易状态");
  const refund = state === "REFUND" || state === "REVOKED";
  if (!refund && state !== "SUCCESS") throw new Refusal("bill-state-unknown", { line: cells.line, state });
  return {
    kind: refund ? "refund" : "payment",
    at: billTime(cells, cells.has(ASKED_AT) && cells.cell(ASKED_AT) !== "" ? ASKED_AT : "交易时间"),
    merchantId: cells.cell("商户号"),
    orderNo: cells.cell("商户订单号"),
    transactionId: cells.cell("微信订单号"),
    refundNo: refund ? cells.cell("商户退款单号") : null,
    currency: cells.cell("货币种类"),
    amountFen: refund ? billFen(cells, ...REFUNDED) : billFen(cells, ...SETTLED),
    feeFen: billFen(cells, "手续费"),
  };
}

/** The sums that only bills since 2018 have are compared where they stand. */
function requireLaterSums({ rows, sums }: BillTable): void {
  for (const [column, sum] of [
    ["订单金额", "订单总金额"],
    ["申请退款金额", "申请退款总金额"],
  ] as const) {
    if (sums.has(sum)) requireSum(billFen(sums, sum), sumOf(rows.map((row) => billFen(row, column))), sum);
  }
}

/**
 * Lines of a trade bill. Refuses "bill-sums-differ", "bill-state-unknown", "bill-amount-unreadable", "bill-time-unreadable" and those
 * of the table.
 */
export function readTradeBill(bytes: Uint8Array): TradeBillLine[] {
  const table = readBillTable(bytes, "总交易单数");
  const { rows, sums } = table;
  requireSum(billCount(sums, "总交易单数"), rows.length, "总交易单数");
  const checks = [
    [["应结订单总金额", "总交易额"], SETTLED],
    // A bill of type SUCCESS has neither the sum nor the column.
    ...(sums.has(...REFUNDED_SUM) || rows.some((row) => row.has(...REFUNDED))
      ? [[REFUNDED_SUM, REFUNDED] as const]
      : []),
    [["手续费总金额"], ["手续费"]],
  ] as const;
  for (const [total, column] of checks)
    requireSum(billFen(sums, ...total), sumOf(rows.map((row) => billFen(row, ...column))), total[0]);
  requireLaterSums(table);
  return rows.map(tradeLine);
}

const FUND_KIND_OF: Readonly<Record<string, FundKind>> = {
  交易: "payment",
  退款: "refund",
  扣除交易手续费: "fee",
  提现: "withdrawal",
};

function fundLine(cells: BillCells): FundBillLine {
  const direction = cells.cell("收支类型");
  if (direction !== "收入" && direction !== "支出")
    throw new Refusal("bill-state-unknown", { line: cells.line, state: direction });
  const amountFen = billFen(cells, "收支金额(元)");
  return {
    kind: FUND_KIND_OF[cells.cell("业务类型")] ?? "other",
    at: billTime(cells, "记账时间"),
    businessNo: cells.cell("微信支付业务单号"),
    flowNo: cells.cell("资金流水单号"),
    changeFen: direction === "收入" ? amountFen : fen(-amountFen),
    balanceFen: billFen(cells, "账户结余(元)"),
  };
}

/** Lines of a fund flow bill of the basic account. Refusals as `readTradeBill`. */
export function readFundBill(bytes: Uint8Array): FundBillLine[] {
  const { rows, sums } = readBillTable(bytes, "资金流水总笔数");
  const lines = rows.map(fundLine);
  const income = lines.filter(({ changeFen }) => changeFen >= 0n).map(({ changeFen }) => changeFen);
  const spent = lines.filter(({ changeFen }) => changeFen < 0n).map(({ changeFen }) => -changeFen);
  requireSum(billCount(sums, "资金流水总笔数"), rows.length, "资金流水总笔数");
  requireSum(billCount(sums, "收入笔数"), income.length, "收入笔数");
  requireSum(billFen(sums, "收入金额"), sumOf(income), "收入金额");
  requireSum(billCount(sums, "支出笔数"), spent.length, "支出笔数");
  requireSum(billFen(sums, "支出金额"), sumOf(spent), "支出金额");
  return lines;
}
