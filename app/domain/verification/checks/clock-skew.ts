import type { RuleDefinition } from "../rule-definition.ts";

/**
 * The device clock is still wrong after the offset correction; the visit is kept and looked at, never dropped (visit
 * rules B).
 */
export const clockSkew: RuleDefinition = {
  code: "R-CLOCK-SKEW",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "provider",
  acts: "on_visit",
  check: ({ evidence, policy: { parameters } }) => {
    const skewMs = evidence.latestSkewMs ?? 0;
    return skewMs > parameters.clock_skew_max_min * 60_000 ? { minutes: Math.floor(skewMs / 60_000) } : null;
  },
};
