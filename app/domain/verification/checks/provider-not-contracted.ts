import { periodContains } from "../../time/plain-date.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** The provider has no contract for this street on this date (visit rules F). */
export const providerNotContracted: RuleDefinition = {
  code: "R-PROVIDER-NOT-CONTRACTED",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const { contracts, visit, visitOn } = context;
    if (startedAt(context) === null) return null;
    const covered = contracts.some(
      (one) => periodContains(one, visitOn) && (one.streetIds === "all" || one.streetIds.includes(visit.streetId)),
    );
    return covered ? null : { street: visit.streetId, date: visitOn };
  },
};
