/**
 * Deductions that a contract or policy sets on a line that is otherwise paid (domain rule 12). Percentages are
 * applied once per line, half up. What the audit takes is charged to the provider, never to the elder.
 */
import type { Fen } from "../money/fen.ts";
import { ZERO_FEN } from "../money/fen.ts";
import { percentHalfUp } from "../money/rounding.ts";
import type { PolicyParameters } from "../policy/policy-version.ts";
import type { NamedDifference } from "./claim.ts";
import type { ClaimFinding } from "./line-facts.ts";

/** What confirmed dissatisfaction takes from a payable amount; null when nobody confirmed any. */
export function dissatisfactionDeduction(
  payableFen: Fen,
  findings: readonly Pick<ClaimFinding, "code" | "state" | "wouldHave">[],
  parameters: Pick<PolicyParameters, "deduct_dissatisfied_pct">,
): NamedDifference | null {
  const confirmed = findings.some(
    (finding) => finding.code === "R-DISSATISFIED" && finding.state === "upheld" && !finding.wouldHave,
  );
  const amountFen = confirmed ? percentHalfUp(payableFen, parameters.deduct_dissatisfied_pct) : ZERO_FEN;
  return amountFen === 0n ? null : { code: "R-DISSATISFIED", amountFen };
}
