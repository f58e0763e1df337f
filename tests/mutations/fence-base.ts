/**
 * A district with a row in every table that holds money: two months closed, a late amount paid, a clawback set off and one that is open, an
 * appeal, a decision of the workbench. Written through the product; what has no use case here is written as rows.
 */
import { sql } from "drizzle-orm";
import type { Database } from "#db/connection.server.ts";
import { inTransaction } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { VISITS, type Command, type Month } from "#tests/support/ledger-commands.ts";
import { PROVIDER_ID, STREET, insertBase, visitId } from "#tests/support/ledger-rows.ts";
import { StoredLedger } from "#tests/support/stored-ledger.ts";

const refuse = (no: string): never => {
  throw new RangeError(no);
};
const id = (number: number) => `0000000f-0000-4000-8000-${String(number).padStart(12, "0")}`;
const at = (no: string) => VISITS.findIndex((visit) => visit.no === no);
const visitOf = (no: string) => visitId(VISITS[at(no)] ?? refuse(no));

/** Fixed ids of rows that attempts speak of. */
export const ROW = {
  bareLine: id(1),
  appeal: id(2),
  decision: id(3),
  shown: id(4),
  bankLine: id(5),
  idleLine: id(6),
  claimFile: id(9),
  /** Visits that nothing was claimed or paid for. */
  freeVisit: visitOf("2026-12-1-0"),
  otherVisit: visitOf("2026-12-1-1"),
} as const;

const closing = (month: Month): Command[] => [
  { do: "open", month, by: "clerk" },
  { do: "sign", month, by: "lead" },
  { do: "sign", month, by: "finance" },
  { do: "finish", month },
];
const made = (no: string): Command[] => [
  { do: "plan", visit: at(no) },
  { do: "deliver", visit: at(no) },
  { do: "approve", visit: at(no), fen: 3500n, by: "lead" },
];

const COURSE: readonly Command[] = [
  { do: "give", fund: "district", fen: 90_000n, document: "D1" },
  { do: "give", fund: "lottery", fen: 9000n, document: "D2" },
  ...made("2026-10-0-0"),
  { do: "plan", visit: at("2026-10-1-0") },
  { do: "miss", visit: at("2026-10-1-0") },
  ...closing("2026-10"),
  { do: "deliver", visit: at("2026-10-1-0") },
  { do: "approve", visit: at("2026-10-1-0"), fen: 1000n, by: "lead" },
  { do: "accuse", visit: at("2026-10-0-0"), by: "clerk" },
  { do: "accept", visit: at("2026-10-0-0"), by: "lead" },
  ...["2026-11-0-0", "2026-11-0-1", "2026-11-1-0"].flatMap(made),
  { do: "post", month: "2026-11", fen: 700n, key: "k1" },
  { do: "reverse", month: "2026-11", key: "k1" },
  ...closing("2026-11"),
  { do: "accuse", visit: at("2026-11-0-0"), by: "clerk" },
  { do: "accept", visit: at("2026-11-0-0"), by: "lead" },
  ...made("2026-12-0-0"),
  ...["2026-12-1-0", "2026-12-1-1"].map((no): Command => ({ do: "plan", visit: at(no) })),
];

/** A settled line of a visit in the November run; nothing pays it yet. */
const line = (lineId: string, visit: string) => `insert into settlement_line
  (id, run_id, visit_id, provider_id, street_id, service_month, word, outcome, differences, planned_fen, verified_fen, claimed_fen, approved_fen, price_version, evidence_digest)
  select '${lineId}', r.id, '${visit}', '${PROVIDER_ID.A}', ${STREET}, '2026-11-01', 'matched', 'accepted', '[]', 3500, 3500, 3500, 2000, '1', '1'
    from settlement_run r where r.period_id = 202611`;

const ROWS = [
  `insert into fund (code, name_zh, name_en, priority) values ('spare', '备用', 'Spare', 7)`,
  line(ROW.bareLine, visitOf("2026-12-0-0")),
  line(ROW.idleLine, visitOf("2026-10-1-0")),
  `insert into import_batch (id, kind, file_name, file_bytes, file_digest, provider_id, month, state, created_by, created_at)
    values ('${ROW.claimFile}', 'claims', 'x.xlsx', 1, 'x', '${PROVIDER_ID.A}', '2026-12-01', 'applied', 'provider', now())`,
  ...[1, 2].map(
    (row) => `insert into claim_upload_row
    (import_id, row_no, provider_id, street_id, month, cells, result, code, failures, pended_until, matched_at)
    values ('${ROW.claimFile}', ${row}, '${PROVIDER_ID.A}', ${STREET}, '2026-12-01', '{}', '${row === 1 ? "pended" : "refused"}', 'x', '[]', ${row === 1 ? "'2026-12-20'" : "null"}, now())`,
  ),
  `insert into appeal (id, appeal_no, settlement_line_id, visit_id, provider_id, street_id, month, contested_fen, said, evidence, filed_by, filed_at, answer_by)
    values ('${ROW.appeal}', 'AP-1', '${ROW.bareLine}', '${visitOf("2026-12-0-0")}', '${PROVIDER_ID.A}', ${STREET}, '2026-11-01', 1500, 'x', 'x', 'provider', now(), '2026-12-20')`,
  `insert into appeal (id, appeal_no, clawback_id, visit_id, provider_id, street_id, month, contested_fen, said, evidence, filed_by, filed_at, answer_by)
    select '${id(7)}', 'AP-2', c.id, c.visit_id, c.provider_id, ${STREET}, c.paid_month, c.paid_fen, 'x', 'x', 'provider', now(), '2026-12-20' from clawback c where c.state = 'confirmed'`,
  `insert into settlement_adjustment (id, adjustment_no, visit_id, provider_id, street_id, appeal_id, refers_to_month, amount_fen, reason_code, proposed_by, proposed_at)
    values ('${id(8)}', 'ADJ-8', '${visitOf("2026-12-0-0")}', '${PROVIDER_ID.A}', ${STREET}, '${ROW.appeal}', '2026-11-01', 100, 'appeal', 'clerk', now())`,
  `insert into bank_line (id, bank_reference, batch_no, provider_id, amount_fen, booked_at, simulated, match_word, facts)
    select '${ROW.bankLine}', 'BK-1', batch_no, provider_id, 5, now(), '', 'partial', '{}' from payment_line where fund = 'district' and ordered_fen > 100 order by batch_no limit 1`,
  `insert into evidence_shown (id, claim_line_id, evidence_digest, shown_to, shown_as, shown_at) select '${ROW.shown}', id, 'd', 'lead', 'line', now() - interval '1 hour' from claim_line order by id limit 1`,
  `insert into line_decision (id, claim_line_id, decision, resolution, evidence_digest, decided_by, decided_at, final_after, second_for)
    select '${ROW.decision}', claim_line_id, 'approve', 'RS-OK', 'd', 'lead', now(), now(), 'sum' from evidence_shown`,
  `insert into line_decision_end (decision_id, step, at, by) values ('${ROW.decision}', 'final', now(), 'finance')`,
];

export async function buildFenceBase(database: Database): Promise<void> {
  const context = testContext(database);
  await inTransaction(context, insertBase);
  let ledger: StoredLedger | null = null;
  for (const command of COURSE)
    await inTransaction(context, async (unit) => {
      const next = ledger === null ? new StoredLedger(unit) : ledger.on(unit);
      const answer = await next.run(command);
      if (answer !== "ok") throw new Error(`${command.do}: ${answer}`);
      ledger = next;
    });
  for (const statement of ROWS)
    await inTransaction(context, async (unit) => {
      await unit.orm.execute(sql.raw(statement));
    });
}
