/** What the verifier and the redraw print: sums, digests, and "same" or each named difference. Both languages side by side. */
import type { PackDifference } from "#app/domain/audit-pack/read-pack.ts";
import type { Fen } from "#app/domain/money/fen.ts";
import { staffYuanText } from "#app/domain/money/yuan-text.ts";
import { packDifference, packWords } from "#app/messages/audit-pack.ts";
import type { VerifiedFile } from "#app/usecases/reconciliation/verify-pack-file.ts";
import { labelledLine } from "./side-by-side.ts";

const [zh, en] = [packWords["zh-CN"], packWords.en];

/** A sentence in both languages. */
export function bothPack(say: (words: typeof zh) => string): string {
  return `${say(zh)} / ${say(en)}`;
}

type Plain = { [Key in keyof typeof zh]: (typeof zh)[Key] extends string ? Key : never }[keyof typeof zh];

const line = (key: Plain, value: string | number) =>
  labelledLine(`${zh[key]} ${en[key]}`, value, { labelWidth: 34, valueWidth: 16 });
const yuan = (amount: Fen) => staffYuanText(amount);

const MOST_CHARACTERS = 200;
const shortened = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);

function differenceLines({ code, where, pack, computed }: PackDifference): string[] {
  return [
    `  ${code}  ${packDifference(code, "zh-CN")} ${packDifference(code, "en")}: ${where}`,
    `      ${zh.pack_says} ${en.pack_says}: ${shortened(pack) || "-"}`,
    `      ${zh.computed} ${en.computed}: ${shortened(computed) || "-"}`,
  ];
}

function sumLines({ sums, inputDigest, resultDigest }: VerifiedFile): string[] {
  if (sums === null) return [];
  return [
    line("lines", sums.lines),
    line("claimed", yuan(sums.claimedFen)),
    line("approved", yuan(sums.approvedFen)),
    line("ordered", yuan(sums.orderedFen)),
    line("paid", yuan(sums.paidFen)),
    line("journals", sums.journals),
    line("drawn", sums.drawn),
    `${zh.input_digest} ${en.input_digest}   ${inputDigest}`,
    `${zh.result_digest} ${en.result_digest}  ${resultDigest}`,
  ];
}

/** The whole report; the last lines say "same" or every difference. */
export function packReport(report: VerifiedFile): string {
  const { month, scope, ruleVersion, policyVersion, differences } = report;
  return [
    ...(month === "" ? [] : [bothPack((words) => words.pack(month, scope))]),
    ...(ruleVersion === "" ? [] : [bothPack((words) => words.versions(ruleVersion, policyVersion))]),
    ...sumLines(report),
    `${zh.file_digest} ${en.file_digest}  ${report.fileDigest}`,
    ...(scope === "" || scope === "district" ? [] : [bothPack((words) => words.part)]),
    differences.length === 0
      ? bothPack((words) => words.same)
      : bothPack((words) => words.different(differences.length)),
    ...differences.flatMap(differenceLines),
  ].join("\n");
}
