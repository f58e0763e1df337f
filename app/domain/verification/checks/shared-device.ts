import type { RuleDefinition } from "../rule-definition.ts";

const DAY_MINUTES = 24 * 60;

/** One phone checked in for this visit's care worker and, within some days, for another one (visit rules D). */
export const sharedDevice: RuleDefinition = {
  code: "R-SHARED-DEVICE",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["workers"],
  check: ({ phoneSharers, policy }) => {
    const reach = policy.parameters.shared_device_days * DAY_MINUTES;
    const others = phoneSharers.filter(({ minutesApart }) => minutesApart <= reach);
    return others.length > 0
      ? { workers: [...new Set(others.map(({ workerNo }) => workerNo))].sort().join(",") }
      : null;
  },
};
