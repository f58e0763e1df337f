/** Claims, their lines, settlement runs and payments, in the scope of the unit. */
import { and, asc, eq, inArray, isNull, ne, sql, type SQL } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { claim, claimLine, closeApproval, settlementLine, settlementRun } from "../schema/claim.ts";
import { bankLine, paymentLine } from "../schema/payment.ts";
import { visit } from "../schema/visit.ts";
import type { Unit } from "../transaction.ts";
import { IDS_AT_ONCE, isOneOf, piecesOf } from "./batches.ts";
import { insertRecords, RECORDS_AT_ONCE } from "./insert-records.ts";
import { providerReached } from "./scope-conditions.ts";

export type ClaimRow = typeof claim.$inferSelect;
export type ClaimLineRow = typeof claimLine.$inferSelect;
export type SettlementRunRow = typeof settlementRun.$inferSelect;
export type SettlementLineRow = typeof settlementLine.$inferSelect;

export function claimInScope(unit: Unit): SQL {
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
  for (const piece of piecesOf(lines, RECORDS_AT_ONCE)) await insertRecords(unit, claimLine, piece);
}

/** One claim of the scope, locked for the rest of the unit; null when there is none that the scope reaches. */
export async function lockClaim(unit: Unit, id: string): Promise<ClaimRow | null> {
  const [row] = await unit.orm
    .select()
    .from(claim)
    .where(and(eq(claim.id, id), claimInScope(unit)))
    .for("update");
  return row ?? null;
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

/** These lines, whatever the scope: the caller has asked it. */
export async function listLinesById(unit: Unit, ids: readonly string[]): Promise<ClaimLineRow[]> {
  if (ids.length === 0) return [];
  return unit.orm
    .select()
    .from(claimLine)
    .where(inArray(claimLine.id, [...ids]));
}

/** Live lines of these visits. The caller has asked the scope of their claims. */
export async function listLinesOfVisits(unit: Unit, visitIds: readonly string[]): Promise<ClaimLineRow[]> {
  const found: ClaimLineRow[] = [];
  for (const piece of piecesOf(visitIds, IDS_AT_ONCE))
    found.push(
      ...(await unit.orm
        .select()
        .from(claimLine)
        .where(and(isOneOf(claimLine.visitId, piece), isNull(claimLine.voidedAt)))),
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

/** Undecided lines of these claims that the checks did not let pass, and those of visits that are named. */
export async function listUndecidedLines(
  unit: Unit,
  claimIds: readonly string[],
  visitIds: readonly string[],
): Promise<ClaimLineRow[]> {
  const undecided = and(isOneOf(claimLine.claimId, claimIds), isNull(claimLine.voidedAt), isNull(claimLine.decision));
  const failing = unit.orm
    .select()
    .from(claimLine)
    .where(and(undecided, ne(claimLine.outcome, "accepted")));
  if (visitIds.length === 0) return failing;
  const named = and(undecided, eq(claimLine.outcome, "accepted"), isOneOf(claimLine.visitId, visitIds));
  return [...(await failing), ...(await unit.orm.select().from(claimLine).where(named))];
}

/** Claims whose lines one statement decides: it ends well inside the time that a statement has, on a busy machine too. */
export const CLAIMS_AT_ONCE = 100;

/** Decides every undecided line of these claims that passed all checks. @returns how many */
export async function approveAcceptedLines(
  unit: Unit,
  claimIds: readonly string[],
  values: Pick<ClaimLineRow, "decision" | "decidedBy" | "decidedAt">,
): Promise<number> {
  let lines = 0;
  for (const piece of piecesOf(claimIds, CLAIMS_AT_ONCE)) {
    const approved = unit.orm.$with("approved").as(
      unit.orm
        .update(claimLine)
        .set(values)
        .where(
          and(
            inArray(claimLine.claimId, piece),
            isNull(claimLine.voidedAt),
            isNull(claimLine.decision),
            eq(claimLine.outcome, "accepted"),
          ),
        )
        .returning({ id: claimLine.id }),
    );
    const [counted] = await unit.orm
      .with(approved)
      .select({ n: sql<number>`count(*)::int` })
      .from(approved);
    lines += counted?.n ?? 0;
  }
  return lines;
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

export type CloseApprovalRow = typeof closeApproval.$inferSelect;

/** The highest run number of a period, voided runs included; 0 without any. */
export async function lastRunNo(unit: Unit, periodId: number): Promise<number> {
  const [row] = await unit.orm
    .select({ last: sql<number>`coalesce(max(${settlementRun.runNo}), 0)::int` })
    .from(settlementRun)
    .where(eq(settlementRun.periodId, periodId));
  return row?.last ?? 0;
}

export async function listApprovals(unit: Unit, runId: string): Promise<CloseApprovalRow[]> {
  return unit.orm
    .select()
    .from(closeApproval)
    .where(eq(closeApproval.runId, runId))
    .orderBy(asc(closeApproval.approvedAt), asc(closeApproval.approver));
}

/** The same person twice counts once. The table refuses whoever prepared the run. */
export async function insertApproval(unit: Unit, row: CloseApprovalRow): Promise<void> {
  await unit.orm.insert(closeApproval).values(row).onConflictDoNothing();
}

/** Adds lines; those of this run and visit that exist already stay. */
export async function insertSettlementLines(
  unit: Unit,
  rows: readonly (typeof settlementLine.$inferInsert)[],
): Promise<void> {
  for (const piece of piecesOf(rows, RECORDS_AT_ONCE))
    await insertRecords(unit, settlementLine, piece, sql`on conflict (run_id, visit_id) do nothing`);
}

/** What a run's lines asked for and approved, in fen. */
export async function sumSettlementLines(
  unit: Unit,
  runId: string,
): Promise<{ claimedFen: bigint; approvedFen: bigint }> {
  const [sum] = await unit.orm
    .select({
      claimed: sql<string>`coalesce(sum(${settlementLine.claimedFen}), 0)::text`,
      approved: sql<string>`coalesce(sum(${settlementLine.approvedFen}), 0)::text`,
    })
    .from(settlementLine)
    .where(eq(settlementLine.runId, runId));
  return { claimedFen: BigInt(sum?.claimed ?? "0"), approvedFen: BigInt(sum?.approved ?? "0") };
}

/** Ids of visits by their number, whatever the scope: the caller has asked it. */
export async function mapVisitIds(unit: Unit, visitNos: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const piece of piecesOf(visitNos, IDS_AT_ONCE)) {
    const numbers = sql`array(select jsonb_array_elements_text(${JSON.stringify(piece)}::jsonb))`;
    const rows = await unit.orm
      .select({ visitNo: visit.visitNo, id: visit.id })
      .from(visit)
      .where(sql`${visit.visitNo} = any(${numbers})`);
    for (const { visitNo, id } of rows) found.set(visitNo, id);
  }
  return found;
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

export async function listBankLines(
  unit: Unit,
  batchNos: readonly string[],
): Promise<(typeof bankLine.$inferSelect)[]> {
  if (batchNos.length === 0) return [];
  return unit.orm
    .select()
    .from(bankLine)
    .where(and(inArray(bankLine.batchNo, [...batchNos]), providerReached(unit, bankLine.providerId)))
    .orderBy(asc(bankLine.bankReference));
}
