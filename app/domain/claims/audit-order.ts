/**
 * In which order an auditor sees the lines of a month: exceptions before clean lines, and within each by risk x amount x age. Risk is
 * whole points: one for every line, more for each finding that stands and for what the checks of the line said. The points are an
 * example (示例/待确认) and are published on the page.
 */
import type { RuleLevel } from "../verification/rule-definition.ts";

export const AUDIT_ORDER = {
  /** A line that nothing speaks against. */
  basePoints: 1,
  pointsByLevel: { block: 8, fix: 5, acknowledge: 3, info: 1 },
  pointsByOutcome: { accepted: 0, cut_back: 3, pended: 5, rejected: 8 },
  /** From here on a line is high risk and is never decided in bulk. */
  highRiskPoints: 8,
} as const satisfies {
  readonly basePoints: number;
  readonly pointsByLevel: Readonly<Record<RuleLevel, number>>;
  readonly pointsByOutcome: Readonly<Record<string, number>>;
  readonly highRiskPoints: number;
};

type Outcome = keyof typeof AUDIT_ORDER.pointsByOutcome;

export type AuditedLine = {
  readonly visitNo: string;
  readonly outcome: Outcome;
  /** Findings that stand against the visit. */
  readonly findings: readonly { readonly level: RuleLevel }[];
  readonly askedFen: bigint;
  /** Whole days since the claim was submitted. */
  readonly ageDays: number;
};

/** Whole points, at least `basePoints`. */
export function riskOf({ outcome, findings }: Pick<AuditedLine, "outcome" | "findings">): number {
  const { basePoints, pointsByLevel, pointsByOutcome } = AUDIT_ORDER;
  return findings.reduce((sum, { level }) => sum + pointsByLevel[level], basePoints + pointsByOutcome[outcome]);
}

export function isHighRisk(line: Pick<AuditedLine, "outcome" | "findings">): boolean {
  return riskOf(line) >= AUDIT_ORDER.highRiskPoints;
}

/** Something of the line asks for a person: a finding that is more than counted, or a check that did not pass. */
export function isAuditException({ outcome, findings }: Pick<AuditedLine, "outcome" | "findings">): boolean {
  return outcome !== "accepted" || findings.some(({ level }) => level !== "info");
}

/** Risk x amount in fen x age in days, the first day counting as one. */
export function auditPriority(line: AuditedLine): bigint {
  return BigInt(riskOf(line)) * line.askedFen * BigInt(Math.max(0, line.ageDays) + 1);
}

/** Exceptions first, then the higher priority; equal ones by visit number, so that two readers see one order. */
export function compareAuditLines(left: AuditedLine, right: AuditedLine): number {
  const exceptions = Number(isAuditException(right)) - Number(isAuditException(left));
  if (exceptions !== 0) return exceptions;
  const [first, second] = [auditPriority(left), auditPriority(right)];
  if (first !== second) return first > second ? -1 : 1;
  return left.visitNo < right.visitNo ? -1 : left.visitNo > right.visitNo ? 1 : 0;
}
