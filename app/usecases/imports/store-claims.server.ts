/** A provider's claim file: its rows against the visits, what came of each said at its cell, and the rows kept whole. */
import type { ClaimRecord } from "#app/domain/imports/claim-rows.ts";
import { CLAIM_FILE, type ClaimColumnKey } from "#app/domain/imports/columns/claim-columns.ts";
import { quotedValue, type ImportProblem, type ImportProblemCode } from "#app/domain/imports/problem.ts";
import type { ImportReading } from "#app/domain/imports/read-import.ts";
import { matchUpload, sumUpload, type MatchedRow, type UploadSums } from "#app/domain/claims/match-upload.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { insertClaimUploadRows } from "#db/repositories/claim-uploads.ts";
import { mapStreetsOfElders } from "#db/repositories/elders.ts";
import { insideScope, type Unit } from "#db/transaction.ts";
import { outcomeColumns, storeMatchedLines, uploadRow } from "../claims/store-upload.server.ts";
import { loadUploadGround, type UploadGround } from "../claims/upload-facts.server.ts";
import type { StoreKeys } from "./compare-rows.server.ts";
import type { StoredCounts, UploadEffects } from "./import-outcome.ts";

export type ComparedClaims = {
  readonly counts: StoredCounts;
  readonly problems: readonly ImportProblem[];
  readonly claims: UploadEffects;
  readonly ground: UploadGround;
  readonly matched: readonly MatchedRow[];
};

/** The column in which a failure is seen first. */
const COLUMN_OF: Readonly<Record<string, ClaimColumnKey>> = {
  "R-CLAIM-NO-VISIT": "visitNo",
  "R-CLAIM-DUPLICATE": "visitNo",
  "R-UNKNOWN-ELDER": "elderNo",
  "R-CLAIM-ELDER-MISMATCH": "elderNo",
  "R-CLAIM-DATE-MISMATCH": "serviceOn",
  "R-CLAIM-WRONG-MONTH": "serviceOn",
  "R-CLAIM-BEFORE-VISIT": "serviceOn",
  "R-CLAIM-PROVIDER-MISMATCH": "creditCode",
  "R-CLAIM-UNITS": "quantity",
  "R-CLAIM-PRICE": "asked",
};

function codeOf({ result, line }: MatchedRow): ImportProblemCode {
  if (result === "refused") return "claim-row-refused";
  if (result === "pended" || line.outcome.kind === "pended") return "claim-row-pended";
  return line.outcome.kind === "rejected" ? "claim-row-refused" : "claim-row-cut";
}

const yuan = (amount: bigint) => Number(amount);

/** Every failing check at the cell in which it is seen; a row without a failure has nothing to say. */
function problemsOf(reading: ImportReading<ClaimRecord>, matched: readonly MatchedRow[]): ImportProblem[] {
  const recordOf = new Map(reading.rows.map((row) => [row.rowNumber, row.record]));
  return matched.flatMap((row) => {
    const cells = recordOf.get(row.rowNo)?.cells ?? {};
    const failures = row.failures.length === 0 && row.code !== null ? [{ code: row.code, facts: {} }] : row.failures;
    return failures.map(({ code, facts }): ImportProblem => {
      const wanted = COLUMN_OF[code] ?? "elderNo";
      const key = cells[wanted] === undefined ? "elderNo" : wanted;
      const until = row.pendedUntil ?? (row.line.outcome.kind === "pended" ? row.line.outcome.until : null);
      return {
        sheet: reading.sheet,
        row: row.rowNo,
        column: reading.letters.get(key) ?? reading.keyLetter,
        header: CLAIM_FILE.columns.find((column) => column.key === key)?.header ?? key,
        value: quotedValue(cells[key] ?? "", null),
        code: codeOf(row),
        level: "warning",
        facts: {
          ...facts,
          rule: code,
          until,
          asked_fen: yuan(row.line.askedFen),
          payable_fen: yuan(row.result === "matched" || row.result === "changed" ? row.line.proposedFen : 0n),
        } as ImportProblem["facts"],
      };
    });
  });
}

function effectsOf(sums: UploadSums): UploadEffects {
  return Object.fromEntries(
    Object.entries(sums).map(([result, { rows, askedFen }]) => [result, { rows, askedFen: askedFen.toString() }]),
  ) as UploadEffects;
}

/** Refuses "import-needs-provider", "month-closed" and what the month of a file without one would. */
export async function compareClaims(
  unit: Unit,
  reading: ImportReading<ClaimRecord>,
  month: PlainMonth | null,
): Promise<ComparedClaims> {
  if (month === null) throw new Refusal("claim-month-missing");
  const ground = await loadUploadGround(unit, month);
  const claimedOn = localDateOf(unit.now);
  const rows = reading.rows.flatMap(({ record: { asked }, rowNumber: rowNo }) =>
    asked === null ? [] : [{ rowNo, asked, claimedOn }],
  );
  const matched = matchUpload(rows, ground.upload);
  const sums = sumUpload(matched, reading.rows.length - rows.length);
  return {
    counts: { inserted: sums.matched.rows, updated: sums.changed.rows, unchanged: sums.unchanged.rows },
    problems: problemsOf(reading, matched),
    claims: effectsOf(sums),
    ground,
    matched,
  };
}

/** Stores lines and rows, with one event in the audit log of money. */
export async function storeClaims(
  unit: Unit,
  reading: ImportReading<ClaimRecord>,
  compared: ComparedClaims,
  { actor, batchId }: Pick<StoreKeys, "actor" | "batchId">,
): Promise<void> {
  if (batchId === null) throw new Error("claims are stored as a batch");
  const { ground, matched, claims } = compared;
  const claimedOn = localDateOf(unit.now);
  const lineIds = await storeMatchedLines(unit, actor, ground, matched);
  const outcomeOf = new Map(matched.map((one) => [one.rowNo, outcomeColumns(one, lineIds)]));
  const streetOf = await mapStreetsOfElders(insideScope(unit, { ...unit.scope, provider: "all" }));
  await insertClaimUploadRows(
    unit,
    reading.rows.map(({ record: { cells, asked, fault }, rowNumber: rowNo }) =>
      uploadRow(unit, ground, {
        ...{ importId: batchId, rowNo, cells, fault },
        row: asked === null ? null : { rowNo, asked, claimedOn },
        streetId: streetOf.get(asked?.elderNo ?? "") ?? null,
        outcome: outcomeOf.get(rowNo) ?? null,
      }),
    ),
  );
  await insertAuditEvent(unit, actor, {
    chain: "money",
    action: "claim.upload",
    subjectType: "month",
    subjectId: ground.month,
    facts: { import: batchId, rows: reading.rows.length, ...flat(claims) },
  });
}

function flat(claims: UploadEffects): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(claims).map(([result, { rows }]) => [result, rows]));
}
