/** Eligibility results and the month's entitlement of each elder. */
import { and, eq, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { eligibilityResult, entitlementMonth } from "../schema/planning.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";

export type EligibilityRow = typeof eligibilityResult.$inferSelect;

/** Writes the newest result of each elder for its month. */
export async function saveEligibility(
  unit: Unit,
  rows: readonly (typeof eligibilityResult.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows))
    await unit.orm
      .insert(eligibilityResult)
      .values(piece)
      .onConflictDoUpdate({
        target: [eligibilityResult.elderId, eligibilityResult.month],
        set: {
          streetId: sql`excluded.street_id`,
          verdict: sql`excluded.verdict`,
          visitsAllowed: sql`excluded.visits_allowed`,
          judgedOn: sql`excluded.judged_on`,
          reasons: sql`excluded.reasons`,
          policyVersion: sql`excluded.policy_version`,
          judgedAt: sql`excluded.judged_at`,
        },
      });
}

export async function listEligibility(unit: Unit, month: PlainMonth): Promise<EligibilityRow[]> {
  return unit.orm
    .select()
    .from(eligibilityResult)
    .where(eq(eligibilityResult.month, firstDateOf(month)));
}

/** Sets what the month allows. What is reserved or used stays; an allowance below it becomes an excess that a person must look at. */
export async function saveEntitlements(
  unit: Unit,
  rows: readonly (typeof entitlementMonth.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows))
    await unit.orm
      .insert(entitlementMonth)
      .values(piece)
      .onConflictDoUpdate({
        target: [entitlementMonth.elderId, entitlementMonth.month],
        set: {
          visitsAllowed: sql`excluded.visits_allowed`,
          visitsExcess: sql`greatest(0, ${entitlementMonth.visitsReserved} + ${entitlementMonth.visitsUsed} - excluded.visits_allowed)`,
          policyVersion: sql`excluded.policy_version`,
        },
      });
}

/**
 * Reserves visits of a month by one conditional update. False means that the entitlement does not allow it.
 * @param count visits to reserve, at least 1
 */
export async function reserveEntitlement(
  unit: Unit,
  elderId: string,
  month: PlainMonth,
  count: number,
): Promise<boolean> {
  const rows = await unit.orm
    .update(entitlementMonth)
    .set({ visitsReserved: sql`${entitlementMonth.visitsReserved} + ${count}` })
    .where(
      and(
        eq(entitlementMonth.elderId, elderId),
        eq(entitlementMonth.month, firstDateOf(month)),
        sql`${entitlementMonth.visitsReserved} + ${entitlementMonth.visitsUsed} + ${count} <= ${entitlementMonth.visitsAllowed}`,
      ),
    )
    .returning({ elderId: entitlementMonth.elderId });
  return rows.length === 1;
}
