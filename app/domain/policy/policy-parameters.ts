/**
 * The parameters that a district may change, under the names that its documents use. Never constants in code: a dated, immutable
 * policy version carries them. Meaning, unit and source of each stand in db/seed/policy-parameters.json. null is allowed where the
 * district has to set a value before the function that needs it can be switched on.
 */
import * as z from "zod";
import { SEARCHED_DISTANCE_MOST } from "../photos/perceptual-hash.ts";
import { ASSISTANCE_KINDS } from "../elders/assistance-status.ts";
import { WAITING_LIST_KEYS } from "../entitlement/waiting-list-keys.ts";
import { withoutRetired } from "./retired-parameters.ts";

const count = z.number().int().min(0);
const percent = count.max(100);
const share = z.number().gt(0).lt(1);
/** Final grade of an ability assessment. */
const grade = count.max(4);
/** "11:00-13:30"; a window may run over midnight. */
const clockWindow = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/);

const BED_STEP_DAYS = {
  ...{
    applied: 5,
    returned: 10,
    street_reviewed: 10,
    assessed: 5,
    district_approved: 3,
    in_publicity: 2,
    publicised: 10,
  },
  ...{
    surveyed: 5,
    planned: 10,
    contracted: 5,
    building: 20,
    in_acceptance: 5,
    accepted: 5,
    exit_pending: 10,
    exited: 10,
  },
};
const BED_ITEM_CAPS_FEN = {
  "1": 150_000,
  "10": 250_000,
  "13": 60_000,
  "16": 400_000,
  "25": 120_000,
  "27": 200_000,
  "30": 80_000,
};

/** Every parameter by itself. */
const parametersByName = z.strictObject({
  district_code: z.string().regex(/^\d{6}$/),
  min_age_years: count,
  require_hukou: z.boolean(),
  require_residence: z.boolean(),
  residence_min_months: count,
  hardship_types: z.array(z.enum(ASSISTANCE_KINDS)),
  exclude_centralised_support: z.boolean(),
  grades_disabled: z.array(grade),
  grades_partly_disabled: z.array(grade),
  assessment_valid_months: count.min(1),
  assessment_due_notice_days: count,
  waiting_period_days: count,
  suspension_max_months: count,
  waiting_list_order: z.array(z.enum(WAITING_LIST_KEYS)),
  visit_min_minutes: count.min(1),
  visit_max_minutes_review: count,
  visit_abs_max_minutes: count,
  visits_per_month: count.min(1),
  month_timezone: z.literal("Asia/Shanghai"),
  visit_month_rule: z.literal("start"),
  visit_price_floor_fen: count,
  visit_price_cap_fen: count.nullable(),
  bed_holders_get_visits: z.boolean(),
  min_gap_days: count,
  holiday_mode: z.enum(["move_inside_month", "keep", "skip_as_debt"]),
  shift_candidates: z.enum(["working_days", "any_day"]),
  basket_min_minutes: count,
  household_group_visit: z.boolean(),
  project_year_visit_target: count,
  target_beds: count,
  target_person_times: count,
  offer_reply_hours: count,
  offer_fill_hours: count,
  allocation_weight_load: percent,
  allocation_weight_continuity: percent,
  allocation_weight_travel: percent,
  allocation_weight_failure: percent,
  start_early_silent_min: count,
  start_late_silent_min: count,
  end_early_silent_min: count,
  end_late_silent_min: count,
  start_far_off_min: count,
  shorter_than_plan_min: count,
  alert_reminder_min: count,
  alert_worker_min: count,
  alert_provider_min: count,
  alert_street_min: count,
  alert_missed_min: count,
  door_wait_min: count,
  checkout_reminder_min: count,
  checkout_missing_after_min: count,
  clock_skew_max_min: count,
  late_upload_hours: count,
  exception_due_days: count,
  backfill_hours: count,
  fence_radius_m: count,
  fence_accuracy_cap_m: count,
  accuracy_poor_m: count,
  proofs_required: count,
  person_proof_deadline_hours: count,
  door_code_overlap_days: count,
  photos_start: count,
  photos_end: count,
  photo_window_min: count,
  /** Beyond this the index does not find every like picture. */
  photo_hash_distance: count.max(SEARCHED_DISTANCE_MOST),
  raw_gps_keep_days: count,
  travel_speed_kmh: count.min(1),
  travel_fixed_min: count,
  travel_impossible_kmh: count.min(1),
  travel_ignore_m: count,
  worker_day_visits_max: count,
  worker_day_hours_max: count,
  shared_phone_elders: count,
  shared_device_days: count,
  robotic_run: count,
  robotic_min_visits: count,
  robotic_stdev_min: count,
  robotic_minute_share: percent,
  cluster_radius_m: count,
  cluster_count: count,
  callback_ratio: percent,
  callback_attempts: count,
  callback_retry_hours: count,
  callback_rounds: count,
  callback_area_code: z.string().regex(/^0\d{2,3}$/),
  callback_frequency_gap: count,
  satisfaction_target: percent,
  field_check_ratio: percent,
  claim_due_day: count.min(1).max(28),
  claim_filing_limit_days: count,
  cure_no_visit_days: count,
  cure_units_days: count,
  appeal_days: count,
  appeal_decide_days: count,
  deduct_dissatisfied_pct: percent,
  settlement_rhythm: z.enum(["monthly", "quarterly"]),
  approvals_required: z.strictObject({ district: count.min(1) }),
  payment_tolerance_fen: count,
  clawback_month_cap_pct: percent,
  score_electronic_weight: percent,
  score_clean_weight: percent,
  score_minimum: percent,
  // Versions that were stored before these were asked for are read as the sample policy has them.
  score_on_time_min: percent.default(90),
  score_kept_min: percent.default(95),
  score_replied_min: percent.default(95),
  error_rate_double: percent,
  error_rate_suspend: percent,
  audit_confidence: share,
  audit_margin: share,
  audit_reserve: z.number().min(1),
  audit_min_per_provider: count,
  audit_first_lines: count,
  audit_rejected_pct: percent,
  audit_risk_top_pct: percent,
  audit_first_month_pct: percent,
  audit_blind_double_pct: percent,
  audit_bulk_second_fen: count.default(100_000),
  audit_extrapolate: z.boolean(),
  audit_extrapolate_min_n: count,
  audit_extrapolate_min_share: percent,
  bed_cost_cap_fen: count.nullable(),
  // Asked for after versions had been stored: read as the sample policy has them.
  /** Working days by state until the next step of a bed is owed. */
  bed_step_days: z
    .record(z.string(), count)
    .refine((days) => Object.keys(days).every((state) => state in BED_STEP_DAYS), "a state in which no step is owed")
    .default(BED_STEP_DAYS),
  /** Most that is paid of a retrofit item, by its number; an item without a line has no cap of its own. */
  bed_item_caps_fen: z.record(z.string().regex(/^([1-9]|[12]\d|30)$/), count).default(BED_ITEM_CAPS_FEN),
  /** Price of a whole month of a bed in service. */
  bed_month_fen: count.default(30_000),
  bed_publicity_days: count.min(1).default(7),
  device_offline_warn_min: count,
  device_offline_order_hours: count,
  sos_answer_s: count,
  // Seconds from the touch on a kiosk's red button; later versions than those stored before it was asked for.
  help_cancel_s: count.default(10),
  help_hotline_s: count.default(30),
  help_both_s: count.default(60),
  sos_escalate_s: z.array(count).min(1),
  first_voice_s: count,
  dispatch_s: count,
  family_told_s: count,
  on_site_s: count,
  orange_ack_s: count,
  /** Working day by whose end a yellow alert is handled. */
  yellow_due: z.enum(["same day", "next working day"]),
  alert_review_hours: count,
  alert_drill_days: count,
  /** So many hours before an activity begins whoever has a place is reminded. */
  activity_remind_hours: count.default(24),
  // Whom the centre calls by itself; asked for after versions had been stored.
  care_home_days: count.default(7),
  care_missed_days: count.default(3),
  care_alone_age: count.default(80),
  care_greet_days: count.min(1).default(14),
  /** Local hours in which nobody is written to but of alarms. */
  messages_quiet_window: clockWindow.default("22:00-07:00"),
  /** Working days that each kind of ticket may take; 0 is at once. */
  ticket_due_working_days: z
    .strictObject({
      consult: count,
      book: count,
      help: count,
      complaint: count,
      call_back: count,
      outbound_care: count,
      wait: count,
      apply: count,
      /** Absent from versions that were adopted before invoices were asked for here. */
      invoice: count.default(5),
    })
    .default({
      consult: 1,
      book: 1,
      help: 0,
      complaint: 3,
      call_back: 1,
      outbound_care: 3,
      wait: 3,
      apply: 5,
      invoice: 5,
    }),
  keep_photo_years: count,
  // The list of unread messages shows a week.
  keep_unread_message_days: count.min(7).default(90),
  // The district sees thirty days at a time.
  keep_kiosk_use_days: count.min(30).default(180),
  worker_week_hours_max: count,
  lunch_break_minutes: count,
  lunch_window: clockWindow,
  planning_travel_speed: count.min(1),
  travel_setup_minutes: count,
});

export type PolicyParameters = z.infer<typeof parametersByName>;

/** Pairs whose first may not be greater than the second. Null says nothing. */
const ORDERED = [
  ["visit_price_floor_fen", "visit_price_cap_fen"],
  ["visit_min_minutes", "visit_max_minutes_review"],
  ["visit_max_minutes_review", "visit_abs_max_minutes"],
  ["start_late_silent_min", "start_far_off_min"],
  ["help_cancel_s", "help_hotline_s"],
  ["help_hotline_s", "help_both_s"],
  ["alert_worker_min", "alert_provider_min"],
  ["alert_provider_min", "alert_street_min"],
  ["alert_street_min", "alert_missed_min"],
  ["travel_speed_kmh", "travel_impossible_kmh"],
  ["error_rate_double", "error_rate_suspend"],
  ["worker_day_hours_max", "worker_week_hours_max"],
] as const satisfies readonly (readonly [keyof PolicyParameters, keyof PolicyParameters])[];

/** All parameters of a policy version that is adopted: none missing and none unknown, in values that can hold together. */
export const policyParametersSchema = parametersByName.superRefine((parameters, context) => {
  for (const [least, most] of ORDERED) {
    const [low, high] = [parameters[least], parameters[most]];
    if (low !== null && high !== null && low > high)
      context.addIssue({ code: "custom", path: [least], message: `${least} is greater than ${most}` });
  }
  const both = parameters.grades_disabled.filter((one) => parameters.grades_partly_disabled.includes(one));
  if (both.length > 0)
    context.addIssue({
      code: "custom",
      path: ["grades_disabled"],
      message: "a grade is both fully and partly disabled",
    });
});

/** The same as a table or a closed month keeps them: what a version named that rules nothing any more is left out. */
export const storedPolicyParametersSchema = z.preprocess(withoutRetired, policyParametersSchema);

/** Names of all parameters in the order of the district's document. */
export const POLICY_PARAMETER_NAMES = Object.keys(parametersByName.shape) as (keyof PolicyParameters)[];
