/** The channel's daily bills in their official form, with the sums that the rows give. */
import { fen } from "#app/domain/money/fen.ts";
import { cellYuanText } from "#app/domain/money/yuan-text.ts";
import { isoText, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { Channel } from "./channel.ts";

const MARK = "\ufeff";
const TRADE_HEADER =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const TRADE_SUMS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const FUND_HEADER =
  "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";
const FUND_SUMS = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额";

const yuan = (amount: number) => cellYuanText(fen(amount));
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const row = (cells: readonly string[]) => cells.map((cell) => `\`${cell}`).join(",");
/** "2014-11-10 16:33:45" of the channel's zone, eight hours before UTC the whole year. */
const time = (at: number) =>
  isoText(plusMinutes(at as Instant, 8 * 60))
    .slice(0, 19)
    .replace("T", " ");

const file = (lines: readonly string[]) => new TextEncoder().encode(`${MARK}${lines.join("\r\n")}\r\n`);

export type BillOwner = { readonly appId: string; readonly merchantId: string };

/** Null when nothing happened that day: the channel has no such bill. */
export function writeTradeBill(channel: Channel, on: string, { appId, merchantId }: BillOwner): Uint8Array | null {
  const { paid, refunded } = channel.day(on);
  if (paid.length + refunded.length === 0) return null;
  const payments = paid.map((order) =>
    row([
      ...[time(order.paidAt ?? 0), appId, merchantId, "0", "", order.transactionId ?? "", order.orderNo, "simulated"],
      ...[order.tradeType, "SUCCESS", "OTHERS", "CNY", yuan(order.totalFen), "0.00", "0", "0", "0.00", "0.00", "", ""],
      ...[order.description, "", yuan(order.feeFen), "0.60%", yuan(order.totalFen), "0.00", ""],
    ]),
  );
  const refunds = refunded.map((refund) => {
    const order = channel.find(refund.orderNo);
    return row([
      ...[time(refund.askedAt), appId, merchantId, "0", "", order.transactionId ?? "", order.orderNo],
      ...["simulated", order.tradeType, "REFUND", "OTHERS", "CNY", "0.00", "0.00", refund.refundId, refund.refundNo],
      ...[yuan(refund.refundFen), "0.00", "ORIGINAL", refund.state, order.description, "", yuan(-refund.feeBackFen)],
      ...["0.60%", "0.00", yuan(refund.refundFen), ""],
    ]);
  });
  const [paidFen, refundedFen] = [sum(paid.map((one) => one.totalFen)), sum(refunded.map((one) => one.refundFen))];
  const feeFen = sum(paid.map((one) => one.feeFen)) - sum(refunded.map((one) => one.feeBackFen));
  const sums = [yuan(paidFen), yuan(refundedFen), "0.00", yuan(feeFen), yuan(paidFen), yuan(refundedFen)];
  return file([
    TRADE_HEADER,
    ...payments,
    ...refunds,
    TRADE_SUMS,
    row([String(paid.length + refunded.length), ...sums]),
  ]);
}

const FUND_WORDS = {
  payment: ["交易", "交易"],
  refund: ["退款", "退款"],
  fee: ["扣除交易手续费", "扣除交易手续费"],
  withdrawal: ["提现", "提现"],
} as const;

/** Null when the account did not move that day. */
export function writeFundBill(channel: Channel, on: string): Uint8Array | null {
  const { flows } = channel.day(on);
  const [first] = flows;
  if (!first) return null;
  const before = channel.state.flows.slice(0, channel.state.flows.indexOf(first));
  let balance = sum(before.map(({ changeFen }) => changeFen));
  const rows = flows.map((flow, index) => {
    balance += flow.changeFen;
    const [name, kind] = FUND_WORDS[flow.kind];
    const direction = flow.changeFen >= 0 ? "收入" : "支出";
    const flowNo = `${on.replaceAll("-", "")}${String(index + 1).padStart(8, "0")}`;
    return row([
      ...[time(flow.at), flow.businessNo, flowNo, name, kind, direction],
      ...[yuan(Math.abs(flow.changeFen)), yuan(balance), "simulated", "", flowNo],
    ]);
  });
  const income = flows.filter(({ changeFen }) => changeFen >= 0).map(({ changeFen }) => changeFen);
  const spent = flows.filter(({ changeFen }) => changeFen < 0).map(({ changeFen }) => -changeFen);
  return file([
    FUND_HEADER,
    ...rows,
    FUND_SUMS,
    row([String(flows.length), String(income.length), yuan(sum(income)), String(spent.length), yuan(sum(spent))]),
  ]);
}
