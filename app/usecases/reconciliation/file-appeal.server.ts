/** A provider contests a settled line, or a clawback that it was told of: what is missing, why, and where the proof is. */
import { requireAppealable } from "#app/domain/claims/appeal.ts";
import { fen } from "#app/domain/money/fen.ts";
import { changeClawback, type ClawbackState } from "#app/domain/reconciliation/clawback.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import { insertAppeal, insertAppealDocument } from "#db/repositories/appeals.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockClawback, updateClawback, type ClawbackRow } from "#db/repositories/clawbacks.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { keepDocument } from "../photos/keep-document.server.ts";
import {
  appealableLines,
  appealDays,
  toldClawbacks,
  type AppealableLine,
  type AppealDays,
} from "./appealable.server.ts";

export type AppealFiling = {
  readonly about: "line" | "clawback";
  readonly visitNo: string;
  readonly said: string;
  readonly evidence: string;
};

/** A paper or a photograph beside the words. */
export type AppealAttachment = { readonly blobs: BlobStore; readonly title: string; readonly bytes: Uint8Array };

const TITLE_MOST = 120;

type About = Parameters<typeof insertAppeal>[1];
type Filed = Pick<
  About,
  "settlementLineId" | "clawbackId" | "visitId" | "providerId" | "streetId" | "month" | "contestedFen"
>;

const aboutLine = ({ line, contestedFen }: AppealableLine): Filed => ({
  settlementLineId: line.id,
  visitId: line.visitId,
  providerId: line.providerId,
  streetId: line.streetId,
  month: line.serviceMonth,
  contestedFen,
});

const aboutClawback = (row: ClawbackRow): Filed => ({
  clawbackId: row.id,
  visitId: row.visitId,
  providerId: row.providerId,
  streetId: row.streetId,
  month: row.paidMonth,
  contestedFen: row.paidFen - row.recoveredFen,
});

type Matter = { readonly filed: Filed; readonly until: PlainDate };

/** Refuses "appeal-too-late" where nothing of the visit can be contested any more. */
async function lineMatter(unit: Unit, visitNo: string, days: AppealDays): Promise<Matter> {
  const found = (await appealableLines(unit, days)).find((row) => row.visitNo === visitNo);
  if (!found) throw new Refusal("appeal-not-possible");
  return { filed: aboutLine(found), until: found.until };
}

async function clawbackMatter(unit: Unit, visitNo: string): Promise<Matter> {
  const found = (await toldClawbacks(unit)).find((row) => row.visitNo === visitNo && row.isOpen);
  const row = found ? await lockClawback(unit, found.clawback.id) : null;
  if (row?.appealUntil == null) throw new Refusal("appeal-not-possible");
  await updateClawback(unit, row.id, { state: changeClawback(row.state as ClawbackState, "appeal") });
  return { filed: aboutClawback(row), until: plainDate(row.appealUntil) };
}

/**
 * @param attachment kept under its digest, which stands in the log beside the filing
 * @returns the number of the appeal
 * Refuses "appeal-not-possible" for what is not contestable any more or was contested before, "appeal-needs-text", "appeal-too-late" and
 * "document-unusable" for an attachment that is neither a picture nor a PDF, or too large.
 */
export async function fileAppeal(
  context: Context,
  filing: AppealFiling,
  attachment: AppealAttachment | null = null,
): Promise<string> {
  const kept = attachment === null ? null : await keepDocument(attachment.blobs, attachment.bytes);
  return inTransaction(context, async (unit) => {
    const days = await appealDays(unit);
    const { filed, until } =
      filing.about === "line"
        ? await lineMatter(unit, filing.visitNo, days)
        : await clawbackMatter(unit, filing.visitNo);
    const today = localDateOf(unit.now);
    const said = { said: filing.said.trim(), evidence: filing.evidence.trim() };
    requireAppealable({ ...said, contestedFen: fen(filed.contestedFen) }, { today, until });
    const appealNo = `SS-${filing.about === "line" ? "M" : "Z"}-${filing.visitNo}`;
    const id = unit.newId();
    await insertAppeal(unit, {
      ...filed,
      ...said,
      id,
      appealNo,
      filedBy: context.actor,
      filedAt: asDate(unit.now),
      answerBy: days.answerBy(today),
    });
    if (attachment !== null && kept !== null) {
      const [title, addedAt] = [attachment.title.trim().slice(0, TITLE_MOST) || kept.mediaType, asDate(unit.now)];
      const document = { id: unit.newId(), appealId: id, title, addedBy: context.actor, addedAt };
      await insertAppealDocument(unit, { ...document, ...kept });
    }
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "appeal.file",
      subjectType: "appeal",
      subjectId: appealNo,
      facts: {
        contestedFen: filed.contestedFen.toString(),
        answerBy: days.answerBy(today),
        document: kept?.digest ?? null,
      },
    });
    return appealNo;
  });
}
