import { localDateOf } from "../../time/instant.ts";
import { daysBetween } from "../../time/plain-date.ts";
import { isLater } from "../other-visits.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** Too soon after the elder's last visit, by the order of the visits and not of their entry (visit rules E). */
export const minGap: RuleDefinition = {
  code: "R-MIN-GAP",
  level: "acknowledge",
  effect: "none",
  reach: "basket",
  closedBy: "provider",
  acts: "on_visit",
  check: (context) => {
    const at = startedAt(context);
    if (at === null) return null;
    const self = { startAt: at, visitNo: context.visit.visitNo };
    const gaps = context.elderVisits
      .filter((other) => other.visitId !== context.visit.visitId && other.kind === "basket" && isLater(self, other))
      .map((other) => daysBetween(localDateOf(other.startAt), localDateOf(at)));
    const days = Math.min(Infinity, ...gaps);
    const least = context.policy.parameters.min_gap_days;
    return days < least ? { days, min_gap_days: least } : null;
  },
};
