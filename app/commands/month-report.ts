/** The month command's words: its table at the end, its progress, its refusals. Both languages side by side, Chinese first. */
import type { ImportProblem } from "#app/domain/imports/problem.ts";
import { fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { eligibilityReason } from "#app/messages/eligibility.ts";
import { importProblemSentence } from "#app/messages/import-problems.ts";
import type { Locale } from "#app/messages/locale.ts";
import { monthWords } from "#app/messages/month.ts";
import { debtReason, stageWord } from "#app/messages/planning.ts";
import { hasRefusalWords, refusalSentence } from "#app/messages/refusals.ts";
import { ruleTitle } from "#app/messages/rules.ts";
import type { MonthResult } from "#app/usecases/month/run-month.server.ts";
import { labelledLine } from "./side-by-side.ts";

const [zh, en] = [monthWords["zh-CN"], monthWords.en];

/** A sentence in both languages. */
export function both(say: (words: typeof zh) => string): string {
  return `${say(zh)} / ${say(en)}`;
}

const line = (label: string, value: string | number) => labelledLine(label, value, { labelWidth: 74, valueWidth: 12 });

type WordOf = (code: string, locale: Locale) => string;

function counts(title: string, record: Readonly<Record<string, number>>, wordOf: WordOf, coded = true): string[] {
  const entries = Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
  const lines = entries.map(([code, count]) =>
    line(`  ${coded ? `${code}  ` : ""}${wordOf(code, "zh-CN")} ${wordOf(code, "en")}`, count),
  );
  return [line(title, entries.length === 0 ? `${zh.none} ${en.none}` : ""), ...lines];
}

const label = (key: keyof typeof zh & keyof typeof en) => `${String(zh[key])} ${String(en[key])}`;
const yuan = (amount: number) => staffYuanText(fen(amount));

/** The result as a plain table: every figure of the result, in its order, with the words of its codes. */
export function resultTable(result: MonthResult, simulated: boolean): string {
  const stages: WordOf = (code, locale) => stageWord(code, locale);
  const total = Object.values(result.stage_ms).reduce((sum, one) => sum + one, 0);
  return [
    ...(simulated ? [`${zh.simulated} ${en.simulated}`] : []),
    line(label("candidates"), result.candidates),
    line(label("eligible"), result.eligible),
    ...counts(label("excluded"), result.excluded, eligibilityReason),
    line(label("allocated"), result.allocated),
    line(label("visits_planned"), result.visits_planned),
    ...counts(label("visit_debt"), result.visit_debt, (code, locale) => debtReason(code, locale)),
    line(label("conflicts"), result.conflicts),
    line(label("delivered"), result.delivered),
    line(label("verified"), result.verified),
    ...counts(label("findings"), result.findings, ruleTitle),
    line(label("claimed"), yuan(result.claimed_fen)),
    line(label("approved"), yuan(result.approved_fen)),
    line(label("paid"), yuan(result.paid_fen)),
    line(label("ledger_sum"), result.ledger_sum_fen),
    ...counts(label("stage_times"), result.stage_ms, stages, false),
    line(`  ${label("total")}`, total),
    `${label("input_digest")}  ${result.input_digest}`,
    `${label("result_digest")} ${result.result_digest}`,
  ].join("\n");
}

/** "排本月服务 planning 3/24" on one line of the progress. */
export function stageLine(stage: string, done: number, total: number): string {
  return `${stageWord(stage, "zh-CN")} ${stageWord(stage, "en")} ${done}/${total}`;
}

/** A warning of the plan, such as "calendar_missing:2031". */
export function warningLine(warning: string): string {
  const year = warning.split(":").at(-1) ?? "";
  return both((words) => words.no_calendar(year));
}

type FileProblems = {
  readonly kind: "elders" | "providers" | "workers" | "facilities";
  readonly problems: readonly ImportProblem[];
};

/** Every problem of refused files with sheet, row, column, value and what is expected, in both languages. */
export function problemLines(files: readonly FileProblems[]): string[] {
  return files.flatMap(({ kind, problems }) => [
    both((words) => words.problem_count(words[kind], problems.length)),
    ...problems.flatMap((problem) => [
      `  ${importProblemSentence(problem, "zh-CN")}`,
      `  ${importProblemSentence(problem, "en")}`,
    ]),
  ]);
}

/** A refusal of a use case or of a file reader. */
export function refusalLine(code: string, facts: Readonly<Record<string, unknown>>): string {
  if (!hasRefusalWords(code)) return code;
  return `${refusalSentence(code, facts, "zh-CN")} / ${refusalSentence(code, facts, "en")}`;
}
