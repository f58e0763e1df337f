/** Rows of providers' claim files as they came, and what became of each. */
import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { claimUploadRow } from "../schema/claim-upload.ts";
import { importBatch } from "../schema/operation.ts";
import type { Unit } from "../transaction.ts";
import { piecesOf } from "./batches.ts";
import { providerReached } from "./scope-conditions.ts";

export type ClaimUploadRow = typeof claimUploadRow.$inferSelect;
export type NewClaimUploadRow = typeof claimUploadRow.$inferInsert;

export async function insertClaimUploadRows(unit: Unit, rows: readonly NewClaimUploadRow[]): Promise<void> {
  for (const piece of piecesOf(rows)) await unit.orm.insert(claimUploadRow).values(piece);
}

export async function updateClaimUploadRow(
  unit: Unit,
  key: Pick<ClaimUploadRow, "importId" | "rowNo">,
  values: Partial<NewClaimUploadRow>,
): Promise<void> {
  await unit.orm
    .update(claimUploadRow)
    .set(values)
    .where(and(eq(claimUploadRow.importId, key.importId), eq(claimUploadRow.rowNo, key.rowNo)));
}

/** Rows of the month that wait for their visit, in the order of their files, locked. With the moment their file was sent. */
export async function lockPendedUploadRows(unit: Unit, month: PlainMonth) {
  return unit.orm
    .select({ row: claimUploadRow, sentAt: importBatch.createdAt })
    .from(claimUploadRow)
    .innerJoin(importBatch, eq(importBatch.id, claimUploadRow.importId))
    .where(
      and(
        eq(claimUploadRow.month, firstDateOf(month)),
        eq(claimUploadRow.result, "pended"),
        providerReached(unit, claimUploadRow.providerId),
      ),
    )
    .orderBy(asc(importBatch.createdAt), asc(claimUploadRow.importId), asc(claimUploadRow.rowNo))
    .for("update", { of: claimUploadRow });
}

export type UploadRowPage = { readonly result: string | null; readonly offset: number; readonly limit: number };

/** One page of a file's rows in the order of the file, of one result when it is given. */
export async function listUploadRows(unit: Unit, importId: string, page: UploadRowPage): Promise<ClaimUploadRow[]> {
  return unit.orm
    .select()
    .from(claimUploadRow)
    .where(
      and(
        eq(claimUploadRow.importId, importId),
        page.result === null ? undefined : eq(claimUploadRow.result, page.result),
        providerReached(unit, claimUploadRow.providerId),
      ),
    )
    .orderBy(asc(claimUploadRow.rowNo))
    .limit(page.limit)
    .offset(page.offset);
}

/** Rows and asked amounts of a file by result, as they stand now. */
export async function sumUploadRows(unit: Unit, importId: string) {
  return unit.orm
    .select({
      result: claimUploadRow.result,
      rows: sql<number>`count(*)::int`,
      askedFen: sql<string>`coalesce(sum(${claimUploadRow.askedFen}), 0)::text`,
    })
    .from(claimUploadRow)
    .where(and(eq(claimUploadRow.importId, importId), providerReached(unit, claimUploadRow.providerId)))
    .groupBy(claimUploadRow.result);
}

/**
 * Rows that are no line of a claim: of its provider and month, of its street or of nobody on file. The caller has found the claim in its
 * scope. Newest file first.
 */
export async function listRowsBesideClaim(
  unit: Unit,
  claim: { readonly providerId: string; readonly month: string; readonly streetId: number },
  most: number,
): Promise<ClaimUploadRow[]> {
  return unit.orm
    .select()
    .from(claimUploadRow)
    .where(
      and(
        eq(claimUploadRow.providerId, claim.providerId),
        eq(claimUploadRow.month, claim.month),
        or(eq(claimUploadRow.streetId, claim.streetId), isNull(claimUploadRow.streetId)),
        isNull(claimUploadRow.lineId),
      ),
    )
    .orderBy(sql`${claimUploadRow.importId} desc`, asc(claimUploadRow.rowNo))
    .limit(most);
}
