/** Appeals as the provider and the office see them. Names masked. */
import { maskName } from "#app/domain/access/masking.ts";
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { isOverdue } from "#app/domain/claims/appeal.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, instantAt, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import { listRuleAppeals } from "#db/queries/rule-appeals.ts";
import { listAppealDocuments, listAppeals } from "#db/repositories/appeals.ts";
import { insideScope, inReading, type Context } from "#db/transaction.ts";
import { appealableLines, appealDays, toldClawbacks } from "./appealable.server.ts";
import { traceVisit } from "./trace-visit.server.ts";

/** "user:liu" is shown as "liu". */
const personOf = (actor: string | null) => actor?.replace(/^(?:user|demo|system):/, "") ?? null;

type ListedAppeal = Awaited<ReturnType<typeof listAppeals>>[number];

function shownAppeal({ appeal, visitNo, elderName, provider, findingNo, firstBy }: ListedAppeal, context: Context) {
  const today = localDateOf(context.now);
  return {
    appealNo: appeal.appealNo,
    about: appeal.clawbackId === null ? ("line" as const) : ("clawback" as const),
    findingNo,
    visitNo,
    elderName: maskName(elderName),
    provider,
    month: appeal.month.slice(0, 7),
    contestedFen: appeal.contestedFen.toString(),
    said: appeal.said,
    evidence: appeal.evidence,
    filedBy: personOf(appeal.filedBy),
    filedAt: isoText(instant(appeal.filedAt)),
    answerBy: appeal.answerBy,
    isLate: isOverdue(appeal, today),
    escalatedAt: appeal.escalatedAt === null ? null : isoText(instant(appeal.escalatedAt)),
    state: appeal.state,
    awardedFen: appeal.awardedFen?.toString() ?? null,
    decidedBy: personOf(appeal.decidedBy),
    decision: appeal.decision,
    /** Who decided on it before, and so may not answer. */
    isFirstReviewer: firstBy === context.actor || appeal.filedBy === context.actor,
    firstBy: personOf(firstBy),
  };
}

export type ShownAppeal = ReturnType<typeof shownAppeal>;

/** What the provider of the scope can contest today, what it was told of, and its appeals. */
export async function showProviderAppeals(context: Context) {
  return inReading(context, async (unit) => {
    const days = await appealDays(unit);
    return {
      lines: (await appealableLines(unit, days)).map((row) => ({
        visitNo: row.visitNo,
        start: isoText(instant(row.start)),
        elderName: maskName(row.elderName),
        askedFen: row.line.claimedFen.toString(),
        approvedFen: row.line.approvedFen.toString(),
        contestedFen: row.contestedFen.toString(),
        codes: (row.line.differences as readonly { readonly code: string }[]).map(({ code }) => code),
        until: row.until,
      })),
      clawbacks: (await toldClawbacks(unit)).map((row) => ({
        findingNo: row.clawback.findingNo,
        visitNo: row.visitNo,
        start: isoText(instant(row.start)),
        elderName: maskName(row.elderName),
        ruleCode: row.clawback.ruleCode,
        paidFen: row.clawback.paidFen.toString(),
        recoveredFen: row.clawback.recoveredFen.toString(),
        state: row.clawback.state,
        until: row.until,
        isOpen: row.isOpen,
      })),
      appeals: (await listAppeals(unit)).map((row) => shownAppeal(row, context)),
    };
  });
}

/** All appeals of the scope, those that wait first. */
export async function showAppeals(context: Context): Promise<ShownAppeal[]> {
  const rows = await inReading(context, listAppeals);
  const shown = rows.map((row) => shownAppeal(row, context));
  return [...shown.filter(({ state }) => state === "filed"), ...shown.filter(({ state }) => state !== "filed")];
}

const YEAR_DAYS = 365;

/** What a year of appeals says about each rule: one figure for the whole district, that offices and providers see alike (visit rules 9). */
export async function showRuleAppeals(context: Context) {
  const since = instantAt(addDays(localDateOf(context.now), -YEAR_DAYS), 0);
  return inReading(context, (unit) => listRuleAppeals(insideScope(unit, WHOLE_DISTRICT), since));
}

/** One appeal with what was handed in and the trace of its visit: plan, events, findings, claim, decisions, settlement. Refuses "not-found". */
export async function showAppeal(context: Context, appealNo: string) {
  const appeal = (await showAppeals(context)).find((one) => one.appealNo === appealNo);
  if (!appeal) throw new Refusal("not-found");
  const documents = await inReading(context, (unit) => listAppealDocuments(unit, appealNo));
  return {
    appeal,
    documents: documents.map(({ id, title, mediaType, bytes, digest }) => ({
      ...{ id, title, bytes, digest },
      isPhoto: mediaType === "image/jpeg",
    })),
    trace: await traceVisit(context, appeal.visitNo),
  };
}
