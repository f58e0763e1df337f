/** Read model of what appeals say about the rules: how often a rule cut a line or asked money back, and how often an appeal turned it round. */
import { sql } from "drizzle-orm";
import { asDate, type Instant } from "#app/domain/time/instant.ts";
import { placeReached } from "../repositories/scope-conditions.ts";
import { clawback, settlementLine } from "../schema/claim.ts";
import { rowsOf, type Unit } from "../transaction.ts";

export type RuleAppeals = {
  readonly ruleCode: string;
  /** Lines of closed months that it cut or refused, and clawbacks that a provider was told of. */
  readonly findings: number;
  /** Appeals against them that were answered. */
  readonly decided: number;
  /** Of these, upheld in whole or in part. */
  readonly reversed: number;
};

/** By rule, in the scope of the unit: months closed and clawbacks told since an instant. The most often reversed ones first. */
export async function listRuleAppeals(unit: Unit, since: Instant): Promise<RuleAppeals[]> {
  const from = asDate(since).toISOString();
  return rowsOf<RuleAppeals>(
    await unit.orm.execute(sql`
      with matter as (
        select settlement_line.outcome_code as code, appeal.state
        from settlement_line
        join settlement_run on settlement_run.id = settlement_line.run_id
        join ledger_period on ledger_period.id = settlement_run.period_id and ledger_period.state = 'closed'
        left join appeal on appeal.settlement_line_id = settlement_line.id
        where settlement_line.voided_by_run is null and settlement_line.outcome_code is not null
          and settlement_line.approved_fen < settlement_line.claimed_fen
          and ledger_period.closed_at >= ${from} and ${placeReached(unit, settlementLine)}
        union all
        select clawback.rule_code, appeal.state
        from clawback left join appeal on appeal.clawback_id = clawback.id
        where clawback.notified_at >= ${from} and ${placeReached(unit, clawback)})
      select code as "ruleCode", count(*)::int as findings,
        (count(*) filter (where state in ('upheld', 'partly', 'dismissed')))::int as decided,
        (count(*) filter (where state in ('upheld', 'partly')))::int as reversed
      from matter group by code
      order by reversed desc, decided desc, findings desc, code`),
  );
}
