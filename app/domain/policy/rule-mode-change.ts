/**
 * Switching a rule off, to a warning or to enforcement from a date (visit rules 5.2). The policy version stays as it was adopted; the
 * change is a dated step after it. Two persons decide it, its date is not in the past, and a rule is enforced only after it has warned
 * for a whole closed month, so that everybody has seen what it would have refused.
 */
import { Refusal } from "../refusal.ts";
import type { PlainDate } from "../time/plain-date.ts";
import { datesOf, type PlainMonth } from "../time/plain-month.ts";
import { policyInForce } from "./policy-in-force.ts";
import { ruleModeOn, type PolicyVersion, type RuleModeName } from "./policy-version.ts";

export type RuleModeChange = {
  readonly ruleCode: string;
  readonly mode: RuleModeName;
  /** First day of the changed mode. */
  readonly from: PlainDate;
};

export type RuleModeFacts = {
  readonly versions: readonly PolicyVersion[];
  readonly today: PlainDate;
  /** Months whose books are closed. */
  readonly closedMonths: readonly PlainMonth[];
};

/** While one of these is not enforced, nothing is paid (visit rules 5.2). */
export const RULES_BEFORE_PAYMENT = [
  "R-TOO-SHORT",
  "R-OVER-QUOTA",
  "R-NOT-ELIGIBLE",
  "R-DECEASED",
  "R-PRICE-OUT-OF-BOUNDS",
  "R-CLAIM-DUPLICATE",
] as const;

/** The mode of a rule on a date, by the version in force on it. */
export function ruleModeByDate(versions: readonly PolicyVersion[], ruleCode: string, on: PlainDate): RuleModeName {
  return ruleModeOn(policyInForce(versions, on), ruleCode, on);
}

/** Those of the rules above that are not enforced on some day of a month. */
export function rulesMissingForPayment(versions: readonly PolicyVersion[], month: PlainMonth): string[] {
  return RULES_BEFORE_PAYMENT.filter((code) =>
    datesOf(month).some((on) => ruleModeByDate(versions, code, on) !== "enforce"),
  );
}

/** Whether the rule warned, and no more, on every day of a closed month. */
function hasWarnedForAMonth(ruleCode: string, { versions, closedMonths }: RuleModeFacts): boolean {
  return closedMonths.some((month) =>
    datesOf(month).every((on) => ruleModeByDate(versions, ruleCode, on) === "warn_only"),
  );
}

/** Refuses "rule-mode-in-the-past", "rule-unknown", "rule-mode-same" and "rule-has-not-warned". */
export function requireRuleModeChange(change: RuleModeChange, facts: RuleModeFacts): void {
  const { ruleCode, mode, from } = change;
  if (from < facts.today) throw new Refusal("rule-mode-in-the-past", { from, today: facts.today });
  const inForce = policyInForce(facts.versions, from);
  if (!(ruleCode in inForce.ruleModes)) throw new Refusal("rule-unknown", { code: ruleCode });
  if (ruleModeOn(inForce, ruleCode, from) === mode) throw new Refusal("rule-mode-same", { mode });
  if (mode === "enforce" && !hasWarnedForAMonth(ruleCode, facts))
    throw new Refusal("rule-has-not-warned", { code: ruleCode });
}

/**
 * The versions with the decided changes in their place: a change belongs to the version in force on its day, and a later version begins
 * with modes of its own. Of two changes of one rule from one day the one that stands later in the list holds.
 */
export function withRuleModeChanges(
  versions: readonly PolicyVersion[],
  changes: readonly RuleModeChange[],
): PolicyVersion[] {
  return versions.map((version) => {
    const own = changes.filter(
      ({ from }) => version.effectiveFrom <= from && (version.effectiveTo === null || from <= version.effectiveTo),
    );
    if (own.length === 0) return version;
    const stepsOf = (code: string) =>
      own
        .filter((change) => change.ruleCode === code)
        .map(({ mode, from }) => ({ mode, from }))
        .sort((left, right) => (left.from < right.from ? -1 : left.from > right.from ? 1 : 0));
    return {
      ...version,
      ruleModes: Object.fromEntries(
        Object.entries(version.ruleModes).map(([code, mode]) => {
          const later = stepsOf(code);
          return [code, later.length === 0 ? mode : { ...mode, later }];
        }),
      ),
    };
  });
}
