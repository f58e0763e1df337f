/** Eligibility results and the month's entitlement of each elder. */
import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { Refusal } from "#app/domain/refusal.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { elder } from "../schema/elder.ts";
import { eligibilityResult, entitlementMonth } from "../schema/planning.ts";
import { rowsOf, type Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { elderInScope } from "./elders.ts";
import { assertStreetsReached, elderReached } from "./scope-conditions.ts";

export type EligibilityRow = typeof eligibilityResult.$inferSelect;
export type EntitlementRow = typeof entitlementMonth.$inferSelect;

/** Which results the scope reaches: by the street in which the elder was judged. */
export function eligibilityInScope(unit: Unit): SQL {
  return elderReached(unit, { streetId: eligibilityResult.streetId, elderId: eligibilityResult.elderId });
}

/** Writes the newest result of each elder for its month. Refuses "not-found" for a street outside the scope. */
export async function saveEligibility(
  unit: Unit,
  rows: readonly (typeof eligibilityResult.$inferInsert)[],
): Promise<void> {
  assertStreetsReached(
    unit,
    rows.map((row) => row.streetId),
  );
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
    .where(and(eq(eligibilityResult.month, firstDateOf(month)), eligibilityInScope(unit)));
}

async function assertEldersReached(unit: Unit, elderIds: readonly string[]): Promise<void> {
  const { streets, provider, worker } = unit.scope;
  if (streets === "all" && provider === "all" && worker === "all") return;
  for (const piece of piecesOf(elderIds, 1000)) {
    const reached = await unit.orm
      .select({ id: elder.id })
      .from(elder)
      .where(and(inArray(elder.id, piece), elderInScope(unit)));
    if (reached.length < new Set(piece).size) throw new Refusal("not-found");
  }
}

/** Sets what the month allows. Refuses "not-found" for an elder outside the scope. What is reserved or used stays; an allowance below it becomes an excess that a person must look at. */
export async function saveEntitlements(
  unit: Unit,
  rows: readonly (typeof entitlementMonth.$inferInsert)[],
): Promise<void> {
  await assertEldersReached(
    unit,
    rows.map((row) => row.elderId),
  );
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
 * Refuses "not-found" for an elder outside the scope.
 * @param count visits to reserve, at least 1
 */
export async function reserveEntitlement(
  unit: Unit,
  elderId: string,
  month: PlainMonth,
  count: number,
): Promise<boolean> {
  await assertEldersReached(unit, [elderId]);
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

/** The elder's result and entitlement of a month; null where the month was never judged. */
export async function findMonthOfElder(unit: Unit, elderId: string, month: PlainMonth) {
  const [eligibility] = await unit.orm
    .select()
    .from(eligibilityResult)
    .where(and(eq(eligibilityResult.elderId, elderId), eq(eligibilityResult.month, firstDateOf(month))));
  const [entitlement] = await unit.orm
    .select()
    .from(entitlementMonth)
    .where(and(eq(entitlementMonth.elderId, elderId), eq(entitlementMonth.month, firstDateOf(month))));
  return { eligibility: eligibility ?? null, entitlement: entitlement ?? null };
}

export type Reservation = { readonly elderId: string; readonly count: number };

/**
 * Reserves visits of many elders, each by the same conditional update as one. Gives the elders for whom the entitlement does not
 * allow it; the caller refuses, and the unit of work takes the others back.
 */
export async function reserveEntitlements(
  unit: Unit,
  month: PlainMonth,
  wanted: readonly Reservation[],
): Promise<string[]> {
  const kept = new Set<string>();
  for (const piece of piecesOf(wanted)) {
    const rows = piece.map(({ elderId, count }) => sql`(${elderId}::uuid, ${count}::int)`);
    const reserved = await unit.orm.execute(sql`
      update ${entitlementMonth} as e set visits_reserved = e.visits_reserved + w.wanted
      from (values ${sql.join(rows, sql`, `)}) as w (elder_id, wanted)
      where e.elder_id = w.elder_id and e.month = ${firstDateOf(month)}
        and e.visits_reserved + e.visits_used + w.wanted <= e.visits_allowed
      returning e.elder_id as elder`);
    for (const row of rowsOf<{ elder: string }>(reserved)) kept.add(row.elder);
  }
  return wanted.filter(({ elderId }) => !kept.has(elderId)).map(({ elderId }) => elderId);
}

/** Gives one reserved visit back, so that another may take its place. What was not reserved stays as it is. */
export async function releaseEntitlement(unit: Unit, elderId: string, month: PlainMonth): Promise<void> {
  await unit.orm
    .update(entitlementMonth)
    .set({
      visitsReserved: sql`${entitlementMonth.visitsReserved} - 1`,
      visitsExcess: sql`greatest(0, ${entitlementMonth.visitsReserved} - 1 + ${entitlementMonth.visitsUsed} - ${entitlementMonth.visitsAllowed})`,
    })
    .where(
      and(
        eq(entitlementMonth.elderId, elderId),
        eq(entitlementMonth.month, firstDateOf(month)),
        sql`${entitlementMonth.visitsReserved} > 0`,
      ),
    );
}
