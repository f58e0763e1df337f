/** Words of reconciliation: the named differences between planned, delivered, verified, claimed, approved and paid, and the checks before a close. */
import type { CodedText, Locale } from "./locale.ts";
import { wordOf } from "./locale.ts";
import { reasonWord } from "./reasons.ts";
import { ruleTitle } from "./rules.ts";
import coded from "./settlement.json";

const DIFFERENCES: Readonly<Record<string, CodedText>> = coded.differences;
const CHECKS: Readonly<Record<string, CodedText>> = coded.checks;
const CANCELLED = "cancelled-";

/** Every difference and check that has words of its own. */
export const SETTLEMENT_CODES: readonly string[] = [...Object.keys(DIFFERENCES), ...Object.keys(CHECKS)];

/** "时长不足", "已取消：老人住院", "没有申报": the name of a difference. Rule codes have the names of their rules. */
export function differenceWord(code: string, locale: Locale): string {
  if (code.startsWith(CANCELLED)) {
    const reason = code.slice(CANCELLED.length);
    const cancelled = wordOf(DIFFERENCES, "cancelled", locale);
    return reason === "without-code"
      ? cancelled
      : `${cancelled}${locale === "en" ? ": " : "："}${reasonWord(reason, locale)}`;
  }
  return DIFFERENCES[code]?.[locale] ?? ruleTitle(code, locale);
}

/** "账目平衡，合计为零": a check that must hold before a month is closed. */
export function closeCheckWord(code: string, locale: Locale): string {
  return wordOf(CHECKS, code, locale);
}
