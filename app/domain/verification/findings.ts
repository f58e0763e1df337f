/**
 * What happens to findings between two verdicts and in people's hands (visit rules 4.3, 5.1): facts open and clear
 * them, people close them with one reason and one resolution, and never the care worker of the visit.
 */
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { WorkCalendar } from "../time/work-calendar.ts";
import { requireReason } from "../visits/reasons.ts";
import type { FindingState } from "./finding-state.ts";
import { changeFinding, stands } from "./finding-state.ts";
import type { ClosingParty } from "./rule-definition.ts";
import { ruleOf } from "./rules.ts";
import type { Finding } from "./verdict.ts";

/** A finding as stored: the code is unique per visit. */
export type StoredFinding = { readonly code: string; readonly state: FindingState };

export type FindingChanges = {
  readonly opened: readonly Finding[];
  readonly reopened: readonly Finding[];
  /** Still true: facts and mode are brought up to date, the state stays. */
  readonly kept: readonly Finding[];
  /** Codes whose fact is no longer true. */
  readonly cleared: readonly string[];
};

/** Compares the findings of a new verdict with the stored ones. */
export function compareFindings(stored: readonly StoredFinding[], found: readonly Finding[]): FindingChanges {
  const known = new Map(stored.map((one) => [one.code, one.state]));
  const codes = new Set<string>(found.map((one) => one.code));
  // Closed, and open by the new verdict: the fact is back, or it is another one than a person saw.
  const isReopened = ({ code, state }: Finding) => {
    const before = known.get(code);
    return before !== undefined && !stands(before) && state === "open";
  };
  return {
    opened: found.filter((one) => !known.has(one.code)),
    reopened: found.filter(isReopened),
    kept: found.filter((one) => known.has(one.code) && !isReopened(one)),
    cleared: stored.filter((one) => stands(one.state) && !codes.has(one.code)).map((one) => one.code),
  };
}

export type FindingClosing = {
  readonly code: string;
  readonly state: FindingState;
  readonly by: string;
  readonly party: Exclude<ClosingParty, "fact">;
  readonly workersOfVisit: readonly string[];
  readonly reason: string;
  readonly resolution: string;
  readonly text: string | null;
};

/** Who may close a finding of a party's rule: that party, or the offices above it. */
const MAY_CLOSE: Readonly<Record<Exclude<ClosingParty, "fact">, readonly FindingClosing["party"][]>> = {
  provider: ["provider", "street", "district"],
  operator: ["operator", "street", "district"],
  street: ["street", "district"],
  district: ["district"],
};

/** Whether a party may close a finding of this rule by action: never a block, nor one that only a fact lifts, nor a mere count. */
export function mayCloseFinding(code: string, party: FindingClosing["party"]): boolean {
  const rule = ruleOf(code);
  if (!rule || rule.closedBy === "fact" || rule.level === "block" || rule.level === "info") return false;
  return MAY_CLOSE[rule.closedBy].includes(party);
}

/**
 * Closes a finding by action and gives its new state: fixed for level fix, else acknowledged.
 * Refuses "finding-unknown-rule", "finding-needs-corrected-fact" (a block, or a rule that only a fact lifts),
 * "finding-not-yours" (the wrong party), "finding-closer-is-worker", "finding-cannot-fix",
 * "finding-cannot-acknowledge", "reason-unknown", "resolution-unknown", "reason-needs-text".
 */
export function closeFinding(closing: FindingClosing): "fixed" | "acknowledged" {
  const rule = ruleOf(closing.code);
  if (!rule) throw new Refusal("finding-unknown-rule", { code: closing.code });
  if (rule.closedBy === "fact" || rule.level === "block")
    throw new Refusal("finding-needs-corrected-fact", { code: closing.code });
  if (!MAY_CLOSE[rule.closedBy].includes(closing.party)) throw new Refusal("finding-not-yours", { code: closing.code });
  if (closing.workersOfVisit.includes(closing.by))
    throw new Refusal("finding-closer-is-worker", { code: closing.code });
  requireReason(closing);
  return changeFinding(closing.state, rule.level === "fix" ? "fix" : "acknowledge") as "fixed" | "acknowledged";
}

/**
 * When a fix or acknowledge finding is due: `exception_due_days` working days after it was opened, not later than the
 * claim day. Null for blocks, which wait for a fact, and for info.
 */
export function findingDueOn(
  finding: Pick<Finding, "level">,
  openedOn: PlainDate,
  due: { readonly workingDays: number; readonly calendar: WorkCalendar; readonly claimOn: PlainDate },
): PlainDate | null {
  if (finding.level === "block" || finding.level === "info") return null;
  const dueOn = due.calendar.addWorkingDays(openedOn, due.workingDays);
  return dueOn < due.claimOn ? dueOn : due.claimOn;
}
