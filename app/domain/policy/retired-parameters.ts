/**
 * What policy versions carried once although nothing was ruled by it (docs/decisions/039). Adopted versions and closed months keep their
 * text, so reading one leaves these out; a version that is adopted now may not bring them.
 */
const RETIRED: ReadonlySet<string> = new Set([
  "low_income_line_urban_fen",
  "low_income_line_rural_fen",
  "debt_reoffer_days",
  "debt_expires",
  "offer_parallel",
  "worker_scan_days",
  "bed_counts_from",
  "off_bed_min",
  "heart_rate_bounds",
  "breath_rate_bounds",
  "no_motion_hours",
  "door_closed_hours",
  "night_door_window",
  "round_red_days",
  "round_orange_days",
  "round_yellow_days",
  "keep_money_years",
  "keep_visit_years",
  "keep_log_days",
  "keep_access_log_years",
  "keep_pia_years",
  "bulk_second_person_fen",
]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Stages whose number of approvers a version may name. */
function ruledStages(approvals: unknown): unknown {
  return isRecord(approvals)
    ? Object.fromEntries(Object.entries(approvals).filter(([stage]) => stage !== "street"))
    : approvals;
}

/** The parameters of a stored version without those; anything else stays as it is, for the schema to judge. */
export function withoutRetired(parameters: unknown): unknown {
  if (!isRecord(parameters)) return parameters;
  const kept = Object.entries(parameters).filter(([name]) => !RETIRED.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === "approvals_required" ? ruledStages(value) : value]),
  );
}
