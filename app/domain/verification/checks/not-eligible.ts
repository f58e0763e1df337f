import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** Reasons that another rule names more exactly, or that say nothing against the person on the date. */
const ANSWERED_ELSEWHERE: ReadonlySet<string> = new Set([
  "EL-DECEASED",
  "EL-INPATIENT",
  "EL-INSTITUTION",
  "EL-ASSESSMENT-EXPIRED",
  "EL-AWAY",
  "EL-WAITING-PERIOD",
  "EL-FULL",
  "EL-BUDGET",
  "EL-NO-PROVIDER",
]);

/**
 * An eligibility condition does not hold on the visit date. Death, stays, expired assessments and waiting have rules
 * of their own (visit rules E).
 */
export const notEligible: RuleDefinition = {
  code: "R-NOT-ELIGIBLE",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const { verdict, reasons } = context.elder.eligibility;
    if (verdict === "eligible" || startedAt(context) === null) return null;
    const failing = reasons.filter((reason) => !ANSWERED_ELSEWHERE.has(reason.code));
    return failing.length > 0
      ? { reason: failing.map((reason) => reason.code).join(","), date: context.visitOn }
      : null;
  },
};
