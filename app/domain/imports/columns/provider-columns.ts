/** Columns of the file of providers and their contracts (服务机构); one row per contract. */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

const COLUMNS = [
  required("name", "机构名称", {
    width: 30,
    synonyms: ["服务机构", "服务机构名称", "单位名称", "服务组织", "服务组织名称"],
  }),
  required("creditCode", "统一社会信用代码", {
    kind: "identifier",
    width: 22,
    synonyms: ["信用代码", "社会信用代码", "统一信用代码"],
  }),
  optional("kind", "类型", { width: 14, synonyms: ["机构类型", "单位类型", "机构性质"] }),
  optional("address", "地址", { width: 30, synonyms: ["机构地址", "办公地址", "单位地址"] }),
  optional("longitude", "经度", { kind: "coordinate", width: 11, synonyms: ["lng", "lon"] }),
  optional("latitude", "纬度", { kind: "coordinate", width: 11, synonyms: ["lat"] }),
  optional("datum", "坐标系", { width: 10, synonyms: ["坐标系统", "坐标类型"] }),
  optional("contactName", "联系人", { personal: "name", width: 10, synonyms: ["机构联系人", "负责人"] }),
  optional("contactPhone", "联系电话", {
    kind: "identifier",
    personal: "phone",
    width: 15,
    synonyms: ["电话", "联系人电话", "机构电话", "手机"],
  }),
  required("contractNo", "合同编号", { width: 18, synonyms: ["合同号", "协议编号"] }),
  required("contractPeriod", "合同起止", {
    width: 26,
    synonyms: ["合同期限", "合同起止日期", "协议起止", "合同有效期"],
  }),
  required("streets", "服务街道", { width: 34, synonyms: ["服务区域", "覆盖街道", "承接街道"] }),
  required("subtypes", "服务小类", { width: 30, synonyms: ["服务项目", "承接小类", "服务内容"] }),
  required("price", "单价", {
    kind: "yuan",
    units: ["元/次", "元", "元/人次"],
    width: 13,
    synonyms: ["服务单价", "合同单价", "每次价格", "单次价格"],
  }),
  required("monthlyCapacity", "月承接上限", {
    kind: "whole",
    units: ["次", "次/月", "人次"],
    width: 15,
    synonyms: ["每月承接上限", "月服务上限", "承接上限", "月承接能力"],
  }),
  optional("bankName", "开户行", { width: 24, synonyms: ["开户银行"] }),
  optional("bankAccount", "账号", {
    kind: "identifier",
    personal: "account",
    width: 24,
    synonyms: ["银行账号", "帐号", "银行帐号", "收款账号"],
  }),
  optional("state", "状态", { width: 8, synonyms: ["机构状态", "合作状态"] }),
] as const;

export type ProviderColumnKey = (typeof COLUMNS)[number]["key"];

export const PROVIDER_FILE: ImportFile<ProviderColumnKey> = {
  kind: "providers",
  nameZh: "服务机构",
  columns: COLUMNS,
  silent: ["序号", "编号", "备注"],
};
