/**
 * Rows of claim files that wait for their visit are looked at again: one whose visit is verified by now becomes a line, one whose days
 * have passed is refused. A row keeps the day on which its file was sent, so that looking never gives it more time.
 */
import { matchUpload } from "#app/domain/claims/match-upload.ts";
import { asDate, instant, localDateOf } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockPendedUploadRows, updateClaimUploadRow } from "#db/repositories/claim-uploads.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/group-by.ts";
import { askedOfStored, outcomeColumns, storeMatchedLines, type storedAsked } from "./store-upload.server.ts";
import { loadUploadGround } from "./upload-facts.server.ts";

export type LookedAgain = { readonly looked: number; readonly lines: number; readonly refused: number };

/** The step inside a unit of a provider's scope. Refuses what loading the month's facts refuses. */
export async function lookAgainIn(unit: Unit, actor: string, month: PlainMonth): Promise<LookedAgain> {
  const waiting = await lockPendedUploadRows(unit, month);
  const tally = { looked: waiting.length, lines: 0, refused: 0 };
  for (const [importId, rows] of groupBy(waiting, ({ row }) => row.importId)) {
    // Each file sees the lines that the one before it has made.
    const ground = await loadUploadGround(unit, month);
    const asked = rows.map(({ row, sentAt }) => ({
      rowNo: row.rowNo,
      asked: askedOfStored(row.asked as ReturnType<typeof storedAsked>),
      claimedOn: localDateOf(instant(sentAt)),
    }));
    const matched = matchUpload(asked, ground.upload);
    const lineIds = await storeMatchedLines(unit, actor, ground, matched);
    for (const one of matched) {
      if (one.result === "pended") continue;
      tally[one.result === "refused" ? "refused" : "lines"] += 1;
      const values = { ...outcomeColumns(one, lineIds), matchedAt: asDate(unit.now) };
      await updateClaimUploadRow(unit, { importId, rowNo: one.rowNo }, values);
    }
  }
  if (tally.lines + tally.refused > 0)
    await insertAuditEvent(unit, actor, {
      chain: "money",
      action: "claim.look-again",
      subjectType: "month",
      subjectId: month,
      facts: tally,
    });
  return tally;
}

/** Refuses "import-needs-provider" and "month-closed". */
export async function lookAgain(context: Context, month: PlainMonth): Promise<LookedAgain> {
  return inTransaction(context, (unit) => lookAgainIn(unit, context.actor, month));
}
