import { localDateOf } from "../../time/instant.ts";
import { periodContains } from "../../time/plain-date.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { startedAt } from "../served-time.ts";

/** The elder lives in an institution on the date (visit rules E). */
export const inInstitution: RuleDefinition = {
  code: "R-IN-INSTITUTION",
  level: "block",
  effect: "not_payable",
  reach: "all",
  closedBy: "fact",
  acts: "on_visit",
  check: (context) => {
    const at = startedAt(context);
    if (at === null) return null;
    const stay = context.elder.stays.find((one) => one.kind === "institution" && periodContains(one, localDateOf(at)));
    return stay ? { from: stay.from, to: stay.to } : null;
  },
};
