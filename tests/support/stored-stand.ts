/** What the databases hold, in the words of the oracle, and what must be true of it whatever the oracle says. */
import { sql } from "drizzle-orm";
import { rowsOf, type Unit } from "#db/transaction.ts";
import type { LedgerStand } from "./ledger-stand.ts";

const QUERIES: Readonly<Record<Exclude<keyof LedgerStand, "vouchers">, string>> = {
  balances: `select a.code || '|' || a.fund || coalesce('|' || p.credit_code, '') || ' ' || sum(b.debit_fen) || ' ' || sum(b.credit_fen) as text
    from account_balance b join account a on a.id = b.account_id left join provider p on p.id = a.provider_id group by a.code, a.fund, p.credit_code`,
  periods: `select m.month || ' ' || coalesce(p.state, 'open') as text from (values ('2026-10'), ('2026-11'), ('2026-12')) as m(month)
    left join ledger_period p on to_char(p.month, 'YYYY-MM') = m.month`,
  budgets: `select fund || ' ' || cap_fen || ' ' || committed_fen || ' ' || spent_fen || ' ' || excess_fen as text from budget_year`,
  entitlements: `select right(elder_id::text, 1) || '|' || to_char(month, 'YYYY-MM') || ' ' || visits_reserved as text from entitlement_month where visits_reserved > 0`,
  visits: `select visit_no || ' ' || delivery_state || ' ' || coalesce(minutes::text, '') || ' ' || approval_state as text from visit`,
  lines: `select v.visit_no || ' ' || coalesce(string_agg(p.fund || '=' || p.amount_fen, ',' order by p.fund), '') as text
    from settlement_line l join visit v on v.id = l.visit_id left join settlement_part p on p.line_id = l.id where l.voided_by_run is null group by l.id, v.visit_no`,
  payments: `select substring(l.batch_no from 3 for 7) || '|' || p.credit_code || '|' || l.fund || ' ' || l.ordered_fen as text from payment_line l join provider p on p.id = l.provider_id`,
  clawbacks: `select v.visit_no || ' ' || c.state || ' ' || c.paid_fen || ' ' || c.recovered_fen as text from clawback c join visit v on v.id = c.visit_id`,
  adjustments: `select v.visit_no || ' ' || a.amount_fen || ' ' || coalesce(to_char(p.month, 'YYYY-MM'), '') as text from settlement_adjustment a
    join visit v on v.id = a.visit_id left join settlement_run r on r.id = a.run_id left join ledger_period p on p.id = r.period_id`,
};

/** Each question must find nothing (I1 to I10, I13 to I15): the number of the invariant and what would break it. */
const BROKEN: Readonly<Record<string, string>> = {
  "I1 a fund's books do not balance": `select a.fund from account_balance b join account a on a.id = b.account_id group by a.fund, a.code like 'budget.%' having sum(b.debit_fen) <> sum(b.credit_fen)`,
  "I2 a balance is not the sum of its postings": `select 1 from account_balance b full join (
      select account_id, period_id, sum(debit) as debit, sum(credit) as credit from (
        select p.debit_account_id as account_id, j.period_id, p.amount_fen as debit, 0 as credit from posting p join journal j on j.id = p.journal_id
        union all select p.credit_account_id, j.period_id, 0, p.amount_fen from posting p join journal j on j.id = p.journal_id) sides group by 1, 2) s
      using (account_id, period_id) where b.debit_fen is distinct from s.debit or b.credit_fen is distinct from s.credit`,
  "voucher numbers have a gap": `select voucher_year from journal group by voucher_year having max(voucher_no) <> count(*) or min(voucher_no) <> 1`,
  "I3 a visit is paid twice": `select visit_id from settlement_line where voided_by_run is null group by visit_id having count(*) > 1`,
  "I4 more is reserved than allowed": `select elder_id from entitlement_month where visits_reserved + visits_used > visits_allowed + visits_excess`,
  "I5 a budget is over-committed": `select fund from budget_year where committed_fen + spent_fen > cap_fen + excess_fen or spent_fen > cap_fen or excess_fen <> greatest(0, committed_fen + spent_fen - cap_fen)`,
  "I8 a journal and its reversal do not cancel": `select j.id from journal r join journal j on j.id = r.reverses join posting a on a.journal_id = j.id
      left join posting b on b.journal_id = r.id and b.line = a.line and b.debit_account_id = a.credit_account_id and b.credit_account_id = a.debit_account_id and b.amount_fen = a.amount_fen where b.line is null`,
  "I9 more is paid than owed, or a clawback is below zero": `select a.id from account a join account_balance b on b.account_id = a.id where a.code in ('provider.payable', 'provider.clawback', 'payment.in_transit')
      group by a.id, a.code having case when a.code = 'provider.clawback' then sum(b.debit_fen) < sum(b.credit_fen) else sum(b.credit_fen) < sum(b.debit_fen) end`,
  "I10 the parts of a line are not its amount": `select l.id from settlement_line l left join settlement_part p on p.line_id = l.id group by l.id having coalesce(sum(p.amount_fen), 0) <> l.approved_fen`,
  "I13 a paid line has no evidence, price or entitlement on its date": `select l.id from settlement_line l join visit v on v.id = l.visit_id where l.approved_fen > 0
      and (l.price_version = '' or l.evidence_digest = '' or not exists (select 1 from entitlement_month e where e.elder_id = v.elder_id and e.month = l.service_month))`,
  "I14 the audit chain does not verify": `select e.seq from audit_event e left join audit_event p on p.chain = e.chain and p.seq = e.seq - 1
      where e.hash <> sha256(e.previous_hash || e.canonical) or e.previous_hash <> coalesce(p.hash, sha256(convert_to(e.chain, 'UTF8')))
      union all select c.last_seq from audit_chain c where c.last_seq <> (select count(*) from audit_event e where e.chain = c.chain)
        or (c.last_seq > 0 and c.last_hash <> (select e.hash from audit_event e where e.chain = c.chain and e.seq = c.last_seq))`,
  "I15 what was ordered is not what the journals sent": `select 1 where (select coalesce(sum(ordered_fen), 0) from payment_line) <>
      (select coalesce(sum(p.amount_fen), 0) from posting p join journal j on j.id = p.journal_id where j.kind = 'payment_sent')`,
  "a visit gets more than its plan": `select v.id from visit v where v.planned_fen < coalesce((select sum(approved_fen) from settlement_line l where l.visit_id = v.id), 0)
      + coalesce((select sum(amount_fen) from settlement_adjustment a where a.visit_id = v.id), 0)`,
};

/** The invariants that what is stored does not hold. */
export async function brokenInvariants(unit: Unit): Promise<string[]> {
  const asked = Object.entries(BROKEN).map(
    ([name, query]) => `select '${name.replaceAll("'", "''")}' as name where exists (${query})`,
  );
  return rowsOf<{ name: string }>(await unit.orm.execute(sql.raw(asked.join(" union all ")))).map((row) => row.name);
}

/** Read in two statements: the stand of all lists, and the invariants that are broken. */
export async function readStand(
  unit: Unit,
): Promise<{ readonly stand: LedgerStand; readonly broken: readonly string[] }> {
  const lists = Object.entries(QUERIES).map(([name, query]) => `select '${name}' as list, text from (${query}) q`);
  const rows = rowsOf<{ list: string; text: string }>(
    await unit.orm.execute(sql.raw([...lists, `select 'vouchers', count(*)::text from journal`].join(" union all "))),
  );
  const of = (name: string) =>
    rows
      .filter((row) => row.list === name)
      .map((row) => row.text)
      .sort();
  return {
    stand: {
      balances: of("balances"),
      vouchers: Number(of("vouchers")[0]),
      periods: of("periods"),
      budgets: of("budgets"),
      entitlements: of("entitlements"),
      visits: of("visits"),
      lines: of("lines"),
      payments: of("payments"),
      clawbacks: of("clawbacks"),
      adjustments: of("adjustments"),
    },
    broken: await brokenInvariants(unit),
  };
}
