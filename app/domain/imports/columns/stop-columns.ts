/** Columns of the lists that stop money (停付名单): three are enough, whoever made the list. */
import type { ImportFile } from "./column.ts";
import { requiredColumn as required } from "./column.ts";

const COLUMNS = [
  required("idNumber", "身份证号", {
    kind: "identifier",
    width: 22,
    personal: "id-number",
    synonyms: ["身份证号码", "公民身份号码", "证件号码", "身份证"],
  }),
  required("days", "日期", {
    kind: "date",
    width: 26,
    synonyms: [
      "起止日期",
      "死亡日期",
      "去世日期",
      "入院日期",
      "住院起止",
      "入住日期",
      "迁出日期",
      "享受起止",
      "发生日期",
    ],
  }),
  required("matter", "情形", { width: 34, synonyms: ["类别", "情形或说明", "种类", "类型", "说明"] }),
] as const;

export type StopColumnKey = (typeof COLUMNS)[number]["key"];

export const STOP_FILE: ImportFile<StopColumnKey> = {
  kind: "stops",
  nameZh: "停付名单",
  columns: COLUMNS,
  silent: ["序号", "编号", "姓名", "备注"],
};
