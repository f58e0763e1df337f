/** Columns of a provider's claims (申报明细): one row a visit that it asks for. Names are those of the district's own statement, so it may be sent back. */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

const COLUMNS = [
  optional("visitNo", "上门单号", {
    kind: "identifier",
    width: 20,
    synonyms: ["服务单号", "工单号", "服务记录编号", "订单号", "visit_no"],
  }),
  required("elderNo", "老人编号", {
    kind: "identifier",
    width: 16,
    synonyms: ["服务对象编号", "老年人编号", "对象编号", "elder_no"],
  }),
  required("serviceOn", "服务日期", {
    kind: "date",
    width: 14,
    synonyms: ["上门日期", "日期", "实际服务日期", "service_date"],
  }),
  optional("quantity", "次数", { kind: "whole", width: 8, synonyms: ["数量", "服务次数", "申报次数", "quantity"] }),
  optional("unitPrice", "单价", { kind: "yuan", units: ["元", "元/次"], width: 10, synonyms: ["unit_price"] }),
  required("asked", "申报金额", {
    kind: "yuan",
    units: ["元"],
    width: 12,
    synonyms: ["金额", "申请金额", "结算金额", "asked_amount"],
  }),
  optional("creditCode", "统一社会信用代码", {
    kind: "identifier",
    width: 22,
    synonyms: ["信用代码", "社会信用代码", "credit_code"],
  }),
  optional("fund", "资金来源", { width: 12, synonyms: ["资金渠道", "fund"] }),
] as const;

export type ClaimColumnKey = (typeof COLUMNS)[number]["key"];

export const CLAIM_FILE: ImportFile<ClaimColumnKey> = {
  kind: "claims",
  nameZh: "申报明细",
  columns: COLUMNS,
  silent: [
    ...["序号", "编号", "结算批次号", "服务机构", "街道", "姓名", "老人姓名", "身份证号", "能力等级", "备注"],
    ...["服务项目编码", "服务项目名称", "计划日期", "签到时间", "签退时间", "签到方式", "时长", "护理员", "计费单位"],
    ...[
      "核减金额",
      "核减原因码",
      "批准金额",
      "自付金额",
      "微信订单号",
      "异常码",
      "审核人",
      "审核时间",
      "规则版本",
      "距离",
    ],
  ],
};
