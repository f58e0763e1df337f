/** A provider contests a settled line, or a clawback that it was told of: what is missing, why, and where the proof is. */
import { requireAppealable } from "#app/domain/claims/appeal.ts";
import { fen } from "#app/domain/money/fen.ts";
import { changeClawback, type ClawbackState } from "#app/domain/reconciliation/clawback.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { insertAppeal } from "#db/repositories/appeals.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockClawback, updateClawback, type ClawbackRow } from "#db/repositories/clawbacks.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
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
 * @returns the number of the appeal
 * Refuses "appeal-not-possible" for what is not contestable any more or was contested before, "appeal-needs-text" and "appeal-too-late".
 */
export async function fileAppeal(context: Context, filing: AppealFiling): Promise<string> {
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
    await insertAppeal(unit, {
      ...filed,
      ...said,
      id: unit.newId(),
      appealNo,
      filedBy: context.actor,
      filedAt: asDate(unit.now),
      answerBy: days.answerBy(today),
    });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: "appeal.file",
      subjectType: "appeal",
      subjectId: appealNo,
      facts: { contestedFen: filed.contestedFen.toString(), answerBy: days.answerBy(today) },
    });
    return appealNo;
  });
}
