/**
 * Why a street may cut, hold or refuse a line that the checks let pass: what it knows and the record does not. Codes are those of the
 * rules wherever a rule names the same thing, so that a difference has one name in every report. 示例/待确认: the district may change the list.
 */
import { Refusal } from "../refusal.ts";
import type { LineDecision } from "./claim.ts";

/** Needs a note: none of the named reasons fits. */
export const OTHER_REASON = "street-other";

export const DECISION_REASONS = {
  cut: ["R-SHORTER-THAN-PLAN", "R-DISSATISFIED", "R-SERVICE-MISSING", "R-CLAIM-PRICE", OTHER_REASON],
  hold: ["R-COMPLAINT-OPEN", "R-CLAIM-OPEN-EXCEPTION", "R-CALLBACK-DIFFERENT", OTHER_REASON],
  refuse: ["R-CALLBACK-DENIED", "R-INPATIENT", "R-DECEASED", "R-CLAIM-DUPLICATE", OTHER_REASON],
} as const satisfies Readonly<Record<Exclude<LineDecision["kind"], "approve">, readonly string[]>>;

/**
 * Refuses "decision-reason-unknown" when the reason is not one of the decision's, and "decision-needs-note" when the other reason is
 * given without a note. A reason that the line's own checks named is always allowed.
 */
export function requireReason(
  decision: Exclude<LineDecision, { kind: "approve" }>,
  given: { readonly note: string | null; readonly failing: readonly string[] },
): void {
  const known: readonly string[] = DECISION_REASONS[decision.kind];
  if (!known.includes(decision.reason) && !given.failing.includes(decision.reason))
    throw new Refusal("decision-reason-unknown", { reason: decision.reason });
  if (decision.reason === OTHER_REASON && (given.note ?? "").trim() === "") throw new Refusal("decision-needs-note");
}
