import { missingText } from "../../visits/device-chain.ts";
import type { RuleDefinition } from "../rule-definition.ts";

/** Events of a phone are missing before one of this visit, or another one stands in their place (visit rules A). */
export const eventGap: RuleDefinition = {
  code: "R-EVENT-GAP",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  check: ({ chainBreaks }) => (chainBreaks.length === 0 ? null : { missing: missingText(chainBreaks) }),
};
