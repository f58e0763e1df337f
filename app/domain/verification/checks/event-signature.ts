import type { RuleDefinition } from "../rule-definition.ts";

/** A worker of the visit sent events whose signature is not the device's, or from a device that was revoked (visit rules A). */
export const eventSignature: RuleDefinition = {
  code: "R-EVENT-SIGNATURE",
  level: "fix",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["count"],
  check: ({ untrustedEvents }) => (untrustedEvents > 0 ? { count: untrustedEvents } : null),
};
