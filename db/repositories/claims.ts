/** Claims, their lines, settlement runs and payments, in the scope of the unit. */
import { and, asc, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { bankLine, claim, claimLine, paymentLine, settlementLine, settlementRun } from "../schema/claim.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { providerReached } from "./scope-conditions.ts";

export type ClaimRow = typeof claim.$inferSelect;
export type ClaimLineRow = typeof claimLine.$inferSelect;
export type SettlementRunRow = typeof settlementRun.$inferSelect;
export type SettlementLineRow = typeof settlementLine.$inferSelect;

function claimInScope(unit: Unit): SQL {
  const { streets, provider } = unit.scope;
  return (
    and(
      streets === "all" ? sql`true` : inArray(claim.streetId, [-1, ...streets]),
      provider === "all" ? sql`true` : eq(claim.providerId, provider),
    ) ?? sql`true`
  );
}

export async function listClaims(unit: Unit, month: PlainMonth): Promise<ClaimRow[]> {
  return unit.orm
    .select()
    .from(claim)
    .where(and(eq(claim.month, firstDateOf(month)), claimInScope(unit)))
    .orderBy(asc(claim.id));
}

export async function insertClaims(
  unit: Unit,
  claims: readonly (typeof claim.$inferInsert)[],
  lines: readonly (typeof claimLine.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(claims)) await unit.orm.insert(claim).values(piece);
  for (const piece of piecesOf(lines)) await unit.orm.insert(claimLine).values(piece);
}

export async function listClaimLines(unit: Unit, claimIds: readonly string[]): Promise<ClaimLineRow[]> {
  const found: ClaimLineRow[] = [];
  for (const piece of piecesOf(claimIds, 1000))
    found.push(
      ...(await unit.orm
        .select()
        .from(claimLine)
        .where(and(inArray(claimLine.claimId, piece), isNull(claimLine.voidedAt)))),
    );
  return found;
}

export async function updateClaims(unit: Unit, ids: readonly string[], values: Partial<ClaimRow>): Promise<void> {
  for (const piece of piecesOf(ids, 1000))
    await unit.orm
      .update(claim)
      .set({ ...values, version: sql`${claim.version} + 1` })
      .where(and(inArray(claim.id, piece), claimInScope(unit)));
}

export async function updateClaimLines(
  unit: Unit,
  ids: readonly string[],
  values: Partial<ClaimLineRow>,
): Promise<void> {
  for (const piece of piecesOf(ids, 1000))
    await unit.orm.update(claimLine).set(values).where(inArray(claimLine.id, piece));
}

/** The run that counts for a period, or null. */
export async function findLiveRun(unit: Unit, periodId: number): Promise<SettlementRunRow | null> {
  const [row] = await unit.orm
    .select()
    .from(settlementRun)
    .where(and(eq(settlementRun.periodId, periodId), isNull(settlementRun.voidedReason)));
  return row ?? null;
}

export async function insertRun(unit: Unit, row: typeof settlementRun.$inferInsert): Promise<void> {
  await unit.orm.insert(settlementRun).values(row);
}

export async function updateRun(unit: Unit, id: string, values: Partial<SettlementRunRow>): Promise<void> {
  await unit.orm.update(settlementRun).set(values).where(eq(settlementRun.id, id));
}

/** Adds lines; those of this run and visit that exist already stay. */
export async function insertSettlementLines(
  unit: Unit,
  rows: readonly (typeof settlementLine.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows))
    await unit.orm
      .insert(settlementLine)
      .values(piece)
      .onConflictDoNothing({ target: [settlementLine.runId, settlementLine.visitId] });
}

export async function listSettlementLines(unit: Unit, runId: string): Promise<SettlementLineRow[]> {
  const { streets, provider } = unit.scope;
  return unit.orm
    .select()
    .from(settlementLine)
    .where(
      and(
        eq(settlementLine.runId, runId),
        streets === "all" ? sql`true` : inArray(settlementLine.streetId, [-1, ...streets]),
        provider === "all" ? sql`true` : eq(settlementLine.providerId, provider),
      ),
    );
}

export async function insertPayments(unit: Unit, rows: readonly (typeof paymentLine.$inferInsert)[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(paymentLine).values(piece).onConflictDoNothing();
}

export async function insertBankLines(unit: Unit, rows: readonly (typeof bankLine.$inferInsert)[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(bankLine).values(piece).onConflictDoNothing();
}

export async function listPayments(unit: Unit, runId: string): Promise<(typeof paymentLine.$inferSelect)[]> {
  const { provider } = unit.scope;
  return unit.orm
    .select()
    .from(paymentLine)
    .where(and(eq(paymentLine.runId, runId), provider === "all" ? sql`true` : eq(paymentLine.providerId, provider)));
}

export async function listBankLines(unit: Unit, batchNo: string): Promise<(typeof bankLine.$inferSelect)[]> {
  return unit.orm
    .select()
    .from(bankLine)
    .where(and(eq(bankLine.batchNo, batchNo), providerReached(unit, bankLine.providerId)));
}
