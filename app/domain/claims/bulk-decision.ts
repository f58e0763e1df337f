/**
 * Deciding many lines in one step (成批决定): only lines of one rule, one decision for all of them, at most two hundred, and never a line of
 * high risk. Whoever decides has had every line of the list on the screen, and above a sum, in one list or in several of a day, a second
 * person signs.
 */
import { Refusal } from "../refusal.ts";

export const BULK_LINES_MOST = 200;

/** Lines that nothing speaks against. */
export const CLEAN_LINES = "clean";

/** What is decided for all of them: a cut is of one line, because its amount is. */
export const BULK_DECISIONS = ["approve", "hold", "refuse"] as const;
export type BulkDecision = (typeof BULK_DECISIONS)[number];

export type BulkCandidate = {
  readonly visitNo: string;
  /** Codes of findings that stand and of checks that failed. */
  readonly codes: readonly string[];
  readonly highRisk: boolean;
};

/** The check that only says that a finding is open names no rule of its own. */
const SHADOW = "R-CLAIM-OPEN-EXCEPTION";

/** The one rule that a line is about, "clean" for none, null where several speak against it. */
export function ruleOfLine(codes: readonly string[]): string | null {
  const own = [...new Set(codes)].filter((code) => code !== SHADOW);
  const [first] = own;
  if (own.length > 1) return null;
  return first ?? (codes.length > 0 ? SHADOW : CLEAN_LINES);
}

export type BulkChoice<Line> = {
  /** Decided together, at most `BULK_LINES_MOST`, in the order given. */
  readonly taken: readonly Line[];
  /** Left out: of high risk; of this rule and another one; beyond the most. */
  readonly highRisk: number;
  readonly mixed: number;
  readonly beyond: number;
};

/** @param only visit numbers that were selected; null for every line of the rule */
export function chooseBulk<Line extends BulkCandidate>(
  lines: readonly Line[],
  rule: string,
  only: ReadonlySet<string> | null,
): BulkChoice<Line> {
  const asked = only === null ? lines : lines.filter((line) => only.has(line.visitNo));
  const touched = asked.filter((line) => line.codes.includes(rule) || ruleOfLine(line.codes) === rule);
  const ofRule = touched.filter((line) => ruleOfLine(line.codes) === rule);
  const calm = ofRule.filter((line) => !line.highRisk);
  return {
    taken: calm.slice(0, BULK_LINES_MOST),
    highRisk: ofRule.length - calm.length,
    mixed: touched.length - ofRule.length,
    beyond: Math.max(0, calm.length - BULK_LINES_MOST),
  };
}

/** Rules with lines that may be decided together, the most lines first; equal ones by their code. */
export function bulkRules(lines: readonly BulkCandidate[]): { readonly rule: string; readonly lines: number }[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const rule = line.highRisk ? null : ruleOfLine(line.codes);
    if (rule !== null) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts]
    .map(([rule, count]) => ({ rule, lines: count }))
    .filter((one) => one.lines > 1)
    .sort((left, right) => right.lines - left.lines || (left.rule < right.rule ? -1 : 1));
}

/**
 * Fen that this list asks for, and fen of what the same person decided in bulk earlier that day, for the same rule, decision and months, on
 * their own word alone: a list that a second person signs is not counted again.
 */
export type BulkSums = { readonly listFen: bigint; readonly earlierFen: bigint };

/**
 * Why a second person has to sign (policy `audit_bulk_second_fen`); null when one is enough. "list": the list alone asks for more than one
 * person decides in bulk; "day": it does together with the earlier ones, because a list in pieces is the same list.
 */
export function whySecondPerson({ listFen, earlierFen }: BulkSums, limitFen: bigint): "list" | "day" | null {
  if (listFen > limitFen) return "list";
  return listFen + earlierFen > limitFen ? "day" : null;
}

/** Refuses "bulk-empty" and "preview-changed" when the list is not the one that was on the screen. */
export function requireSameList(
  lines: readonly unknown[],
  lists: { readonly now: string; readonly shown: string },
): void {
  if (lines.length === 0) throw new Refusal("bulk-empty");
  if (lists.now !== lists.shown) throw new Refusal("preview-changed");
}
