/** A policy version is a dated, immutable set of parameters and rule modes. Whatever is judged stores the version it was judged by. */
import type { PlainDate } from "../time/plain-date.ts";
import type { PolicyParameters } from "./policy-parameters.ts";

export type { PolicyParameters } from "./policy-parameters.ts";

export const RULE_MODES = ["off", "warn_only", "enforce"] as const;
export type RuleModeName = (typeof RULE_MODES)[number];

/** A mode that two persons decided after the version was adopted. Never dated in the past, so it changes no verdict that was given. */
export type RuleModeStep = { readonly mode: RuleModeName; readonly from: PlainDate };

export type RuleMode = {
  readonly mode: RuleModeName;
  /** First day of this mode; null means from the start of the version. */
  readonly since: PlainDate | null;
  /** What was decided since, in the order of the days; none when left out. */
  readonly later?: readonly RuleModeStep[];
};

export type PolicyVersion = {
  readonly id: string;
  readonly effectiveFrom: PlainDate;
  readonly effectiveTo: PlainDate | null;
  readonly sourceDocument: string;
  readonly confirmed: boolean;
  readonly parameters: PolicyParameters;
  readonly ruleModes: Readonly<Record<string, RuleMode>>;
};

/** What a rule does before the first day of its mode: one step less. */
const BEFORE: Readonly<Record<RuleModeName, RuleModeName>> = { enforce: "warn_only", warn_only: "off", off: "off" };

/** The mode a rule has on a date; before its first day a rule that will be enforced only warns. A rule without a line is off. */
export function ruleModeOn(policy: Pick<PolicyVersion, "ruleModes">, ruleCode: string, on: PlainDate): RuleModeName {
  const mode = policy.ruleModes[ruleCode];
  if (!mode) return "off";
  const decided = mode.later?.filter((step) => step.from <= on).at(-1);
  if (decided !== undefined) return decided.mode;
  return mode.since !== null && on < mode.since ? BEFORE[mode.mode] : mode.mode;
}
