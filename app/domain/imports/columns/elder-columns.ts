/** Columns of the roster 服务对象花名册 (import file of the elders). */
import type { ImportFile } from "./column.ts";
import { optionalColumn as optional, requiredColumn as required } from "./column.ts";

const COLUMNS = [
  required("fullName", "姓名", {
    personal: "name",
    width: 10,
    synonyms: ["老人姓名", "服务对象", "服务对象姓名", "name"],
  }),
  required("idNumber", "身份证号", {
    kind: "identifier",
    personal: "id-number",
    width: 22,
    synonyms: ["身份证", "身份证号码", "公民身份号码", "证件号码", "证件号"],
  }),
  optional("phone", "联系电话", {
    kind: "identifier",
    personal: "phone",
    width: 15,
    synonyms: ["电话", "本人电话", "手机", "手机号", "老人电话"],
  }),
  required("registeredAddress", "户籍地址", {
    personal: "address",
    width: 30,
    synonyms: ["户口地址", "户籍所在地", "户籍详细地址"],
  }),
  optional("registeredDistrict", "户籍区划", {
    width: 12,
    synonyms: ["户籍区", "户籍区县", "户籍所属区", "户籍行政区划", "户籍区划代码"],
  }),
  required("street", "居住街道", { width: 14, synonyms: ["街道", "所属街道", "现居住街道", "居住地街道"] }),
  optional("community", "居住社区", { width: 14, synonyms: ["社区", "所属社区", "村居", "村社区", "居住村居"] }),
  required("address", "详细地址", {
    personal: "address",
    width: 34,
    synonyms: ["居住地址", "现居住地址", "家庭住址", "住址", "服务地址", "居住详细地址"],
  }),
  required("residentSince", "居住起始日期", {
    kind: "date",
    width: 13,
    synonyms: ["居住起始", "居住开始日期", "常住起始日期", "入住本区日期"],
  }),
  optional("longitude", "经度", { kind: "coordinate", width: 11, synonyms: ["居住经度", "lng", "lon"] }),
  optional("latitude", "纬度", { kind: "coordinate", width: 11, synonyms: ["居住纬度", "lat"] }),
  optional("datum", "坐标系", { width: 10, synonyms: ["坐标系统", "坐标类型"] }),
  required("assistance", "困难类别", {
    width: 14,
    synonyms: ["困难类型", "救助类别", "人员类别", "困难身份", "老人类别"],
  }),
  optional("assistancePeriod", "困难认定起止", {
    width: 26,
    synonyms: ["困难认定期限", "困难认定有效期", "救助起止", "认定起止"],
  }),
  required("grade", "能力等级", { width: 12, synonyms: ["失能等级", "评估等级", "能力评估等级", "评估结果"] }),
  required("assessedOn", "评估日期", { kind: "date", width: 13, synonyms: ["评估时间", "能力评估日期"] }),
  optional("assessmentExpiresOn", "评估到期", {
    kind: "date",
    width: 13,
    synonyms: ["评估到期日", "评估到期日期", "评估有效期", "评估有效期至"],
  }),
  optional("living", "居住情况", { width: 10, synonyms: ["居住状况", "居住类型"] }),
  optional("serviceMode", "服务方式", { width: 10, synonyms: ["享受项目", "服务类型", "享受项目(床位/上门)"] }),
  required("subtypes", "服务小类", { width: 34, synonyms: ["服务项目", "服务内容", "服务小类代码", "所需服务"] }),
  optional("wishedProvider", "意向服务机构", { width: 24, synonyms: ["意向机构", "选择机构", "服务机构"] }),
  optional("windows", "可服务时段", { width: 34, synonyms: ["服务时段", "可上门时段", "可服务时间", "方便时段"] }),
  optional("workerSex", "护理员性别要求", { width: 10, synonyms: ["护理员性别", "性别要求"] }),
  optional("refusedWorkers", "不接受护理员", {
    personal: "name",
    width: 14,
    synonyms: ["不接受的护理员", "拒绝护理员", "排除护理员"],
  }),
  optional("inHospital", "是否住院", { width: 26, synonyms: ["住院", "住院情况", "住院起止"] }),
  optional("institution", "入住机构", { width: 22, synonyms: ["入住养老机构", "所住机构", "养老机构"] }),
  optional("diedOn", "死亡日期", { kind: "date", width: 13, synonyms: ["去世日期", "死亡时间"] }),
  optional("benefits", "其他补贴", { width: 22, synonyms: ["其他待遇", "享受其他补贴", "已享受补贴"] }),
  optional("contactName", "监护人/紧急联系人", {
    personal: "name",
    width: 16,
    synonyms: ["紧急联系人", "监护人", "联系人", "紧急联系人姓名", "家属"],
  }),
  optional("contactPhone", "联系人电话", {
    kind: "identifier",
    personal: "phone",
    width: 15,
    synonyms: ["紧急联系人电话", "监护人电话", "家属电话", "紧急联系电话"],
  }),
  required("consentOn", "知情同意日期", {
    kind: "date",
    width: 13,
    synonyms: ["知情同意书日期", "同意书签署日期", "知情同意签署日期", "知情同意"],
  }),
  optional("remark", "备注", { width: 20, synonyms: ["说明"] }),
] as const;

export type ElderColumnKey = (typeof COLUMNS)[number]["key"];

export const ELDER_FILE: ImportFile<ElderColumnKey> = {
  kind: "elders",
  nameZh: "服务对象花名册",
  columns: COLUMNS,
  silent: ["序号", "编号", "性别", "年龄", "出生日期", "状态", "起始日期"],
};
