/** The sample policy of the first district [示例/待确认]: defaults of every parameter, and the mode of each verification rule. */
import { policyParametersSchema } from "#app/domain/policy/policy-parameters.ts";
import type { PolicyVersion, RuleMode } from "#app/domain/policy/policy-version.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import parameters from "./policy-parameters.json" with { type: "json" };
import rules from "./verification-rules.json" with { type: "json" };

const modes: Record<string, RuleMode> = Object.fromEntries(
  rules.map((rule) => [
    rule.code,
    { mode: rule.default_mode === "enforce" ? "enforce" : "warn_only", since: null } satisfies RuleMode,
  ]),
);

export const SAMPLE_POLICY: PolicyVersion = {
  id: "sample-2024",
  effectiveFrom: plainDate("2024-01-01"),
  effectiveTo: null,
  sourceDocument: "示例政策，以区民政局发布为准",
  confirmed: false,
  parameters: policyParametersSchema.parse(Object.fromEntries(parameters.map((one) => [one.name, one.default]))),
  ruleModes: modes,
};
