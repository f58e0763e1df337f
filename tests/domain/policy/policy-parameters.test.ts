import { describe, expect, it } from "vitest";
import type { PolicyParameters } from "#app/domain/policy/policy-parameters.ts";
import {
  POLICY_PARAMETER_NAMES,
  policyParametersSchema,
  storedPolicyParametersSchema,
} from "#app/domain/policy/policy-parameters.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";

const defaults = SAMPLE_POLICY.parameters;
const accepts = (changes: Readonly<Record<string, unknown>>) =>
  policyParametersSchema.safeParse({ ...defaults, ...changes }).success;

describe("the parameters of a policy version", () => {
  /** Asked for after policy versions had been stored: read as the sample has them where a version does not say. */
  const LATER = [
    "score_on_time_min",
    "score_kept_min",
    "score_replied_min",
    "audit_bulk_second_fen",
    "help_cancel_s",
    "help_hotline_s",
    "help_both_s",
    "activity_remind_hours",
    "care_home_days",
    "care_missed_days",
    "care_alone_age",
    "care_greet_days",
    "messages_quiet_window",
    "ticket_due_working_days",
    "bed_step_days",
    "bed_item_caps_fen",
    "bed_month_fen",
    "bed_publicity_days",
    "keep_unread_message_days",
    "keep_kiosk_use_days",
  ];

  it("are 135 and those of later, and the defaults hold together", () => {
    expect(POLICY_PARAMETER_NAMES).toHaveLength(135 + LATER.length);
    expect(accepts({})).toBe(true);
  });
  it("may not miss one or bring an unknown one", () => {
    for (const name of POLICY_PARAMETER_NAMES)
      expect([name, accepts({ [name]: undefined })]).toEqual([name, LATER.includes(name)]);
    expect(accepts({ visit_price_ceiling_fen: 5000 })).toBe(false);
  });
  it("are read from a version that is older than they are as the sample has them", () => {
    const older = Object.fromEntries(Object.entries(defaults).filter(([name]) => !LATER.includes(name)));
    expect(policyParametersSchema.parse(older)).toEqual(defaults);
  });
  it("are read from a stored version without what rules nothing any more, which a version that is adopted may not bring", () => {
    const older = {
      ...defaults,
      ...{ bulk_second_person_fen: 500_000, keep_log_days: 180, worker_scan_days: 90, offer_parallel: 1 },
      approvals_required: { street: 1, district: 3 },
    };
    expect(storedPolicyParametersSchema.parse(older)).toEqual({ ...defaults, approvals_required: { district: 3 } });
    expect(accepts({ bulk_second_person_fen: 500_000 })).toBe(false);
    expect(accepts({ approvals_required: { street: 1, district: 2 } })).toBe(false);
    for (const odd of [{ ...older, visit_price_ceiling_fen: 1 }, { ...older, visits_per_month: undefined }, null, []])
      expect(storedPolicyParametersSchema.safeParse(odd).success).toBe(false);
  });
  it("are null only where the district has yet to set them", () => {
    const open = POLICY_PARAMETER_NAMES.filter((name) => accepts({ [name]: null }));
    expect(open).toEqual(["visit_price_cap_fen", "bed_cost_cap_fen"]);
  });
  it.each<[keyof PolicyParameters, unknown, boolean]>([
    ["visit_min_minutes", 60.5, false],
    ["visit_min_minutes", -1, false],
    ["visit_min_minutes", "60", false],
    ["visits_per_month", 1, true],
    ["visits_per_month", 0, false],
    ["callback_ratio", 100, true],
    ["callback_ratio", 101, false],
    ["claim_due_day", 28, true],
    ["claim_due_day", 29, false],
    ["audit_confidence", 0.99, true],
    ["audit_confidence", 1, false],
    ["grades_disabled", [4], true],
    ["grades_disabled", [5], false],
    ["hardship_types", ["dibao"], true],
    ["hardship_types", ["低保"], false],
    ["holiday_mode", "keep", true],
    ["holiday_mode", "move", false],
    ["settlement_rhythm", "quarterly", true],
    ["settlement_rhythm", "yearly", false],
    ["lunch_window", "11:30-13:00", true],
    ["lunch_window", "11:30-24:30", false],
    ["month_timezone", "UTC", false],
    ["district_code", "3206", false],
    ["approvals_required", { district: 1 }, true],
    ["approvals_required", { district: 0 }, false],
    ["waiting_list_order", ["approved_at", "grade desc"], true],
    ["waiting_list_order", ["approved_at", "grade"], false],
    ["bed_step_days", { applied: 3 }, true],
    ["bed_step_days", { aplied: 3 }, false],
    ["yellow_due", "same day", true],
    ["yellow_due", "soon", false],
    ["keep_unread_message_days", 7, true],
    ["keep_unread_message_days", 6, false],
    ["keep_kiosk_use_days", 30, true],
    ["keep_kiosk_use_days", 29, false],
  ])("%s = %o: %s", (name, value, accepted) => expect(accepts({ [name]: value })).toBe(accepted));
  it.each<[Readonly<Record<string, unknown>>, boolean]>([
    [{ visit_price_floor_fen: 5000, visit_price_cap_fen: 5000 }, true],
    [{ visit_price_floor_fen: 5001, visit_price_cap_fen: 5000 }, false],
    [{ visit_price_floor_fen: 5001, visit_price_cap_fen: null }, true],
    [{ visit_min_minutes: 181, visit_max_minutes_review: 180 }, false],
    [{ alert_provider_min: 30, alert_street_min: 30 }, true],
    [{ alert_provider_min: 31, alert_street_min: 30 }, false],
    [{ grades_disabled: [3, 4], grades_partly_disabled: [2, 3] }, false],
    [{ grades_disabled: [4], grades_partly_disabled: [2, 3] }, true],
  ])("hold together: %o: %s", (changes, accepted) => expect(accepts(changes)).toBe(accepted));
});
