/** Sentences for the problems of an imported file: where (sheet, row, column), what the cell holds, what is wrong, what is expected. */
import table from "./import-problems.json";
import type { CodedText, Locale } from "./locale.ts";
import { fillSentence } from "./locale.ts";
import { ruleSentence } from "./rules.ts";

/** `kind` names all problems of a code, where `what` needs the facts of one. `what_part` is used when the facts name the part of the cell that is wrong. */
type ProblemWords = {
  readonly kind?: CodedText;
  readonly what: CodedText;
  readonly what_part?: CodedText;
  readonly expected: CodedText;
};

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** One problem as the sentences need it. */
export type ProblemPlace = {
  readonly sheet: string;
  readonly row: number;
  /** Column letter, or empty. */
  readonly column: string;
  readonly header: string;
  readonly value: string;
  readonly code: string;
  readonly facts: Facts;
};

const WORDS: Readonly<Record<string, ProblemWords>> = table;

/** Every problem that has words. */
export const IMPORT_PROBLEM_WORDS: readonly string[] = Object.keys(WORDS);

/** Faults of identity numbers and credit codes, continuing "身份证号" and "the identity number". */
const REASONS: Readonly<Record<string, CodedText>> = {
  EMPTY: { "zh-CN": "为空", en: "is empty" },
  LEGACY_15: { "zh-CN": "是 15 位旧号码，2013 年起停用", en: "is an old 15-digit number, refused since 2013" },
  LENGTH: { "zh-CN": "位数不对", en: "has the wrong length" },
  CHARS: { "zh-CN": "含有不允许的字符", en: "has characters that are not allowed" },
  AREA: { "zh-CN": "前两位不是省级代码", en: "does not begin with a province code" },
  DATE: { "zh-CN": "中的出生日期不存在", en: "holds a birth date that does not exist" },
  CHECK: { "zh-CN": "的校验位不对", en: "fails its check digit" },
  FUTURE: { "zh-CN": "中的出生日期在将来", en: "holds a birth date in the future" },
  SHAPE: { "zh-CN": "第 3 至 8 位应为数字区划码", en: "must have a numeric division code in positions 3 to 8" },
  ORG_CHECK: { "zh-CN": "中的组织机构代码校验位不对", en: "fails the check digit of its organisation code" },
  AGE_OVER_120: { "zh-CN": "显示年龄超过 120 岁", en: "gives an age over 120" },
};

/** Reasons for refusing a row of a claim file that no rule of the catalogue names. */
const UPLOAD_REASONS: Readonly<Record<string, CodedText>> = {
  "claim-handed-in": {
    "zh-CN": "这个街道本月的申报已经提交，退回后才能再加",
    en: "the month's claim of this street was submitted; lines are added after it comes back",
  },
  "visit-waived": { "zh-CN": "机构已放弃申报这一次", en: "the provider gave this visit up" },
};

/** Why a row of a claim file is no line, or is paid less than asked: the sentence of a rule, or of the file's own check. */
export function uploadReason(code: string, facts: Facts, locale: Locale): string {
  const own = UPLOAD_REASONS[code]?.[locale];
  if (own !== undefined) return own;
  return WORDS[code] === undefined ? ruleSentence(code, facts, locale) : importProblemFault({ code, facts }, locale);
}

function untilWords(until: Facts[string] | undefined, locale: Locale): string {
  if (typeof until !== "string") return "";
  return locale === "zh-CN" ? `到 ${until}` : ` until ${until}`;
}

function factsInWords(facts: Facts, locale: Locale): Facts {
  const yuan = (amount: Facts[string] | undefined) => (typeof amount === "number" ? (amount / 100).toFixed(2) : null);
  return {
    ...facts,
    reason: REASONS[String(facts.reason)]?.[locale] ?? facts.reason ?? null,
    floor_yuan: yuan(facts.floor_fen),
    cap_yuan: yuan(facts.cap_fen),
    rows_yuan: yuan(facts.rows_fen),
    ordered_yuan: yuan(facts.ordered_fen),
    open_yuan: yuan(facts.open_fen),
    payable_yuan: yuan(facts.payable_fen),
    until_words: untilWords(facts.until, locale),
    why: typeof facts.rule === "string" ? uploadReason(facts.rule, facts, locale) : null,
  };
}

/** What is wrong, without the place: "身份证号的校验位不对". An unknown code stands for itself. */
export function importProblemFault(problem: Pick<ProblemPlace, "code" | "facts">, locale: Locale): string {
  const words = WORDS[problem.code];
  if (words === undefined) return problem.code;
  const sentence = problem.facts.token == null ? words.what : (words.what_part ?? words.what);
  return fillSentence(sentence[locale], factsInWords(problem.facts, locale), locale);
}

/** The name of a kind of problem, for all of its cells: "多于应付". An unknown code stands for itself. */
export function importProblemKind(code: string, locale: Locale): string {
  return WORDS[code]?.kind?.[locale] ?? importProblemFault({ code, facts: {} }, locale);
}

/** What is expected instead: "文本格式的 18 位身份证号"; empty when nothing can be asked for. */
export function importProblemExpectation(problem: Pick<ProblemPlace, "code" | "facts">, locale: Locale): string {
  const sentence = WORDS[problem.code]?.expected[locale] ?? "";
  return fillSentence(sentence, factsInWords(problem.facts, locale), locale);
}

/** "工作表“花名册”第 7 行 D 列（身份证号）“320***********1234”：身份证号的校验位不对。应为：文本格式的 18 位身份证号。" */
export function importProblemSentence(problem: ProblemPlace, locale: Locale): string {
  const [fault, expected] = [importProblemFault(problem, locale), importProblemExpectation(problem, locale)];
  const zh = locale === "zh-CN";
  const value = problem.value === "" ? "" : `“${problem.value}”`;
  if (zh) {
    const column = problem.column === "" ? "" : ` ${problem.column} 列`;
    const header = problem.header === "" ? "" : `（${problem.header}）`;
    const rest = expected === "" ? "" : `应为：${expected}。`;
    return `工作表“${problem.sheet}”第 ${problem.row} 行${column}${header}${value}：${fault}。${rest}`;
  }
  const column = problem.column === "" ? "" : `, column ${problem.column}`;
  const header = problem.header === "" ? "" : ` (${problem.header})`;
  const rest = expected === "" ? "" : ` Expected: ${expected}.`;
  return `Sheet “${problem.sheet}”, row ${problem.row}${column}${header}${value === "" ? "" : ` ${value}`}: ${fault}.${rest}`;
}

/** The remark beside a marked row: column and header, what is wrong, what is expected. */
export function importProblemRemark(problem: ProblemPlace, locale: Locale): string {
  const [fault, expected] = [importProblemFault(problem, locale), importProblemExpectation(problem, locale)];
  const place = [problem.column, problem.header].filter((part) => part !== "").join(" ");
  if (locale === "zh-CN")
    return `${place === "" ? "" : `${place}：`}${fault}${expected === "" ? "" : `，应为：${expected}`}`;
  return `${place === "" ? "" : `${place}: `}${fault}${expected === "" ? "" : `; expected: ${expected}`}`;
}

/** A file that could not be read at all: "文件加了密码。应为：去掉密码。" Codes are those of the refusals of the readers. */
export function fileRefusalSentence(refusal: Pick<ProblemPlace, "code" | "facts">, locale: Locale): string {
  const [fault, expected] = [importProblemFault(refusal, locale), importProblemExpectation(refusal, locale)];
  if (locale === "zh-CN") return `${fault}。${expected === "" ? "" : `应为：${expected}。`}`;
  const sentence = `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.`;
  return expected === "" ? sentence : `${sentence} Expected: ${expected}.`;
}
