import type { RuleDefinition } from "../rule-definition.ts";
import { lackingSubtypes } from "../worker-fit.ts";

/**
 * A certificate that a performed subtype needs had expired before the visit and nobody else who came holds a valid
 * one (visit rules F).
 */
export const credentialExpired: RuleDefinition = {
  code: "R-CREDENTIAL-EXPIRED",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const expired = lackingSubtypes(context).filter((one) => one.heldBefore);
    const latest = expired
      .map((one) => one.expiredOn ?? "")
      .sort()
      .at(-1);
    return latest === undefined ? null : { date: latest, q: [...new Set(expired.map((one) => one.needed))].join(",") };
  },
};
