import { callBackDifferences } from "../call-back-differences.ts";
import type { RuleDefinition } from "../rule-definition.ts";
import { visitsMadeInMonth } from "../other-visits.ts";

/**
 * What was said is not what was recorded (visit rules G). A later call that agrees does not take it back: somebody looks at both and says
 * why they differ.
 */
export const callbackDifferent: RuleDefinition = {
  code: "R-CALLBACK-DIFFERENT",
  level: "acknowledge",
  effect: "hold",
  reach: "all",
  closedBy: "street",
  acts: "on_visit",
  matter: ["detail"],
  check: (context) => {
    const { parameters } = context.policy;
    const recorded = {
      subtypesDone: context.evidence.subtypesDone,
      visitsInMonth: visitsMadeInMonth(context),
    };
    const found = context.evidence.callbacks.flatMap(({ body }) => {
      if (body.served !== true || body.said === undefined) return [];
      const differences = callBackDifferences(body.said, recorded, parameters);
      return differences.length === 0 ? [] : [{ differences, said: body.said }];
    });
    const last = found.at(-1);
    if (last === undefined) return null;
    return {
      detail: last.differences.join(","),
      said_minutes: last.said.minutes,
      said_visits: last.said.visitsAMonth,
      recorded_visits: recorded.visitsInMonth,
    };
  },
};
