/**
 * What each policy parameter means, in which unit it is given and where its value comes from, for the people who adopt a policy. A
 * value that is only assumed is shown as 示例/待确认 until the district confirms it.
 */
import type { PolicyParameters } from "#app/domain/policy/policy-version.ts";
import table from "./policy-parameters.json" with { type: "json" };

/** seed = in the customer's documents; public = published law, standard or notice; assumed = a proposal. */
export type SourceMark = "seed" | "public" | "assumed";

export type PolicyParameterEntry = {
  readonly name: keyof PolicyParameters;
  readonly group: PolicyParameterGroup;
  readonly meaningZh: string;
  readonly meaningEn: string;
  readonly default: unknown;
  readonly unit: string;
  readonly mark: SourceMark;
  /** False means 示例/待确认. */
  readonly confirmed: boolean;
};

/** Groups in the order of the district's document, with their Chinese and English names. */
export const POLICY_PARAMETER_GROUPS = {
  eligibility: { zh: "准入", en: "Eligibility" },
  visits: { zh: "服务与次数", en: "Visits and quota" },
  visit_times: { zh: "时间与提醒", en: "Time and alerts of visits" },
  proof: { zh: "位置与凭证", en: "Place and proof" },
  patterns: { zh: "模式识别", en: "Patterns" },
  callbacks: { zh: "回访", en: "Call-backs and satisfaction" },
  claims: { zh: "申报与结算", en: "Claims and settlement" },
  audit: { zh: "抽样", en: "Audit sample" },
  devices: { zh: "床位、设备、告警", en: "Beds, devices, alerts" },
  rounds: { zh: "探访", en: "Visiting care" },
  retention: { zh: "保存", en: "Retention" },
  planning: { zh: "排班限制", en: "Planning limits" },
} as const;

export type PolicyParameterGroup = keyof typeof POLICY_PARAMETER_GROUPS;

export const POLICY_PARAMETERS: readonly PolicyParameterEntry[] = table.map((entry) => ({
  ...entry,
  name: entry.name as keyof PolicyParameters,
  group: entry.group as PolicyParameterGroup,
  mark: entry.mark as SourceMark,
  confirmed: entry.mark !== "assumed",
}));
