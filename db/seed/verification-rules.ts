/**
 * The 92 verification rules of the district as data: what kind each is, whom it concerns, what clears it and what it does to pay.
 * Titles and sentences stand in app/messages/rules.json; the rules themselves in app/domain/verification and app/domain/claims.
 */
import type { PolicyParameters, RuleMode } from "#app/domain/policy/policy-version.ts";
import table from "./verification-rules.json" with { type: "json" };

/** Groups with their Chinese and English names. */
export const RULE_GROUPS = {
  A: { zh: "记录完整", en: "Record is complete" },
  B: { zh: "时间与时长", en: "Time and duration" },
  C: { zh: "位置与凭证", en: "Place and proof" },
  D: { zh: "跨记录核对", en: "Across records" },
  E: { zh: "老人资格与计划", en: "Elder, entitlement, plan" },
  F: { zh: "人员与机构", en: "Worker and provider" },
  G: { zh: "回访与投诉", en: "Call-back and complaint" },
  H: { zh: "申报与结算", en: "Claim and settlement" },
} as const;

export type VerificationRule = {
  readonly code: string;
  readonly group: keyof typeof RULE_GROUPS;
  readonly scope: "visit" | "worker_day" | "elder_month" | "pattern" | "claim_line";
  /** basket = only visits of the monthly four; planned = basket and medical visits. */
  readonly appliesTo: "all" | "basket" | "planned";
  readonly stage: "plan" | "live" | "submit" | "nightly" | "callback" | "claim" | "after_payment";
  readonly level: "block" | "fix" | "acknowledge" | "info";
  readonly defaultMode: RuleMode["mode"];
  /** Policy parameters that the rule is measured by. */
  readonly parameters: readonly (keyof PolicyParameters)[];
  /** What a person looks at. */
  readonly evidence: string;
  readonly clearedByFact: string;
  readonly clearedByAction: string;
  /** Party who may close a finding by action; none = only a corrected fact. */
  readonly whoClears: "provider" | "street" | "district" | "operator" | "none";
  readonly payEffect: string;
  readonly basis: "seed" | "public" | "assumed";
};

export const VERIFICATION_RULES: readonly VerificationRule[] = table.map((row) => ({
  code: row.code,
  group: row.group as VerificationRule["group"],
  scope: row.scope as VerificationRule["scope"],
  appliesTo: row.applies_to as VerificationRule["appliesTo"],
  stage: row.stage as VerificationRule["stage"],
  level: row.level as VerificationRule["level"],
  defaultMode: row.default_mode as VerificationRule["defaultMode"],
  parameters: row.parameters as (keyof PolicyParameters)[],
  evidence: row.evidence,
  clearedByFact: row.cleared_by_fact,
  clearedByAction: row.cleared_by_action,
  whoClears: row.who_clears as VerificationRule["whoClears"],
  payEffect: row.pay_effect,
  basis: row.basis as VerificationRule["basis"],
}));
