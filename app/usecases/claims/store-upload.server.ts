/** Writes what became of a claim file's rows: new lines, lines asked anew, and the rows themselves with their reasons. */
import type { AskedRow, MatchedRow } from "#app/domain/claims/match-upload.ts";
import type { AskedLine } from "#app/domain/imports/asked-line.ts";
import { fen, timesFen } from "#app/domain/money/fen.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf } from "#app/domain/time/plain-month.ts";
import type { NewClaimUploadRow } from "#db/repositories/claim-uploads.ts";
import { insertClaims, updateClaimLines } from "#db/repositories/claims.ts";
import type { Unit } from "#db/transaction.ts";
import { claimHomes, lineRow, storedFailures } from "./prepare-claims.server.ts";
import type { UploadGround } from "./upload-facts.server.ts";

/** What a row asks for, as it is kept: whole fen as text. */
export function storedAsked({ unitPriceFen, ...asked }: AskedLine) {
  return { ...asked, unitPriceFen: unitPriceFen.toString() };
}

/** The kept value read back. */
export function askedOfStored(stored: ReturnType<typeof storedAsked>): AskedLine {
  return { ...stored, serviceOn: plainDate(stored.serviceOn), unitPriceFen: fen(BigInt(stored.unitPriceFen)) };
}

export type KeptRow = {
  readonly cells: Readonly<Record<string, string>>;
  /** Null for a row that could not be read. */
  readonly row: AskedRow | null;
  readonly rowNo: number;
  /** Why it could not be read. */
  readonly fault: string | null;
};

type Outcome = Pick<NewClaimUploadRow, "visitNo" | "result" | "code" | "failures" | "pendedUntil" | "lineId">;

/** @param lineIds the line of each row that is one, by row number */
export function outcomeColumns(matched: MatchedRow, lineIds: ReadonlyMap<number, string>): Outcome {
  const { visitNo, result, code, pendedUntil } = matched;
  const lineId = lineIds.get(matched.rowNo) ?? null;
  return { visitNo, result, code, pendedUntil, lineId, failures: storedFailures(matched.failures) };
}

/** A kept row as its table has it. */
export function uploadRow(
  unit: Unit,
  ground: UploadGround,
  kept: KeptRow & { readonly importId: string; readonly streetId: number | null; readonly outcome: Outcome | null },
): NewClaimUploadRow {
  const { importId, rowNo, streetId, cells, row, outcome, fault } = kept;
  const unread: Outcome = { result: "refused", code: fault ?? "", failures: [], visitNo: null, lineId: null };
  return {
    ...{ importId, rowNo, streetId, cells },
    providerId: ground.providerId,
    month: firstDateOf(ground.month),
    asked: row === null ? null : storedAsked(row.asked),
    askedFen: row === null ? null : timesFen(row.asked.unitPriceFen, row.asked.quantity),
    matchedAt: asDate(unit.now),
    ...(outcome ?? unread),
  };
}

/**
 * Adds the lines of matched rows and writes changed ones anew: an amount that was asked is never overwritten, so the old line is void.
 * @returns the live line of each row that is one, by row number
 */
export async function storeMatchedLines(
  unit: Unit,
  actor: string,
  ground: UploadGround,
  matched: readonly MatchedRow[],
): Promise<ReadonlyMap<number, string>> {
  const { facts, claims, lineOf, month } = ground;
  const { homeOf, added } = claimHomes(unit, actor, month, claims);
  const lineIds = new Map<number, string>();
  const voided: string[] = [];
  const rows = matched.flatMap((one) => {
    const visit = facts.visitByNo.get(one.visitNo ?? "");
    const standing = lineOf.get(one.visitNo ?? "");
    if (!visit || one.result === "pended" || one.result === "refused") return [];
    if (one.result === "unchanged" && standing) {
      lineIds.set(one.rowNo, standing.id);
      return [];
    }
    if (standing) voided.push(standing.id);
    const home = homeOf(`${visit.providerId}|${visit.streetId}`);
    const row = { ...lineRow(unit, home.id, visit.id, one.line), quantity: one.line.line.quantity };
    lineIds.set(one.rowNo, row.id);
    return [row];
  });
  await updateClaimLines(unit, voided, { voidedAt: asDate(unit.now) });
  await insertClaims(unit, added, rows);
  return lineIds;
}
