import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { instant } from "#app/domain/time/instant.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { readFundBill, readTradeBill } from "#app/integrations/wechat-pay/read-bills.server.ts";

const HEADER =
  "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";
const PAYMENT =
  "`2026-11-16 10:20:30,`wx0000000000000001,`1900000001,`0,`,`4200000001202611160000000001,`BS20261116000001,`openid,`NATIVE,`SUCCESS,`OTHERS,`CNY,`12.00,`0.00,`0,`0,`0.00,`0.00,`,`,`居家上门服务, 一次,`,`0.07000,`0.60%,`12.00,`0.00,`";
const REFUND =
  "`2026-11-16 18:00:01,`wx0000000000000001,`1900000001,`0,`,`4200000001202611160000000001,`BS20261116000001,`openid,`NATIVE,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`50300000000000000001,`BSR20261116000001,`5.00,`0.00,`ORIGINAL,`SUCCESS,`居家上门服务, 一次,`,`-0.03000,`0.60%,`0.00,`5.00,`";
const SUMS = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额";
const TOTAL = "`2,`12.00,`5.00,`0.00,`0.04000,`12.00,`5.00";
const bill = (...lines: string[]) => `\ufeff${lines.join("\r\n")}\r\n`;
const OFFICIAL = bill(HEADER, PAYMENT, REFUND, SUMS, TOTAL);
const utf8 = (text: string) => new TextEncoder().encode(text);

function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (thrown) {
    if (isRefusal(thrown)) return thrown.code;
    throw thrown;
  }
  return "none";
}

describe("a trade bill", () => {
  it("in the official form gives its payments and refunds", () => {
    expect(readTradeBill(utf8(OFFICIAL))).toEqual([
      {
        kind: "payment",
        at: instant("2026-11-16T10:20:30+08:00"),
        merchantId: "1900000001",
        orderNo: "BS20261116000001",
        transactionId: "4200000001202611160000000001",
        refundNo: null,
        currency: "CNY",
        amountFen: 1_200n,
        feeFen: 7n,
      },
      expect.objectContaining({ kind: "refund", refundNo: "BSR20261116000001", amountFen: 500n, feeFen: -3n }),
    ]);
  });

  it("is the same in GBK, without a mark, with plain line ends, and with a count written as 2.0", () => {
    const expected = readTradeBill(utf8(OFFICIAL));
    expect(readTradeBill(Uint8Array.from(iconv.encode(OFFICIAL.slice(1), "gbk")))).toEqual(expected);
    expect(readTradeBill(utf8(OFFICIAL.slice(1).replaceAll("\r\n", "\n")))).toEqual(expected);
    expect(readTradeBill(utf8(OFFICIAL.replace("`2,`12.00", "`2.0,`12.00")))).toEqual(expected);
  });

  it("of the form before 2018 is read by its older names", () => {
    const older = bill(
      "交易时间,公众账号ID,商户号,子商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,企业红包金额,微信退款单号,商户退款单号,退款金额,企业红包退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率",
      "`2020-01-04 17:43:52,`wx0000000000000001,`1900000001,`0,`,`4200000480202001043149128488,`aas,`openid,`JSAPI,`SUCCESS,`BOSH_CREDIT,`CNY,`0.12,`0.00,`0,`0,`0.00,`0.00,`,`,`商品简单描述,`,`0.00000,`1.00%",
      "总交易单数,总交易额,总退款金额,总企业红包退款金额,手续费总金额",
      "`1,`0.12,`0.00,`0.00,`0.00000",
    );
    expect(readTradeBill(utf8(older))).toMatchObject([{ orderNo: "aas", amountFen: 12n, feeFen: 0n }]);
  });

  it("of type SUCCESS has no word of refunds, and one that has only the sum or the column is refused", () => {
    const without = (line: string, from: number, count: number, mark: string) => {
      const cells = line.split(mark);
      cells.splice(from, count);
      return cells.join(mark);
    };
    const [header, payment] = [HEADER, PAYMENT].map((line, index) => {
      const mark = index === 0 ? "," : ",`";
      return without(without(line, 25, 1, mark), 14, 6, mark);
    });
    const sums = "总交易单数,应结订单总金额,手续费总金额,订单总金额";
    const paid = bill(header ?? "", payment ?? "", sums, "`1,`12.00,`0.07,`12.00");
    expect(readTradeBill(utf8(paid))).toMatchObject([
      { kind: "payment", orderNo: "BS20261116000001", amountFen: 1_200n, feeFen: 7n, refundNo: null },
    ]);
    const half = bill(HEADER, PAYMENT, sums, "`1,`12.00,`0.07,`12.00");
    expect(refusalOf(() => readTradeBill(utf8(half)))).toBe("bill-column-missing");
    expect(refusalOf(() => readTradeBill(utf8(paid.replace("`SUCCESS", "`REFUND"))))).toBe("bill-column-missing");
  });

  it("of type REFUND says when the refund was asked for", () => {
    const added = (line: string, cells: string) => line.replace(/(,`?50300|,微信退款单号)/, `${cells}$1`);
    const refunds = bill(
      added(HEADER, ",退款申请时间,退款成功时间"),
      added(REFUND, ",`2026-11-16 17:59:58,`2026-11-18 09:00:00"),
      SUMS,
      "`1,`0.00,`5.00,`0.00,`-0.03,`0.00,`5.00",
    );
    expect(readTradeBill(utf8(refunds))).toMatchObject([
      { kind: "refund", amountFen: 500n, at: instant("2026-11-16T17:59:58+08:00") },
    ]);
  });

  it("is the same when it comes packed, and refused when the packing is cut short", () => {
    const packed = gzipSync(utf8(OFFICIAL));
    expect(readTradeBill(packed)).toEqual(readTradeBill(utf8(OFFICIAL)));
    expect(refusalOf(() => readTradeBill(packed.subarray(0, -9)))).toBe("bill-packing-broken");
  });

  it.each([
    ["the number of rows", "`2,`12.00", "`3,`12.00"],
    ["what was paid", "`2,`12.00,`5.00", "`2,`12.01,`5.00"],
    ["what went back", "`2,`12.00,`5.00", "`2,`12.00,`5.01"],
    ["the fees", "`0.04000,`12.00,`5.00", "`0.05000,`12.00,`5.00"],
    ["the orders", "`0.04000,`12.00,`5.00", "`0.04000,`12.02,`5.00"],
    ["what was asked back", "`0.04000,`12.00,`5.00", "`0.04000,`12.00,`4.00"],
  ])("whose summary differs in %s is refused", (_what, from, to) => {
    expect(refusalOf(() => readTradeBill(utf8(OFFICIAL.replace(from, to))))).toBe("bill-sums-differ");
  });

  it.each([
    ["without its summary", bill(HEADER, PAYMENT, REFUND), "bill-without-summary"],
    ["with rows behind its summary", bill(HEADER, PAYMENT, SUMS, TOTAL, REFUND), "bill-without-summary"],
    ["with a row cut short", bill(HEADER, PAYMENT.slice(0, 60), SUMS, TOTAL), "bill-row-short"],
    ["of an unknown state", OFFICIAL.replace("`SUCCESS,`OTHERS", "`FROZEN,`OTHERS"), "bill-state-unknown"],
    ["with a third decimal", OFFICIAL.replaceAll("0.07000", "0.07100"), "bill-amount-unreadable"],
    ["with an unreadable time", OFFICIAL.replace("10:20:30", "25:20:30"), "bill-time-unreadable"],
    ["that is an error in JSON", '{"code":"NO_STATEMENT_EXIST"}', "bill-without-summary"],
    ["without the column of fees", OFFICIAL.replace("手续费,费率", "费,费率"), "bill-column-missing"],
  ])("%s is refused", (_what, text, code) => {
    expect(refusalOf(() => readTradeBill(utf8(text)))).toBe(code);
  });
});

describe("a fund flow bill", () => {
  const FUND = bill(
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号",
    "`2026-11-16 10:20:31,`4200000001,`2026111600000001,`交易,`交易,`收入,`12.00,`12.00,`system,`,`1",
    "`2026-11-16 10:20:31,`4200000001,`2026111600000002,`扣除交易手续费,`扣除交易手续费,`支出,`0.07,`11.93,`system,`,`2",
    "`2026-11-16 18:00:01,`50300001,`2026111600000003,`退款,`退款,`支出,`4.97,`6.96,`1900000001API,`退款总金额5.00元;含手续费0.03元,`3",
    "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额",
    "`3,`1,`12.00,`2,`5.04",
  );

  it("gives what moved the account", () => {
    expect(readFundBill(utf8(FUND)).map(({ kind, changeFen }) => [kind, changeFen])).toEqual([
      ["payment", 1_200n],
      ["fee", -7n],
      ["refund", -497n],
    ]);
  });

  it("is the same with wide brackets, and with its columns in another order", () => {
    const expected = readFundBill(utf8(FUND));
    expect(readFundBill(utf8(FUND.replaceAll("(元)", "（元）")))).toEqual(expected);
    const moved = FUND.split("\r\n").map((line, index) => {
      if (index > 3) return line;
      const cells = line.replace("\ufeff", "").split(/,(?=`)|(?<![`].*),/);
      return [...cells.slice(3), ...cells.slice(0, 3)].join(",");
    });
    expect(readFundBill(utf8(moved.join("\r\n")))).toEqual(expected);
  });

  it("whose summary differs from its rows is refused", () => {
    for (const wrong of ["`3,`1,`12.00,`2,`5.05", "`2,`1,`12.00,`2,`5.04", "`3,`2,`12.00,`2,`5.04"])
      expect(refusalOf(() => readFundBill(utf8(FUND.replace("`3,`1,`12.00,`2,`5.04", wrong))))).toBe(
        "bill-sums-differ",
      );
  });
});
