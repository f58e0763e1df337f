import type { RuleDefinition } from "../rule-definition.ts";

/** An auditor found that another firm made the visit without approval (visit rules F); only an appeal lifts it. */
export const subcontracted: RuleDefinition = {
  code: "R-SUBCONTRACTED",
  level: "block",
  effect: "not_payable_scan_past",
  reach: "all",
  closedBy: "district",
  acts: "on_visit",
  check: (context) => (context.subcontracted ? { date: context.visitOn } : null),
};
