/** Attempts to take away, or to name anew, what lines of claims and settlements refer to. */
import { ROW } from "./fence-base.ts";
import type { StatementAttempt } from "./fence-statements.ts";

const removal = (table: string, fence: string, statement: string, expected = "never_removed"): StatementAttempt => ({
  table,
  fence,
  statements: [statement],
  expected,
});

/** What lines refer to by triggers is never taken away. */
export const REMOVALS: readonly StatementAttempt[] = [
  ...["claim", "settlement_run", "provider", "street", "fund"].map((table) =>
    removal(table, `${table}_is_never_removed`, `delete from ${table}`),
  ),
  ...["claim", "settlement_run", "provider"].map((table) =>
    removal(table, `${table}_is_never_removed`, `update ${table} set id = gen_random_uuid()`),
  ),
  removal("street", "street_is_never_removed", "update street set id = id + 100000"),
  removal("fund", "fund_is_never_removed", "update fund set code = code || 'x'"),
  removal("visit", "visit_keeps_its_id", "update visit set id = gen_random_uuid()"),
  removal("claim", "claim_no_truncate", "truncate claim", "append_only"),
  removal("visit", "claimed_visit_stays", "delete from visit where visit_no = '2026-11-0-1'", "claimed_visit_stays"),
  {
    table: "visit",
    fence: "claimed_visit_stays",
    statements: [
      `insert into settlement_line (id, run_id, visit_id, provider_id, street_id, service_month, word, outcome, differences, planned_fen, verified_fen, claimed_fen, approved_fen, price_version, evidence_digest)
        select '0000000e-0000-4000-8000-000000000005', run_id, '${ROW.freeVisit}', provider_id, street_id, service_month, word, outcome, differences, planned_fen, verified_fen, claimed_fen, approved_fen, price_version, evidence_digest from settlement_line limit 1`,
      `delete from visit where id = '${ROW.freeVisit}'`,
    ],
    expected: "claimed_visit_stays",
  },
];
