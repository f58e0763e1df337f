/** Columns of the file of facilities (设施): street centres, comprehensive stations, community stations. */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

const COLUMNS = [
  required("name", "名称", { width: 34, synonyms: ["设施名称", "站点名称", "机构名称"] }),
  required("kind", "类型", { width: 16, synonyms: ["设施类型", "站点类型"] }),
  required("street", "街道", { width: 14, synonyms: ["所属街道", "所在街道"] }),
  optional("community", "社区", { width: 14, synonyms: ["所属社区", "村居"] }),
  optional("address", "地址", { width: 34, synonyms: ["详细地址", "设施地址"] }),
  optional("longitude", "经度", { kind: "coordinate", width: 11, synonyms: ["lng", "lon"] }),
  optional("latitude", "纬度", { kind: "coordinate", width: 11, synonyms: ["lat"] }),
  optional("datum", "坐标系", { width: 10, synonyms: ["坐标系统", "坐标类型"] }),
  optional("phone", "电话", { kind: "identifier", width: 15, synonyms: ["联系电话", "服务电话"] }),
  optional("openingHours", "开放时间", { width: 26, synonyms: ["开放时段", "营业时间", "服务时间"] }),
  optional("capacity", "容量", {
    kind: "whole",
    units: ["人", "床", "张"],
    width: 10,
    synonyms: ["可容纳人数", "容纳人数", "床位数"],
  }),
] as const;

export type FacilityColumnKey = (typeof COLUMNS)[number]["key"];

export const FACILITY_FILE: ImportFile<FacilityColumnKey> = {
  kind: "facilities",
  nameZh: "设施",
  columns: COLUMNS,
  silent: ["序号", "编号", "备注"],
};
