/** Changes of rules' modes that people asked for and decided. They concern the whole district, so no scope applies. */
import { and, asc, eq } from "drizzle-orm";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { ledgerPeriod } from "../schema/ledger.ts";
import { ruleModeChange } from "../schema/reference.ts";
import type { Unit } from "../transaction.ts";

export type RuleModeChangeRow = typeof ruleModeChange.$inferSelect;

/** Refuses "already-exists" while another change of the rule waits. */
export async function insertRuleModeChange(unit: Unit, row: typeof ruleModeChange.$inferInsert): Promise<void> {
  await unit.orm.insert(ruleModeChange).values(row);
}

/** Changes in the order in which they were asked for; of one rule when it is named. */
export async function listRuleModeChanges(unit: Unit, ruleCode?: string): Promise<RuleModeChangeRow[]> {
  return unit.orm
    .select()
    .from(ruleModeChange)
    .where(ruleCode === undefined ? undefined : eq(ruleModeChange.ruleCode, ruleCode))
    .orderBy(asc(ruleModeChange.requestedAt), asc(ruleModeChange.id));
}

/** One change of this rule, locked; null when there is none. */
export async function lockRuleModeChange(unit: Unit, ruleCode: string, id: string): Promise<RuleModeChangeRow | null> {
  const [row] = await unit.orm
    .select()
    .from(ruleModeChange)
    .where(and(eq(ruleModeChange.id, id), eq(ruleModeChange.ruleCode, ruleCode)))
    .for("update");
  return row ?? null;
}

export async function updateRuleModeChange(unit: Unit, id: string, values: Partial<RuleModeChangeRow>): Promise<void> {
  await unit.orm.update(ruleModeChange).set(values).where(eq(ruleModeChange.id, id));
}

/** Months whose books are closed, oldest first. */
export async function listClosedMonths(unit: Unit): Promise<PlainMonth[]> {
  const rows = await unit.orm
    .select({ month: ledgerPeriod.month })
    .from(ledgerPeriod)
    .where(eq(ledgerPeriod.state, "closed"))
    .orderBy(asc(ledgerPeriod.month));
  return rows.map((row) => row.month.slice(0, 7) as PlainMonth);
}
