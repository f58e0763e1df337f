/** Judges one visit, and with it those that it may turn: the elder's others of the month, the workers' others of the day. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { Verdict } from "#app/domain/verification/verdict.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockVisit, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { judgeVisits, type JudgedVisit } from "./judge-visits.server.ts";
import { groupBy, loadFactsAround } from "./verification-facts.server.ts";

/**
 * The step that other use cases take inside their own unit. Judging sees the whole district, because an overlap may lie with a
 * worker or an elder whom the actor does not reach.
 * @returns null for a visit that is settled and keeps its verdict
 */
export async function judgeAround(unit: Unit, actor: string, visit: VisitRow): Promise<Verdict | null> {
  const judged = await judgeAroundAll(unit, actor, [visit]);
  return judged.find((one) => one.visit.id === visit.id)?.verdict ?? null;
}

/** The same for many visits at once, month by month. Visits that are settled keep their verdicts and are not among the answers. */
export async function judgeAroundAll(unit: Unit, actor: string, visits: readonly VisitRow[]): Promise<JudgedVisit[]> {
  const wide = { ...unit, orm: unit.orm, scope: WHOLE_DISTRICT };
  const judged: JudgedVisit[] = [];
  for (const [serviceMonth, those] of groupBy(visits, (visit) => visit.serviceMonth)) {
    const month = serviceMonth.slice(0, 7) as PlainMonth;
    const { toJudge, facts } = await loadFactsAround(wide, month, those);
    judged.push(...(await judgeVisits(wide, actor, facts, { month, visits: toJudge })));
  }
  return judged;
}

/** Judges a visit anew, for example after a fact was corrected at its source. Refuses "not-found". */
export async function verifyVisitAgain(context: Context, visitNo: string): Promise<Verdict | null> {
  return inTransaction(context, async (unit) => {
    const visit = await lockVisit(unit, visitNo);
    if (visit === null) throw new Refusal("not-found");
    const verdict = await judgeAround(unit, context.actor, visit);
    await insertAuditEvent(unit, context.actor, {
      chain: "visits",
      action: "visit.verify",
      subjectType: "visit",
      subjectId: visitNo,
      facts: { approval: verdict?.approvalState ?? null },
    });
    return verdict;
  });
}
