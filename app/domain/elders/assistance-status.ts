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

const NAMES: readonly (readonly [RegExp, AssistanceKind])[] = [
  [/^(特困)?集中供养|特困.*集中/, "tekun_centralised"],
  [/^特困|分散供养/, "tekun_dispersed"],
  [/低保边缘|边缘家庭|低边/, "dibao_margin"],
  [/^低保|最低生活保障/, "dibao"],
  [/支出型/, "expenditure_hardship"],
  [/低收入/, "other_low_income"],
  [/^(无|否|没有|普通)$/, "none"],
];

/** Reads a code or a Chinese name with the usual variations; null for anything else. */
export function parseAssistanceKind(text: string): AssistanceKind | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const code = ASSISTANCE_KINDS.find((kind) => kind === plain.toLowerCase());
  return code ?? NAMES.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
