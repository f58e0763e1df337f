/** Which rules judged a month and how strictly, from the policy version alone. */
import type { PolicyVersion, RuleModeName } from "../policy/policy-version.ts";
import { ruleModeOn } from "../policy/policy-version.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import { datesOf, firstDateOf, lastDateOf } from "../time/plain-month.ts";
import { ruleOf } from "../verification/rules.ts";
import type { PackRow } from "./pack-format.ts";

function changesIn(policy: PolicyVersion, code: string, month: PlainMonth): { mode: RuleModeName; from: string }[] {
  let before = ruleModeOn(policy, code, firstDateOf(month));
  return datesOf(month).flatMap((on) => {
    const mode = ruleModeOn(policy, code, on);
    if (mode === before) return [];
    before = mode;
    return [{ mode, from: on }];
  });
}

/** One row a rule of the policy version, in the order of the codes. Rules of the claim have no level of their own. */
export function rulesOfMonth(policy: PolicyVersion, month: PlainMonth, ruleVersion: string): PackRow<"rules">[] {
  return Object.keys(policy.ruleModes)
    .sort((left, right) => (left < right ? -1 : 1))
    .map((code) => {
      const rule = ruleOf(code);
      return {
        code,
        level: rule?.level ?? "",
        effect: rule?.effect ?? "",
        acts: rule?.acts ?? "at_claim",
        ruleVersion,
        modeAtStart: ruleModeOn(policy, code, firstDateOf(month)),
        modeAtEnd: ruleModeOn(policy, code, lastDateOf(month)),
        changes: changesIn(policy, code, month),
      };
    });
}
