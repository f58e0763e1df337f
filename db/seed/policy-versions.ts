/**
 * The sample policy of the first district [示例/待确认]: defaults of every parameter, and the mode of each verification rule. Three
 * defaults stand in for values that the district has yet to set: a price cap of 50 yuan, 10,000 yuan for a bed, and monthly payment.
 */
import { policyParametersSchema } from "#app/domain/policy/policy-parameters.ts";
import type { PolicyVersion, RuleMode } from "#app/domain/policy/policy-version.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { POLICY_PARAMETERS } from "./policy-parameters.ts";
import { VERIFICATION_RULES } from "./verification-rules.ts";

/** Every rule in its default mode from the first day of the version. */
export const DEFAULT_RULE_MODES: Readonly<Record<string, RuleMode>> = Object.fromEntries(
  VERIFICATION_RULES.map(({ code, defaultMode }) => [code, { mode: defaultMode, since: null }]),
);

export const SAMPLE_POLICY: PolicyVersion = {
  id: "sample-2024",
  effectiveFrom: plainDate("2024-01-01"),
  effectiveTo: null,
  sourceDocument: "示例政策，以区民政局发布为准",
  confirmed: false,
  parameters: policyParametersSchema.parse(Object.fromEntries(POLICY_PARAMETERS.map((one) => [one.name, one.default]))),
  ruleModes: DEFAULT_RULE_MODES,
};
