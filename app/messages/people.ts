/** Words of facts about people: grades, assistance statuses, qualifications, roles, living situations. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";
import { remarkWord } from "./visit-remarks.ts";

const GRADES: Readonly<Record<string, CodedText>> = {
  "0": { "zh-CN": "0级 能力完好", en: "0 Intact" },
  "1": { "zh-CN": "1级 轻度失能", en: "1 Mildly impaired" },
  "2": { "zh-CN": "2级 中度失能", en: "2 Moderately impaired" },
  "3": { "zh-CN": "3级 重度失能", en: "3 Severely impaired" },
  "4": { "zh-CN": "4级 完全失能", en: "4 Complete loss" },
};

const ASSISTANCE: Readonly<Record<string, CodedText>> = {
  tekun_dispersed: { "zh-CN": "特困（分散供养）", en: "Extreme hardship, at home" },
  tekun_centralised: { "zh-CN": "特困（集中供养）", en: "Extreme hardship, in an institution" },
  dibao: { "zh-CN": "低保", en: "Subsistence allowance" },
  dibao_margin: { "zh-CN": "低保边缘", en: "Near the allowance threshold" },
  expenditure_hardship: { "zh-CN": "支出型困难", en: "Expenditure-type hardship" },
  other_low_income: { "zh-CN": "其他低收入", en: "Other low income" },
  none: { "zh-CN": "无", en: "None" },
};

const QUALIFICATIONS: Readonly<Record<string, CodedText>> = {
  Q0: { "zh-CN": "服务人员（健康证）", en: "Trained service worker" },
  Q1: { "zh-CN": "养老护理员 五级", en: "Care worker, level 5" },
  Q2: { "zh-CN": "养老护理员 四级以上", en: "Care worker, level 4 or higher" },
  Q3: { "zh-CN": "注册护士", en: "Registered nurse" },
  Q4: { "zh-CN": "康复治疗师", en: "Rehabilitation therapist" },
  Q5: { "zh-CN": "社会工作者", en: "Social worker" },
  Q6: { "zh-CN": "设备安装员", en: "Installer" },
  Q7: { "zh-CN": "热线话务员", en: "Call-centre operator" },
};

const ROLES: Readonly<Record<string, CodedText>> = {
  street_clerk: { "zh-CN": "街道审核", en: "Street clerk" },
  street_lead: { "zh-CN": "街道负责人", en: "Street lead" },
  district_clerk: { "zh-CN": "区级经办", en: "District clerk" },
  district_lead: { "zh-CN": "区级负责人", en: "District lead" },
  finance: { "zh-CN": "财务", en: "Finance" },
  provider_manager: { "zh-CN": "机构管理", en: "Provider manager" },
  care_worker: { "zh-CN": "护理员", en: "Care worker" },
  operator: { "zh-CN": "热线坐席", en: "Hotline operator" },
  auditor: { "zh-CN": "审计", en: "Auditor" },
  elder: { "zh-CN": "老人", en: "Elder" },
  anonymous: { "zh-CN": "未登录", en: "Not signed in" },
  system: { "zh-CN": "系统", en: "System" },
};

const CATEGORIES: Readonly<Record<string, CodedText>> = {
  LC: { "zh-CN": "生活照料", en: "Daily living care" },
  RN: { "zh-CN": "康复护理", en: "Rehabilitation and nursing" },
  ER: { "zh-CN": "紧急救援", en: "Emergency response" },
  SC: { "zh-CN": "精神慰藉", en: "Emotional support" },
};

const LIVING: Readonly<Record<string, CodedText>> = {
  alone: { "zh-CN": "独居", en: "Lives alone" },
  empty_nest: { "zh-CN": "空巢", en: "Empty nest" },
  with_family: { "zh-CN": "与家人同住", en: "With family" },
};

const SEXES: Readonly<Record<string, CodedText>> = {
  male: { "zh-CN": "男", en: "Male" },
  female: { "zh-CN": "女", en: "Female" },
};

/** "3级 重度失能"; a missing grade is said as not assessed. */
export function gradeWord(grade: number | null | undefined, locale: Locale): string {
  if (grade === null || grade === undefined) return locale === "en" ? "Not assessed" : "未评估";
  return wordOf(GRADES, String(grade), locale);
}

/** "低保边缘": staff surfaces only, never shown to or near the elder. */
export function assistanceWord(kind: string, locale: Locale): string {
  return wordOf(ASSISTANCE, kind, locale);
}

/** "养老护理员 五级" of "Q1". */
export function qualificationWord(code: string, locale: Locale): string {
  return wordOf(QUALIFICATIONS, code, locale);
}

export function roleWord(code: string, locale: Locale): string {
  return wordOf(ROLES, code, locale);
}

/** "生活照料" of "LC". */
export function serviceCategoryWord(code: string, locale: Locale): string {
  return wordOf(CATEGORIES, code, locale);
}

export function livingWord(code: string, locale: Locale): string {
  return wordOf(LIVING, code, locale);
}

type VisitWarned = {
  readonly livingRisk: string | null;
  readonly note: string | null;
  readonly remarks?: readonly string[] | undefined;
};

/** What a visitor must know before going in: how the elder lives where that is a risk, the note of the file, and what was asked for this visit. */
export function visitWarnings({ livingRisk, note, remarks = [] }: VisitWarned, locale: Locale): string[] {
  const living = livingRisk === null ? null : livingWord(livingRisk, locale);
  return [living, note, ...remarks.map((remark) => remarkWord(remark, locale))].filter((warning): warning is string =>
    Boolean(warning),
  );
}

export function sexWord(code: string, locale: Locale): string {
  return wordOf(SEXES, code, locale);
}
