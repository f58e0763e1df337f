/**
 * Evidence that came after its month was closed: the visit is verified now and was paid nothing then. It is proposed as an amount for the
 * next open month, with a reference back, and a second person approves or turns it down. The closed month stays as it is.
 */
import { countsAsVerified } from "#app/domain/claims/approval-state.ts";
import { quotaPositions } from "#app/domain/claims/settle-month.ts";
import { priceInForce } from "#app/domain/claims/line-facts.ts";
import { fen, leastFen, ZERO_FEN, type Fen } from "#app/domain/money/fen.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { monthOf } from "#app/domain/time/plain-month.ts";
import { listLateVisits } from "#db/queries/late-visits.ts";
import {
  insertAdjustments,
  listLateAdjustments,
  lockAdjustment,
  updateAdjustment,
} from "#db/repositories/adjustments.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import { inReading, inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { loadClaimFacts } from "../claims/month-facts.server.ts";
import { DISTRICT_FUND } from "../visits/verification-context.ts";
import { groupBy } from "../visits/group-by.ts";

/** What each visit is worth: plan or contract price, whichever is less, and nothing beyond the month's visits. */
async function worthOf(unit: Unit, visits: readonly VisitRow[]): Promise<ReadonlyMap<string, Fen>> {
  const worth = new Map<string, Fen>();
  for (const [month, own] of groupBy(visits, (visit) => visit.serviceMonth)) {
    const facts = await loadClaimFacts(unit, monthOf(plainDate(month)));
    const places = quotaPositions(facts.claimed);
    const claimed = new Map(facts.claimed.map((visit) => [visit.visitNo, visit]));
    for (const { visitNo, plannedFen } of own) {
      const visit = claimed.get(visitNo);
      if (!visit || !countsAsVerified(visit.approvalState)) continue;
      if ((places.get(visitNo) ?? Infinity) > facts.policy.parameters.visits_per_month) continue;
      const wanted = { providerCode: visit.providerCode, fund: DISTRICT_FUND, on: visit.serviceOn };
      const price = priceInForce(facts.prices, wanted)?.priceFen ?? ZERO_FEN;
      const amount = leastFen(fen(plannedFen), price);
      if (amount > 0n) worth.set(visitNo, amount);
    }
  }
  return worth;
}

/** Brings up every late visit of the scope once. @returns how many were new */
export async function proposeLateEvidence(context: Context): Promise<number> {
  return inTransaction(context, async (unit) => {
    const visits = (await listLateVisits(unit)).map((row) => row.visit);
    const worth = await worthOf(unit, visits);
    const rows = visits.flatMap((visit) => {
      const amountFen = worth.get(visit.visitNo);
      if (amountFen === undefined) return [];
      const { id: visitId, providerId, streetId, serviceMonth: refersToMonth } = visit;
      const proposed = { proposedBy: context.actor, proposedAt: asDate(unit.now) };
      const key = { id: unit.newId(), adjustmentNo: `TZ-W-${visit.visitNo}`, reasonCode: "late-evidence" };
      return [{ ...key, visitId, providerId, streetId, refersToMonth, amountFen, ...proposed }];
    });
    await insertAdjustments(unit, rows);
    if (rows.length > 0)
      await insertAuditEvent(unit, context.actor, {
        chain: "money",
        action: "late-evidence.propose",
        subjectType: "district",
        subjectId: "late-evidence",
        facts: { visits: rows.length },
      });
    return rows.length;
  });
}

export type LateDecision = {
  readonly id: string;
  readonly decision: "approve" | "dismiss";
  /** Why; a dismissal needs it. */
  readonly note: string | null;
};

/** Refuses "not-found", "late-by-proposer", "late-decided" and "late-needs-note". */
export async function decideLateEvidence(context: Context, { id, decision, note }: LateDecision): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal("not-found");
  const said = note?.trim() ?? "";
  await inTransaction(context, async (unit) => {
    const row = await lockAdjustment(unit, id);
    if (row === null || row.reasonCode !== "late-evidence") throw new Refusal("not-found");
    if (row.approvedBy !== null || row.dismissedReason !== null) throw new Refusal("late-decided");
    if (row.proposedBy === context.actor) throw new Refusal("late-by-proposer");
    if (decision === "dismiss" && said === "") throw new Refusal("late-needs-note");
    const approved = { approvedBy: context.actor, approvedAt: asDate(unit.now) };
    await updateAdjustment(unit, id, decision === "approve" ? approved : { dismissedReason: said });
    await insertAuditEvent(unit, context.actor, {
      chain: "money",
      action: `late-evidence.${decision}`,
      subjectType: "adjustment",
      subjectId: row.adjustmentNo,
      facts: { amountFen: row.amountFen.toString(), note: said === "" ? null : said },
    });
  });
}

/** "user:liu" is shown as "liu". */
const personOf = (actor: string | null) => actor?.replace(/^(?:user|demo|system):/, "") ?? null;

/** All late amounts of the scope, those that wait first. */
export async function showLateEvidence(context: Context) {
  const rows = await inReading(context, listLateAdjustments);
  return rows.map(({ adjustment, visitNo, provider }) => ({
    ...{ id: adjustment.id, adjustmentNo: adjustment.adjustmentNo, visitNo, provider },
    month: adjustment.refersToMonth.slice(0, 7),
    amountFen: adjustment.amountFen.toString(),
    proposedBy: personOf(adjustment.proposedBy),
    approvedBy: personOf(adjustment.approvedBy),
    dismissedReason: adjustment.dismissedReason,
    isPaid: adjustment.runId !== null,
    isOwn: adjustment.proposedBy === context.actor,
  }));
}
