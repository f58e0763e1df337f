/**
 * Somebody who has not decided on it before answers an appeal. What is upheld of a line is added in the next open month, with a reference
 * back; an upheld appeal against a clawback takes the finding out of the books. The closed month stays as it is.
 */
import { awardOf, isOverdue, type AppealDecision } from "#app/domain/claims/appeal.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { changeClawback, clawbackJournal, type ClawbackState } from "#app/domain/reconciliation/clawback.ts";
import { reverseJournal } from "#app/domain/ledger/reversal.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { insertAdjustments } from "#db/repositories/adjustments.ts";
import { lockAppeal, updateAppeal, type AppealRow } from "#db/repositories/appeals.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockClawback, updateClawback } from "#db/repositories/clawbacks.ts";
import { findJournalMonth } from "#db/repositories/ledger.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { lockOpenPeriod } from "./open-period.server.ts";
import { findingOf, placeOfFinding } from "./clawback-finding.server.ts";
import { postJournals } from "./post-journals.server.ts";

export type AppealAnswer = {
  readonly appealNo: string;
  readonly decision: AppealDecision;
  /** Of "partly": the part that is given. */
  readonly partFen: Fen | null;
  readonly reason: string;
  /** Whether who answers is head of the district: an appeal that is overdue is hers or his. */
  readonly asLead?: boolean;
};

/** The amount waits, approved, for the close of the next open month. */
async function addAdjustment(unit: Unit, actor: string, row: AppealRow, awardedFen: Fen): Promise<void> {
  await insertAdjustments(unit, [
    {
      id: unit.newId(),
      adjustmentNo: `TZ-${row.appealNo}`,
      visitId: row.visitId,
      providerId: row.providerId,
      streetId: row.streetId,
      settlementLineId: row.settlementLineId,
      appealId: row.id,
      refersToMonth: row.month,
      amountFen: awardedFen,
      reasonCode: "appeal",
      proposedBy: row.filedBy,
      proposedAt: row.filedAt,
      approvedBy: actor,
      approvedAt: asDate(unit.now),
    },
  ]);
}

/** Upheld, the finding's journal is reversed in the open month and nothing is set off; dismissed, the clawback stands. */
async function settleClawback(unit: Unit, actor: string, clawbackId: string, upheld: boolean): Promise<void> {
  const row = await lockClawback(unit, clawbackId);
  if (row === null) throw new Refusal("not-found");
  const state = changeClawback(row.state as ClawbackState, upheld ? "dismiss" : "confirm");
  await updateClawback(unit, row.id, { state });
  if (!upheld) return;
  const finding = await findingOf(unit, row);
  const { period, month } = await lockOpenPeriod(unit);
  const postedIn = await findJournalMonth(unit, `clawback:${row.findingNo}`);
  if (postedIn === null) throw new Refusal("journal-not-posted", { key: row.findingNo });
  const reversal = reverseJournal(clawbackJournal(finding, monthOf(plainDate(postedIn))), month);
  await postJournals(unit, [reversal], placeOfFinding(row, finding.providerCode, { periodId: period.id, actor }));
}

/**
 * Refuses "not-found", "appeal-decided" once it is answered, "appeal-by-first-reviewer" to whoever decided on it before or filed it,
 * "appeal-passed-to-lead" to anybody else once its last day has passed, "appeal-needs-reason", "appeal-award-invalid", and "appeal-clawback-in-whole" for a part of a clawback.
 */
export async function decideAppeal(context: Context, answer: AppealAnswer): Promise<void> {
  await inTransaction(context, async (unit) => {
    const row = await lockAppeal(unit, answer.appealNo);
    if (row === null) throw new Refusal("not-found");
    if (row.state !== "filed") throw new Refusal("appeal-decided");
    if (row.filedBy === context.actor) throw new Refusal("appeal-by-first-reviewer");
    const isLate = row.escalatedAt !== null || isOverdue(row, localDateOf(unit.now));
    if (isLate && answer.asLead !== true) throw new Refusal("appeal-passed-to-lead", { until: row.answerBy });
    if (row.clawbackId !== null && answer.decision === "partly") throw new Refusal("appeal-clawback-in-whole");
    const awardedFen = awardOf(answer.decision, { ...answer, contestedFen: fen(row.contestedFen) });
    await updateAppeal(unit, row.id, {
      state: answer.decision,
      awardedFen,
      decidedBy: context.actor,
      decidedAt: asDate(unit.now),
      decision: answer.reason.trim(),
    });
    if (row.clawbackId !== null) await settleClawback(unit, context.actor, row.clawbackId, awardedFen > 0n);
    else if (awardedFen > 0n) await addAdjustment(unit, context.actor, row, awardedFen);
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "appeal.decide",
      subjectType: "appeal",
      subjectId: row.appealNo,
      facts: { decision: answer.decision, awardedFen: awardedFen.toString(), reason: answer.reason.trim() },
    });
  });
}
