/** Columns of the file of care workers (护理员). */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

const COLUMNS = [
  required("fullName", "姓名", {
    personal: "name",
    width: 10,
    synonyms: ["护理员", "护理员姓名", "服务人员", "服务人员姓名"],
  }),
  required("idNumber", "身份证号", {
    kind: "identifier",
    personal: "id-number",
    width: 22,
    synonyms: ["身份证", "身份证号码", "公民身份号码", "证件号码", "证件号"],
  }),
  required("phone", "手机", {
    kind: "identifier",
    personal: "phone",
    width: 15,
    synonyms: ["手机号", "手机号码", "联系电话", "电话"],
  }),
  required("provider", "所属机构", {
    width: 30,
    synonyms: ["服务机构", "机构名称", "所在机构", "所属单位", "统一社会信用代码"],
  }),
  required("employedFrom", "入职日期", { kind: "date", width: 13, synonyms: ["入职时间", "上岗日期"] }),
  optional("employedTo", "离职日期", { kind: "date", width: 13, synonyms: ["离职时间", "离岗日期"] }),
  optional("sex", "性别", { width: 6 }),
  required("qualifications", "资质", { width: 44, synonyms: ["资质证书", "持证情况", "证书", "资格证书"] }),
  optional("homeStreet", "常驻街道", { width: 14, synonyms: ["居住街道", "常住街道", "所在街道", "街道"] }),
  optional("longitude", "经度", { kind: "coordinate", width: 11, synonyms: ["lng", "lon"] }),
  optional("latitude", "纬度", { kind: "coordinate", width: 11, synonyms: ["lat"] }),
  optional("datum", "坐标系", { width: 10, synonyms: ["坐标系统", "坐标类型"] }),
  required("availability", "可排班时段", { width: 40, synonyms: ["排班时段", "可工作时段", "可上班时段", "工作时段"] }),
  optional("weeklyHoursMax", "每周工时上限", {
    kind: "whole",
    units: ["小时", "时", "小时/周"],
    width: 17,
    synonyms: ["周工时上限", "每周最多工时", "周工时"],
  }),
  optional("leave", "请假", { width: 26, synonyms: ["请假日期", "休假", "请假起止", "休假日期"] }),
  optional("dialects", "会说方言", { width: 16, synonyms: ["方言", "语言", "会说语言"] }),
] as const;

export type WorkerColumnKey = (typeof COLUMNS)[number]["key"];

export const WORKER_FILE: ImportFile<WorkerColumnKey> = {
  kind: "workers",
  nameZh: "护理员",
  columns: COLUMNS,
  silent: ["序号", "编号", "工号", "年龄", "备注"],
};
