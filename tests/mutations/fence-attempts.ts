/**
 * The attempts that each fence around money stops. A row attempt copies a row of its table, gives it fresh keys, and breaks one thing; keys
 * and foreign keys are tried by themselves, from the catalogue. A statement attempt is written out, with what it leaves.
 */
import { ROW } from "./fence-base.ts";

export type Row = Readonly<Record<string, unknown>>;

/** How a row of each table is made anew: which row is copied, and what gets fresh values. */
export const FRESH: Readonly<Record<string, { readonly from?: string; readonly fresh: Row }>> = {
  fund: { from: "code = 'spare'", fresh: { code: "fresh", priority: 9 } },
  budget_document: { from: "document_no = 'D1'", fresh: { id: "uuid", document_no: "D9" } },
  budget_year: { from: "fund = 'lottery'", fresh: { fund: "spare", committed_fen: 0, spent_fen: 0 } },
  settlement_part: { from: "fund = 'district'", fresh: { line_id: ROW.bareLine, amount_fen: 100 } },
  appeal: {
    from: "settlement_line_id is not null",
    fresh: { id: "uuid", appeal_no: "AP-9", settlement_line_id: ROW.idleLine },
  },
  clawback_netting: {
    fresh: { clawback_id: "open clawback", amount_fen: 1 },
  },
  settlement_adjustment: {
    from: "reason_code = 'late-evidence'",
    fresh: { id: "uuid", adjustment_no: "ADJ-9", visit_id: ROW.freeVisit, run_id: null, amount_fen: 1 },
  },
  clawback: {
    from: "paid_month = '2026-10-01'",
    fresh: { id: "uuid", finding_no: "CB-9", settlement_line_id: ROW.idleLine },
  },
  claim: { fresh: { id: "uuid", month: "2027-01-01" } },
  claim_line: { from: "adjusted_fen is not null", fresh: { id: "uuid", visit_id: ROW.freeVisit } },
  claim_upload_row: { from: "result = 'pended'", fresh: { row_no: 9 } },
  settlement_run: { from: "period_id = 202610", fresh: { id: "uuid", run_no: 50, voided_reason: "x" } },
  settlement_line: { from: "service_month = '2026-11-01'", fresh: { id: "uuid", visit_id: ROW.freeVisit } },
  close_approval: { fresh: { approver: "somebody" } },
  payment_line: { from: "fund = 'district'", fresh: { id: "uuid", batch_no: "B-9", fund: "spare" } },
  bank_line: { fresh: { id: "uuid", bank_reference: "BK-9" } },
  ledger_period: { from: "state = 'open'", fresh: { id: 202701, month: "2027-01-01" } },
  account: { from: "provider_id is not null", fresh: { id: 999, code: "fresh" } },
  account_balance: { from: "period_id = 202610", fresh: { period_id: 202612 } },
  voucher_counter: { fresh: { year: 2030 } },
  entitlement_month: { from: "visits_reserved > 0", fresh: { month: "2027-03-01" } },
  evidence_shown: { fresh: { id: "uuid" } },
  line_decision: { fresh: { id: "uuid" } },
  line_decision_end: { fresh: { decision_id: "fresh decision" } },
};

const state = { state: "dismissed", note: "x" };

/** What a row check refuses: table, name of the constraint, what is broken. */
export const BROKEN_CHECKS: readonly (readonly [table: string, fence: string, broken: Row])[] = [
  ["fund", "fund_pays_known", { pays: "x" }],
  ["fund", "fund_cap_positive", { per_visit_cap_fen: 0 }],
  ["fund", "fund_priority_positive", { priority: 0 }],
  ["budget_document", "budget_document_not_zero", { amount_fen: 0 }],
  ["budget_year", "budget_not_negative", { committed_fen: -1 }],
  ["budget_year", "within_budget", { cap_fen: 10, committed_fen: 11 }],
  ["budget_year", "spent_within_appropriation", { cap_fen: 10, spent_fen: 11, excess_fen: 1 }],
  ["settlement_part", "settlement_part_positive", { amount_fen: 0 }],
  ["appeal", "appeal_about_one_thing", { settlement_line_id: null }],
  ["appeal", "appeal_contests_money", { contested_fen: 0 }],
  [
    "appeal",
    "appeal_state_known",
    { state: "won", awarded_fen: 0, decided_by: "lead", decided_at: "2026-12-01", decision: "x" },
  ],
  [
    "appeal",
    "appeal_decided_by_another",
    { state: "dismissed", awarded_fen: 0, decided_by: "provider", decided_at: "2026-12-01", decision: "x" },
  ],
  [
    "appeal",
    "appeal_award_in_bounds",
    { state: "upheld", awarded_fen: 1600, decided_by: "lead", decided_at: "2026-12-01", decision: "x" },
  ],
  ["clawback_netting", "clawback_netting_positive", { amount_fen: 0 }],
  ["settlement_adjustment", "adjustment_positive", { amount_fen: 0 }],
  ["settlement_adjustment", "adjustment_reason_known", { reason_code: "gift" }],
  ["settlement_adjustment", "adjustment_of_appeal_names_it", { appeal_id: ROW.appeal }],
  ["settlement_adjustment", "adjustment_second_person", { proposed_by: "lead" }],
  ["settlement_adjustment", "adjustment_paid_when_approved", { run_id: "run", dismissed_reason: "x" }],
  ["clawback", "clawback_positive", { paid_fen: 0, recovered_fen: 0 }],
  ["clawback", "clawback_state_known", { state: "forgotten" }],
  ["clawback", "clawback_second_person", { decided_by: "clerk" }],
  ["clawback", "clawback_dismissal_is_explained", { ...state, note: null }],
  ["clawback", "clawback_never_below_zero", { recovered_fen: 999_999 }],
  ["clawback", "clawback_notice_whole", { notified_at: null }],
  ["claim", "claim_state_known", { state: "lost" }],
  ["claim", "claim_second_person", { approved_by: "clerk" }],
  ["claim_line", "claim_asked_not_negative", { proposed_fen: -1 }],
  ["claim_line", "claim_quantity_positive", { quantity: 0 }],
  ["claim_upload_row", "claim_upload_result_known", { result: "lost", pended_until: null }],
  ["claim_upload_row", "claim_upload_line_or_reason", { code: null }],
  ["claim_upload_row", "claim_upload_pended_has_day", { pended_until: null }],
  ["claim_line", "claim_adjusted_bounds", { adjusted_fen: 3501 }],
  ["claim_line", "claim_outcome_known", { outcome: "maybe" }],
  ["claim_line", "claim_decision_known", { decision: "perhaps" }],
  ["claim_line", "claim_decision_is_explained", { decided_by: null }],
  ["settlement_line", "settlement_not_negative", { approved_fen: -1 }],
  ["settlement_line", "pay_no_more_than_each", { verified_fen: 100 }],
  ["payment_line", "payment_positive", { ordered_fen: 0 }],
  ["bank_line", "bank_match_known", { match_word: "perhaps" }],
  ["bank_line", "bank_amounts_not_negative", { returned_fen: -1 }],
  ["bank_line", "bank_suspense_within_amount", { suspense_fen: 6 }],
  ["bank_line", "bank_return_is_explained", { returned_fen: 1 }],
  ["ledger_period", "period_month_first_day", { month: "2027-01-02" }],
  ["ledger_period", "period_state_known", { state: "ajar" }],
  ["ledger_period", "period_closed_has_time", { closed_at: "2027-02-01" }],
  [
    "ledger_period",
    "period_closed_by_two",
    { state: "closed", closed_at: "2027-02-01", input_digest: "\\x01", result_digest: "\\x01", closed_by: ["one"] },
  ],
  ["account", "account_side_known", { side: "middle" }],
  ["account_balance", "balance_not_negative", { debit_fen: -1 }],
  ["entitlement_month", "entitlement_month_first_day", { month: "2027-03-02" }],
  ["entitlement_month", "entitlement_not_negative", { visits_used: -1 }],
  ["entitlement_month", "within_entitlement", { visits_used: 9 }],
  ["line_decision", "line_decision_known", { decision: "perhaps", reason: "x" }],
  ["line_decision", "line_decision_is_explained", { decision: "refuse" }],
  ["line_decision", "line_decision_cut_has_amount", { adjusted_fen: 5 }],
  ["line_decision", "line_decision_second_known", { second_for: "luck" }],
  ["line_decision", "line_decision_step_has_rule", { bulk_rule: "clean" }],
  ["evidence_shown", "evidence_shown_as_known", { shown_as: "rumour" }],
  ["line_decision_end", "line_decision_end_known", { step: "gone" }],
  ["line_decision_end", "line_decision_lapse_has_cause", { cause: "x" }],
];

const NOBODY = "0000000e-0000-4000-8000-0000000000ff";

/** References that a trigger looks up once a statement: table, name of the trigger, what refers to nothing. */
export const BROKEN_REFERENCES: readonly (readonly [table: string, fence: string, broken: Row])[] = [
  ["claim_line", "claim_line_claim_known", { claim_id: NOBODY }],
  ["claim_line", "claim_line_visit_known", { visit_id: NOBODY }],
  ["settlement_line", "settlement_line_run_known", { run_id: NOBODY }],
  ["settlement_line", "settlement_line_visit_known", { visit_id: NOBODY }],
  ["settlement_line", "settlement_line_provider_known", { provider_id: NOBODY }],
  ["settlement_line", "settlement_line_street_known", { street_id: 999_999 }],
  ["settlement_part", "settlement_part_line_known", { line_id: NOBODY }],
  ["settlement_part", "settlement_part_fund_known", { fund: "nowhere" }],
];

/** Where a key is tried with more than its own columns left as they were, so that no other key answers first. */
export const KEY_CHANGES: Readonly<Record<string, Row>> = {
  settlement_line_once: { voided_by_run: "run" },
  one_live_run_per_period: { voided_reason: null },
  adjustment_once_per_run: { run_id: "run" },
  one_appeal_per_clawback: { settlement_line_id: null, clawback_id: "open clawback" },
  settlement_adjustment_appealId_unique: { appeal_id: ROW.appeal, reason_code: "appeal" },
  one_live_payment_per_visit: { run_id: "first run" },
};

/** Columns that are set so that a foreign key is the first to be asked. */
export const REFERENCE_CHANGES: Readonly<Record<string, Row>> = {
  claim_upload_row_line_id_claim_line_id_fk: { result: "matched", pended_until: null },
  appeal_clawback_id_clawback_id_fk: { settlement_line_id: null },
  settlement_adjustment_appeal_id_appeal_id_fk: { reason_code: "appeal" },
};

/** Fences that answer before the one that is tried, and are put aside for the attempt. */
export const PUT_ASIDE: Readonly<Record<string, string>> = {
  payment_line_follows_payment_line_id_fk: "alter table payment_line disable trigger payment_follows_return",
  line_decision_claim_line_id_claim_line_id_fk:
    "alter table line_decision disable trigger line_decision_after_evidence",
};
