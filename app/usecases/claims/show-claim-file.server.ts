/** A claim file's rows as they stand now: sums by result, one page of rows with their reasons; and the rows beside a street's claim. */
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import {
  listRowsBesideClaim,
  listUploadRows,
  sumUploadRows,
  type ClaimUploadRow,
} from "#db/repositories/claim-uploads.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import type { StoredFailure } from "./prepare-claims.server.ts";

export const UPLOAD_PAGE_ROWS = 50;
/** A street sees the first of the rows beside a claim; the provider's page has all. */
const BESIDE_MOST = 100;

export const UPLOAD_RESULTS = ["matched", "changed", "unchanged", "pended", "refused"] as const;

function shownRow(row: ClaimUploadRow, today: string) {
  const cells = row.cells as Readonly<Record<string, string>>;
  const failures = row.failures as StoredFailure[];
  return {
    key: `${row.importId} ${row.rowNo}`,
    rowNo: row.rowNo,
    visitNo: row.visitNo ?? cells["visitNo"] ?? null,
    elderNo: cells["elderNo"] ?? null,
    serviceOn: cells["serviceOn"] ?? null,
    askedFen: row.askedFen === null ? null : fen(row.askedFen),
    result: row.result,
    /** A row that waits past its day is refused the next time it is looked at. */
    lapsed: row.pendedUntil !== null && row.pendedUntil < today,
    pendedUntil: row.pendedUntil,
    reasons: failures.length > 0 ? failures : row.code === null ? [] : [{ code: row.code, facts: {} }],
  };
}

export type ShownUploadRow = ReturnType<typeof shownRow>;

export async function showClaimFileRows(
  context: Context,
  asked: { readonly importId: string; readonly result: string | null; readonly page: number },
) {
  return inTransaction(context, async (unit) => {
    const sums = await sumUploadRows(unit, asked.importId);
    const result = UPLOAD_RESULTS.find((one) => one === asked.result) ?? null;
    const offset = (asked.page - 1) * UPLOAD_PAGE_ROWS;
    const rows = await listUploadRows(unit, asked.importId, { result, offset, limit: UPLOAD_PAGE_ROWS });
    const of = (wanted: string): { rows: number; askedFen: Fen } => {
      const sum = sums.find((one) => one.result === wanted);
      return { rows: sum?.rows ?? 0, askedFen: fen(BigInt(sum?.askedFen ?? "0")) };
    };
    return {
      result,
      pageSize: UPLOAD_PAGE_ROWS,
      sums: UPLOAD_RESULTS.map((one) => ({ result: one, ...of(one) })),
      rows: rows.map((row) => shownRow(row, localDateOf(unit.now))),
    };
  });
}

/** What a provider asked for beside the lines of a claim: rows of its street, or of nobody on file, that are no line. */
export async function rowsBesideClaim(
  unit: Unit,
  claim: Parameters<typeof listRowsBesideClaim>[1],
): Promise<ShownUploadRow[]> {
  const rows = await listRowsBesideClaim(unit, claim, BESIDE_MOST);
  return rows.map((row) => shownRow(row, localDateOf(unit.now)));
}
