/**
 * Applications for beds from an office's workbook, all or none. Each row goes through the use cases of the screens, so a file opens no other way:
 * an import only begins beds and names bodies; reviews, works and acceptance stay steps that somebody takes.
 */
import type { ActorRole } from "#app/domain/access/actor.ts";
import { readBedSheet, type SheetApplication, type SheetProblem } from "#app/domain/family-beds/bed-sheet.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inSavepoint, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { applyInUnit } from "./apply-for-bed.server.ts";
import { readBedRules, type BedRules } from "./bed-policy.server.ts";
import { nameBodyInUnit } from "./name-body.server.ts";

export const BED_FILE_BYTES_MOST = 5_000_000;
const ROWS_MOST = 2000;

export type BedFile = { readonly name: string; readonly bytes: Uint8Array };

export type ImportedBeds = {
  readonly rows: number;
  readonly bedNos: readonly string[];
  readonly problems: readonly SheetProblem[];
};

/** Thrown to undo what a check has tried. */
class OnlyChecked extends Error {}

type Who = { readonly actor: string; readonly role: ActorRole; readonly rules: BedRules };

async function takeRow(unit: Unit, who: Who, row: SheetApplication): Promise<string> {
  const { elderNo, channel, applicant, consent, note, appliedOn } = row;
  const bedNo = await applyInUnit(unit, who, { elderNo, channel, applicant, consent, note, appliedOn });
  for (const { role, creditCode } of row.bodies) await nameBodyInUnit(unit, who.actor, { bedNo, role, creditCode });
  return bedNo;
}

/** Each row in a savepoint of its own, so that every row is asked, also after one that is refused. */
async function takeRows(unit: Unit, who: Who, rows: readonly SheetApplication[]) {
  const bedNos: string[] = [];
  const problems: SheetProblem[] = [];
  for (const row of rows)
    try {
      bedNos.push(await inSavepoint(unit, (inner) => takeRow(inner, who, row)));
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown;
      problems.push({ rowNumber: row.rowNumber, code: thrown.code, field: String(thrown.facts["field"] ?? "") });
    }
  return { bedNos, problems };
}

/**
 * Reads the file and, without `apply`, only says what would happen. Refuses "whole-district-only", "bed-file-unusable" for a file that is too
 * large or holds too many rows, and what reading a workbook refuses. @returns the problems by row; with any, nothing is stored
 */
export async function importBeds(
  context: Context,
  role: ActorRole,
  { file, apply }: { readonly file: BedFile; readonly apply: boolean },
): Promise<ImportedBeds> {
  if (file.bytes.byteLength > BED_FILE_BYTES_MOST) throw new Refusal("bed-file-unusable");
  const sheet = readBedSheet(await readWorkbook(file.bytes, file.name));
  if (sheet.rows.length > ROWS_MOST) throw new Refusal("bed-file-unusable");
  let outcome: ImportedBeds = { rows: sheet.rows.length, bedNos: [], problems: sheet.problems };
  if (sheet.problems.length > 0) return outcome;
  try {
    await inTransaction(context, async (unit) => {
      assertWholeDistrict(unit);
      const who = { actor: context.actor, role, rules: await readBedRules(unit) };
      outcome = { rows: sheet.rows.length, ...(await takeRows(unit, who, sheet.rows)) };
      if (!apply || outcome.problems.length > 0) throw new OnlyChecked();
      await insertAuditEvent(unit, context.actor, {
        chain: "district",
        action: "bed.import",
        subjectType: "import",
        subjectId: file.name,
        facts: { rows: outcome.rows },
      });
    });
  } catch (thrown) {
    if (!(thrown instanceof OnlyChecked)) throw thrown;
  }
  return outcome;
}
