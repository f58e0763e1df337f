/** A policy version is a dated, immutable set of parameters and rule modes. Whatever is judged stores the version it was judged by. */
import type { PlainDate } from "../time/plain-date.ts";
import type { PolicyParameters } from "./policy-parameters.ts";

export type { PolicyParameters } from "./policy-parameters.ts";

export type RuleMode = {
  readonly mode: "off" | "warn_only" | "enforce";
  /** First day of this mode; null means from the start of the version. */
  readonly since: PlainDate | null;
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

/** The mode a rule has on a date: before its start a mode only warns. A rule without a line is off. */
export function ruleModeOn(policy: PolicyVersion, ruleCode: string, on: PlainDate): RuleMode["mode"] {
  const mode = policy.ruleModes[ruleCode];
  if (!mode) return "off";
  return mode.mode === "enforce" && mode.since !== null && on < mode.since ? "warn_only" : mode.mode;
}
