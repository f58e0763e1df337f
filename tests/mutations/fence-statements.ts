/** Attempts on triggers, on journals and on what ledger_post itself refuses, written out. */
import { PROVIDER_ID, STREET } from "#tests/support/ledger-rows.ts";
import { ROW } from "./fence-base.ts";

export type StatementAttempt = {
  readonly table: string;
  readonly fence: string;
  readonly statements: readonly string[];
  /** Asked when the statements went through: one text. Left out, going through is the answer. */
  readonly probe?: string;
  /** With the fence: the refusal's word or the probe's text. */
  readonly expected: string;
};

const change = (table: string, fence: string, statement: string, expected = "append_only"): StatementAttempt => ({
  table,
  fence,
  statements: [statement],
  expected,
});

/** A journal with one posting, in the open month. */
export function journalStatements(
  journal: Readonly<Record<string, string>>,
  posting: Readonly<Record<string, string>> = {},
): string[] {
  const head: Record<string, string> = {
    id: "'0000000e-0000-4000-8000-000000000001'",
    period_id: "202612",
    kind: "'test'",
    source_type: "'fence'",
    source_id: "'one'",
    idempotency_key: "'fence-one'",
    request_digest: "'\\x01'",
    posting_count: "1",
    voucher_year: "2026",
    voucher_no: "999",
    posted_by: "'fence'",
    ...journal,
  };
  const line: Record<string, string> = {
    journal_id: head["id"] ?? "",
    line: "1",
    line_count: "1",
    debit_account_id: "1",
    credit_account_id: "2",
    amount_fen: "5",
    ...posting,
  };
  const insert = (table: string, row: Record<string, string>) =>
    `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")})`;
  return [insert("journal", head), ...(posting["none"] === undefined ? [insert("posting", line)] : [])];
}

const known = (column: string) => `(select ${column} from journal order by voucher_no limit 1)`;
const onJournal = (
  fence: string,
  journal: Record<string, string>,
  posting: Record<string, string> = {},
  table = "journal",
): StatementAttempt => ({
  table,
  fence,
  statements: journalStatements(journal, posting),
  expected: fence,
});
const missing = "'0000000e-0000-4000-8000-0000000000ff'";

const JOURNALS: readonly StatementAttempt[] = [
  onJournal("journal_pkey", { id: known("id") }),
  onJournal("journal_idempotencyKey_unique", { idempotency_key: known("idempotency_key") }),
  onJournal("journal_voucher_no", { voucher_no: "1" }),
  onJournal("journal_source_once", {
    kind: known("kind"),
    source_type: known("source_type"),
    source_id: known("source_id"),
  }),
  onJournal("journal_reverses_unique", {
    reverses: "(select reverses from journal where reverses is not null limit 1)",
  }),
  onJournal("journal_reverses_journal_id_fk", { reverses: missing }),
  onJournal("journal_period_id_ledger_period_id_fk", { period_id: "190001" }),
  onJournal("journal_posting_count", { posting_count: "501" }),
  onJournal("journal_is_complete", {}, { none: "" }),
  onJournal("posting_of_journal", {}, { line_count: "2" }, "posting"),
  onJournal("posting_after_previous", { posting_count: "3" }, { line: "3", line_count: "3" }, "posting"),
  onJournal("posting_line_in_range", {}, { line: "2" }, "posting"),
  onJournal("posting_two_accounts", {}, { credit_account_id: "1" }, "posting"),
  onJournal("posting_amount_positive", {}, { amount_fen: "0" }, "posting"),
  onJournal("posting_accounts_known", {}, { debit_account_id: "99999" }, "posting"),
  onJournal("posting_accounts_known", {}, { credit_account_id: "99999" }, "posting"),
  {
    table: "posting",
    fence: "posting_journal_id_line_pk",
    statements: [
      "insert into posting (journal_id, line, line_count, debit_account_id, credit_account_id, amount_fen) select journal_id, line, line_count, debit_account_id, credit_account_id, amount_fen from posting limit 1",
    ],
    expected: "posting_journal_id_line_pk",
  },
];

const budget = (column: string) => `select ${column}::text as text from budget_year where fund = 'district'`;
const planned = `insert into visit (id, visit_no, street_id, provider_id, elder_id, service_month, planned_start, planned_end, subtypes, planned_fen, delivery_state, policy_version, catalogue_version)
  select '0000000e-0000-4000-8000-000000000009', 'fence', ${STREET}, '${PROVIDER_ID.A}', elder_id, '2026-12-01', '2026-12-20T02:00Z', '2026-12-20T03:00Z', '{}', 3500, 'planned', '1', '1' from visit limit 1`;

const returned = `insert into bank_line (id, bank_reference, batch_no, provider_id, amount_fen, returned_fen, reason, booked_at, match_word, facts)
  select '0000000e-0000-4000-8000-000000000003', 'BK-R', batch_no, provider_id, 0, 10, 'x', now(), 'not_paid', '{}' from bank_line where bank_reference = 'BK-1'`;
/** Pays again what the bank returned of the order that the base's bank line is about. */
const paidAgain = (
  row: string,
  amountFen: number,
) => `insert into payment_line (id, batch_no, run_id, provider_id, fund, ordered_fen, sent_at, sent_by, follows)
  select '0000000e-0000-4000-8000-0000000000${row}', 'B-${row}', p.run_id, p.provider_id, p.fund, ${amountFen}, now(), 'x', p.id
    from payment_line p join bank_line b on b.batch_no = p.batch_no and b.provider_id = p.provider_id where b.bank_reference = 'BK-1'`;

const PAYMENTS: readonly StatementAttempt[] = [
  change("bank_line", "bank_line_append_only", "update bank_line set amount_fen = 1"),
  {
    table: "bank_line",
    fence: "bank_line_within_order",
    statements: [
      "insert into bank_line (id, bank_reference, batch_no, provider_id, amount_fen, booked_at, match_word, facts) select '0000000e-0000-4000-8000-000000000004', 'BK-X', batch_no, provider_id, 99999999, now(), 'paid', '{}' from bank_line where bank_reference = 'BK-1'",
    ],
    expected: "bank_line_within_order",
  },
  {
    table: "payment_line",
    fence: "payment_follows_return",
    statements: [returned, paidAgain("31", 11)],
    expected: "payment_follows_return",
  },
  {
    table: "payment_line",
    fence: "payment_line_followed_once",
    statements: [returned, paidAgain("32", 10), paidAgain("33", 10)],
    expected: "payment_line_followed_once",
  },
];

const TRIGGERS: readonly StatementAttempt[] = [
  change("journal", "journal_append_only", "update journal set kind = 'other'"),
  {
    table: "journal",
    fence: "journal_no_truncate",
    statements: ["alter table posting disable trigger posting_no_truncate", "truncate journal, posting"],
    expected: "append_only",
  },
  change("posting", "posting_append_only", "update posting set amount_fen = amount_fen + 1"),
  {
    table: "posting",
    fence: "posting_no_truncate",
    statements: ["alter table journal disable trigger journal_no_truncate", "truncate journal, posting"],
    expected: "append_only",
  },
  change("budget_document", "budget_document_append_only", "update budget_document set amount_fen = amount_fen + 1"),
  change("settlement_part", "settlement_part_append_only", "delete from settlement_part"),
  change("clawback_netting", "clawback_netting_append_only", "delete from clawback_netting"),
  change("close_approval", "close_approval_append_only", "delete from close_approval"),
  change("payment_line", "payment_line_append_only", "update payment_line set ordered_fen = 1"),
  change("evidence_shown", "evidence_shown_append_only", "update evidence_shown set shown_to = 'x'"),
  change("line_decision", "line_decision_append_only", "update line_decision set note = 'x'"),
  change("line_decision_end", "line_decision_end_append_only", "update line_decision_end set by = 'x'"),
  change("account", "account_append_only", "update account set side = 'credit'"),
  change(
    "claim_line",
    "claim_line_identity_stays",
    "update claim_line set asked_fen = asked_fen + 1 where claim_id in (select id from claim where state <> 'settled')",
  ),
  change(
    "claim_line",
    "settled_claim_line_stays",
    "update claim_line set decision_note = 'x' where claim_id in (select id from claim where state = 'settled')",
  ),
  change("claim_line", "claim_line_is_never_deleted", "delete from claim_line"),
  change("settlement_line", "settlement_line_amounts_stay", "update settlement_line set approved_fen = 0"),
  change("appeal", "appeal_is_kept", "update appeal set contested_fen = 2"),
  change("settlement_adjustment", "adjustment_is_kept", "update settlement_adjustment set amount_fen = 2"),
  change(
    "clawback",
    "clawback_finding_is_kept",
    "update clawback set paid_fen = paid_fen + 1",
    "clawback-finding-is-fixed",
  ),
  change(
    "ledger_period",
    "period_stays_closed",
    "update ledger_period set state = 'open', closed_at = null where state = 'closed'",
    "period_closed",
  ),
  change(
    "close_approval",
    "close_second_person",
    "insert into close_approval (run_id, approver, approved_at) select id, prepared_by, now() from settlement_run where period_id = 202611",
    "close_second_person",
  ),
  change(
    "line_decision",
    "line_decision_after_evidence",
    `insert into line_decision (id, claim_line_id, decision, resolution, evidence_digest, decided_by, decided_at, final_after) select '0000000e-0000-4000-8000-000000000007', claim_line_id, 'approve', 'RS-OK', 'unseen', 'lead', now(), now() from evidence_shown`,
    "evidence_not_shown",
  ),
  {
    table: "line_decision_end",
    fence: "line_decision_end_by_right_person",
    statements: [
      `insert into line_decision (id, claim_line_id, decision, resolution, evidence_digest, decided_by, decided_at, final_after, second_for) select '0000000e-0000-4000-8000-000000000008', claim_line_id, 'approve', 'RS-OK', 'd', 'lead', now(), now(), 'sum' from evidence_shown`,
      "insert into line_decision_end (decision_id, step, at, by) values ('0000000e-0000-4000-8000-000000000008', 'final', now() + interval '1 hour', 'lead')",
    ],
    expected: "second_person",
  },
  {
    table: "budget_document",
    fence: "budget_document_raises_cap",
    statements: [
      "insert into budget_document (id, document_no, fund, year, amount_fen, note, entered_by, entered_at) values ('0000000e-0000-4000-8000-000000000006', 'D8', 'district', 2026, 10000, '', 'finance', now())",
    ],
    probe: budget("cap_fen"),
    expected: "100000",
  },
  {
    table: "visit",
    fence: "visit_insert_holds_budget",
    statements: ["update budget_year set cap_fen = committed_fen + spent_fen + 3499 where fund = 'district'", planned],
    expected: "within_budget",
  },
  {
    table: "visit",
    fence: "visit_update_holds_budget",
    statements: ["update visit set delivery_state = 'cancelled' where visit_no = '2026-12-0-0'"],
    probe: budget("committed_fen"),
    expected: "7000",
  },
  {
    table: "visit",
    fence: "visit_delete_holds_budget",
    statements: [planned, "delete from visit where visit_no = 'fence'"],
    probe: budget("committed_fen"),
    expected: "10500",
  },
  {
    table: "ledger_period",
    fence: "close_releases_budget",
    statements: [
      "update ledger_period set state = 'closed', closed_at = now(), input_digest = '\\x01', result_digest = '\\x01', closed_by = '{a,b}' where id = 202612",
    ],
    probe: budget("committed_fen"),
    expected: "0",
  },
  {
    table: "settlement_part",
    fence: "settlement_part_is_spent",
    statements: [
      `insert into settlement_part (line_id, fund, amount_fen) values ('${ROW.bareLine}', 'district', 2001)`,
    ],
    expected: "parts_within_approved",
  },
  {
    table: "clawback_netting",
    fence: "clawback_netting_recovers",
    statements: [
      "insert into clawback_netting (run_id, clawback_id, amount_fen, netted_at) select r.id, c.id, 999999, now() from clawback c, settlement_run r where c.state = 'confirmed' and r.period_id = 202611",
    ],
    expected: "clawback_never_below_zero",
  },
];

const CLAIM_FILES: readonly StatementAttempt[] = [
  change(
    "claim_upload_row",
    "claim_upload_row_is_kept",
    "update claim_upload_row set result = 'pended', pended_until = '2027-01-01' where result = 'refused'",
    "claim_upload_row_is_kept",
  ),
  change("claim_upload_row", "claim_upload_row_is_never_deleted", "delete from claim_upload_row", "never_deleted"),
];

export const STATEMENTS: readonly StatementAttempt[] = [...JOURNALS, ...PAYMENTS, ...TRIGGERS, ...CLAIM_FILES];
