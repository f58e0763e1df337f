/**
 * Results that an outside call centre wrote into the exported sheet: read as a whole first, and with one wrong cell nothing of it is
 * taken. Then each person's result ends the call in a unit of its own, by the same path as a call of the district's own operators.
 */
import { readCallSheet, type CallSheetProblem, type CallSheetRow } from "#app/domain/call-backs/call-sheet.ts";
import type { SheetRows } from "#app/domain/imports/sheet-rows.ts";
import type { JobReport } from "#app/domain/jobs/job.ts";
import { asDate } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listBatchCalls } from "#db/queries/call-lists.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { findLease, insertAttempt, lockCall } from "#db/repositories/call-backs.ts";
import { listSubtypes } from "#db/repositories/reference.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { sheetWords } from "./call-sheet-words.ts";
import { finishAnswered, finishUnreached } from "./finish-call.server.ts";
import { loadCall } from "./record-attempt.server.ts";
import { requireBatch } from "./show-batches.server.ts";

export type ImportedCalls =
  | { readonly state: "refused"; readonly problems: readonly CallSheetProblem[] }
  | { readonly state: "imported"; readonly imported: number; readonly skipped: number };

const MOST_CALLS = 20_000;
const ROWS_A_REPORT = 20;

async function readSheet(context: Context, batchNo: string, sheets: readonly SheetRows[]) {
  return inReading(context, async (unit) => {
    assertWholeDistrict(unit);
    const batch = await requireBatch(unit, batchNo);
    const calls = await listBatchCalls(unit, batch.id, { kind: "all", limit: MOST_CALLS, offset: 0 });
    const words = sheetWords(await listSubtypes(unit, CATALOGUE_IN_FORCE));
    const persons = calls.map(({ call, elderName }) => ({
      ...{ position: call.position, name: elderName, isOpen: call.state === "open" },
    }));
    return {
      ...readCallSheet(sheets, persons, words),
      idOf: new Map(calls.map(({ call }) => [call.position, call.id])),
      total: calls.length,
    };
  });
}

/** @returns false for a call that has come to its end, or that an operator is making */
async function takeRow(unit: Unit, actor: string, crypto: CryptoProvider, given: { id: string; row: CallSheetRow }) {
  const call = await lockCall(unit, given.id);
  if (call?.state !== "open" || (await findLease(unit, call.elderId)) !== null) return false;
  const { connection, answers } = given.row;
  const attempts = call.attempts + 1;
  await insertAttempt(unit, {
    ...{ id: unit.newId(), callBackId: call.id, attemptNo: attempts, connection, at: asDate(unit.now), by: actor },
  });
  const ended = { ...(await loadCall(unit, call, crypto)), attempts };
  if (connection === "answered") {
    if (answers === null) return false;
    await finishAnswered(unit, actor, ended, { answers, channel: "sheet" });
  } else await finishUnreached(unit, actor, ended, connection);
  await insertAuditEvent(unit, actor, {
    chain: "visits",
    action: "call-back.import",
    subjectType: "call-back",
    subjectId: call.id,
    facts: { batch: ended.batch.batchNo, connection },
  });
  return true;
}

/** Refuses "whole-district-only", "not-found", "call-sheet-unknown". Done again it takes nothing twice. */
export async function importCallSheet(
  context: Context,
  crypto: CryptoProvider,
  {
    batchNo,
    sheets,
    report = () => {},
  }: { readonly batchNo: string; readonly sheets: readonly SheetRows[]; readonly report?: JobReport },
): Promise<ImportedCalls> {
  const { rows, problems, idOf, total } = await readSheet(context, batchNo, sheets);
  if (problems.length > 0) return { state: "refused", problems };
  let imported = 0;
  for (const [place, row] of rows.entries()) {
    if (place % ROWS_A_REPORT === 0) report("import-calls", place, rows.length);
    const id = idOf.get(row.position) ?? "";
    if (await inTransaction(context, (unit) => takeRow(unit, context.actor, crypto, { id, row }))) imported += 1;
  }
  return { state: "imported", imported, skipped: total - imported };
}
