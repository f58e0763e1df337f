/**
 * Columns of the lists that stop money (停付名单): three are enough, whoever made the list. An authority's own list says by the header of its date
 * what happened (死亡日期, 入院日期 beside 出院日期): it needs no column for that.
 */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

/** Date columns whose header says what happened. */
const TELLING = ["deathOn", "admittedOn", "enteredOn", "movedOn"] as const;
const telling = { kind: "date", width: 14, inTemplate: false } as const;

export type StopColumnKey = "idNumber" | "days" | "matter" | (typeof TELLING)[number] | "dischargedOn" | "leftOn";

const COLUMNS = [
  required<StopColumnKey>("idNumber", "身份证号", {
    kind: "identifier",
    width: 22,
    personal: "id-number",
    synonyms: ["身份证号码", "公民身份号码", "证件号码", "身份证"],
  }),
  required<StopColumnKey>("days", "日期", {
    kind: "date",
    width: 26,
    synonyms: ["起止日期", "起止时间", "享受起止", "发生日期"],
    instead: TELLING,
  }),
  required<StopColumnKey>("matter", "情形", {
    width: 34,
    synonyms: ["类别", "情形或说明", "种类", "类型", "说明"],
    instead: TELLING,
  }),
  optional<StopColumnKey>("deathOn", "死亡日期", { ...telling, synonyms: ["去世日期", "死亡时间", "去世时间"] }),
  optional<StopColumnKey>("admittedOn", "入院日期", {
    ...telling,
    synonyms: ["住院日期", "住院起止", "住院起止日期", "入院时间", "住院时间"],
  }),
  optional<StopColumnKey>("dischargedOn", "出院日期", { ...telling, synonyms: ["出院时间"] }),
  optional<StopColumnKey>("enteredOn", "入住日期", { ...telling, synonyms: ["入住时间", "入住机构日期", "入住起止"] }),
  optional<StopColumnKey>("leftOn", "退住日期", { ...telling, synonyms: ["退住时间", "离开机构日期"] }),
  optional<StopColumnKey>("movedOn", "迁出日期", {
    ...telling,
    synonyms: ["户籍迁出日期", "户口迁出日期", "迁出时间"],
  }),
];

export const STOP_FILE: ImportFile<StopColumnKey> = {
  kind: "stops",
  nameZh: "停付名单",
  columns: COLUMNS,
  silent: ["序号", "编号", "姓名", "备注"],
};
