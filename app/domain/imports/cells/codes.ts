/** Coded cells: by code or by the Chinese names officials use. Each table holds the name written back first. */
import { comparable } from "./plain-text.ts";

/** A coded column: code, the name written into files, further names that are read. */
export type CodeNames<Code extends string | number> = readonly (readonly [
  code: Code,
  name: string,
  ...further: string[],
])[];

export const ASSISTANCE_NAMES = [
  [
    "tekun_dispersed",
    "特困分散供养",
    "特困（分散供养）",
    "特困(分散)",
    "分散供养特困",
    "分散特困",
    "特困供养（分散）",
    "分散供养",
  ],
  [
    "tekun_centralised",
    "特困集中供养",
    "特困（集中供养）",
    "特困(集中)",
    "集中供养特困",
    "集中特困",
    "特困供养（集中）",
    "集中供养",
  ],
  ["dibao", "低保", "最低生活保障", "低保户", "城市低保", "农村低保", "城乡低保", "最低生活保障对象"],
  ["dibao_margin", "低保边缘", "低保边缘家庭", "低边", "低边户", "低保边缘户", "最低生活保障边缘"],
  ["expenditure_hardship", "支出型困难", "支出型困难家庭", "支出型", "刚性支出困难", "刚性支出困难家庭"],
  ["other_low_income", "其他低收入", "低收入", "低收入家庭", "其他低收入家庭", "低收入人口"],
  ["none", "无", "不属于", "否", "非困难", "一般", "普通", "/", "-"],
] as const satisfies CodeNames<string>;

export type AssistanceCode = (typeof ASSISTANCE_NAMES)[number][0];

/** GB/T 42195-2022 names; "未评估" is null and read apart. */
export const GRADE_NAMES = [
  [0, "能力完好", "0级", "完好", "自理", "能自理"],
  [1, "轻度失能", "1级", "轻度", "能力轻度受损", "能力轻度受损（轻度失能）"],
  [2, "中度失能", "2级", "中度", "能力中度受损", "能力中度受损（中度失能）"],
  [3, "重度失能", "3级", "重度", "能力重度受损", "能力重度受损（重度失能）"],
  [4, "完全失能", "4级", "完全", "能力完全丧失", "能力完全丧失（完全失能）"],
] as const satisfies CodeNames<number>;

export type GradeCode = (typeof GRADE_NAMES)[number][0];

export const LIVING_NAMES = [
  ["alone", "独居", "独居老人", "一人居住"],
  ["empty_nest", "空巢", "空巢老人", "与配偶", "夫妻同住"],
  ["with_family", "与家人", "与家人同住", "与子女同住", "与子女", "同住"],
] as const satisfies CodeNames<string>;

export type LivingCode = (typeof LIVING_NAMES)[number][0];

export const SERVICE_MODE_NAMES = [
  ["visits", "上门", "上门服务", "居家上门", "居家养老上门服务"],
  ["bed", "床位", "家庭养老床位", "家床"],
  ["both", "两者", "床位和上门", "床位+上门", "上门+床位", "床位、上门", "都要", "均有"],
] as const satisfies CodeNames<string>;

export type ServiceModeCode = (typeof SERVICE_MODE_NAMES)[number][0];

export const SEX_NAMES = [
  ["female", "女", "女性", "f"],
  ["male", "男", "男性", "m"],
] as const satisfies CodeNames<string>;

export type SexCode = (typeof SEX_NAMES)[number][0];

export const PROVIDER_STATE_NAMES = [
  ["active", "正常", "在营", "有效", "合作中", "启用"],
  ["suspended", "暂停", "停业整顿", "暂停服务"],
  ["ended", "终止", "已终止", "退出", "注销"],
] as const satisfies CodeNames<string>;

export type ProviderStateCode = (typeof PROVIDER_STATE_NAMES)[number][0];

export const FACILITY_KIND_NAMES = [
  ["street_centre", "街道中心", "居家养老服务中心", "街道居家养老服务中心", "街道居家养老中心"],
  ["comprehensive_station", "综合性服务站", "综合性养老服务站", "综合站", "街道综合性养老服务站"],
  ["station", "社区站", "居家养老服务站", "社区居家养老服务站", "服务站", "站"],
] as const satisfies CodeNames<string>;

/** Words with which authorities name what stops money; a list may write what it knows behind them. */
export const STOP_NAMES = [
  ["death", "去世", "死亡", "已故", "病故"],
  ["hospital", "住院", "入院"],
  ["institution", "入住养老机构", "入住机构", "机构养老", "养老机构"],
  ["moved", "户籍迁出", "户口迁出", "迁出"],
  ["benefit", "其他补贴", "其他待遇", "重复享受"],
  ["charge", "其他资金列支", "他方列支", "重复列支"],
] as const satisfies CodeNames<string>;

/** The fund of the first release; a row that names another one is not read. */
export const FUND_NAMES = [
  ["district", "区级", "区级资金", "区财政", "区级购买服务", "区级居家服务补贴"],
] as const satisfies CodeNames<string>;

export type FacilityKindCode = (typeof FACILITY_KIND_NAMES)[number][0];

export const DATUM_NAMES = [
  ["WGS-84", "WGS-84", "WGS84", "GPS", "大地坐标"],
  ["GCJ-02", "GCJ-02", "GCJ02", "国测局", "火星坐标", "高德", "腾讯"],
  ["BD-09", "BD-09", "BD09", "百度", "百度坐标"],
] as const satisfies CodeNames<string>;

export type DatumCode = (typeof DATUM_NAMES)[number][0];

/** Comparable names of a table, made once: a roster asks each table thousands of times. */
const readings = new WeakMap<object, ReadonlyMap<string, string | number>>();

function readingsOf<Code extends string | number>(names: CodeNames<Code>): ReadonlyMap<string, string | number> {
  const known = readings.get(names);
  if (known !== undefined) return known;
  const made = new Map<string, string | number>();
  for (const [code, ...others] of names) {
    for (const name of [String(code), ...others].map(comparable)) if (!made.has(name)) made.set(name, code);
  }
  readings.set(names, made);
  return made;
}

/** The code of a cell's text, by code or any name, or null. */
export function codeOf<Code extends string | number>(text: string, names: CodeNames<Code>): Code | null {
  return (readingsOf(names).get(comparable(text)) as Code | undefined) ?? null;
}

/** The name written into files for a code. */
export function nameOfCode<Code extends string | number>(code: Code, names: CodeNames<Code>): string {
  return names.find(([candidate]) => candidate === code)?.[1] ?? String(code);
}

/** The names a message offers: "低保、低保边缘、…". */
export function offeredNames(names: CodeNames<string | number>): string {
  return names.map(([, name]) => name).join("、");
}
