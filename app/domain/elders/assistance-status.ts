/** Aid statuses (困难类别) that the street's list carries. Which of them count as economic hardship is policy, not code. */
export const ASSISTANCE_KINDS = [
  "tekun_dispersed",
  "tekun_centralised",
  "dibao",
  "dibao_margin",
  "expenditure_hardship",
  "other_low_income",
  "none",
] as const;

export type AssistanceKind = (typeof ASSISTANCE_KINDS)[number];

/**
 * Names after the words for persons, households and places have been dropped. Whole names, never parts: 最低生活保障边缘 and
 * 不属于低保 both contain the name of a status that the person does not hold.
 */
const NAMES: Readonly<Record<AssistanceKind, readonly string[]>> = {
  tekun_dispersed: ["特困分散供养", "特困分散", "分散供养特困", "分散特困", "特困供养分散", "分散供养", "五保分散供养"],
  tekun_centralised: [
    "特困集中供养",
    "特困集中",
    "集中供养特困",
    "集中特困",
    "特困供养集中",
    "集中供养",
    "五保集中供养",
  ],
  dibao: ["低保", "最低生活保障"],
  dibao_margin: ["低保边缘", "低边", "最低生活保障边缘"],
  expenditure_hardship: ["支出型困难", "支出型", "刚性支出困难", "支出型贫困"],
  other_low_income: ["其他低收入", "低收入"],
  none: ["无", "否", "没有", "不属于", "非困难", "普通", "一般", "-", "/"],
};

/** A bare 特困 is not read: whether support is at home or in an institution decides eligibility, so the office must say it. */
const CODES = new Map<string, AssistanceKind>(
  ASSISTANCE_KINDS.flatMap((kind) => [[kind, kind] as const, ...NAMES[kind].map((name) => [name, kind] as const)]),
);

/** Reads a code or a Chinese name with the usual variations (brackets, 家庭, 户, 对象, 城市, 农村); null for anything else. */
export function parseAssistanceKind(text: string): AssistanceKind | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s()]/g, "")
    .toLowerCase();
  const bare = plain
    .replace(/^(城市|城镇|农村|城乡)/, "")
    .replace(/人员/g, "")
    .replace(/(家庭|户|对象|人口|老人)+$/, "");
  return CODES.get(plain) ?? CODES.get(bare) ?? null;
}
