/**
 * What the streets of the demonstration do beyond the checks, derived from the record alone: a visit that counts but was shorter than its
 * plan is cut to the minutes served, and one whose end stands on the worker's word is held until the elder has been asked.
 */
import { fen } from "#app/domain/money/fen.ts";
import { percentHalfUp } from "#app/domain/money/rounding.ts";
import { instant, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listFindingsOfVisits } from "#db/repositories/findings.ts";
import { listVisitsOfMonth, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { StreetDecision } from "../claims/decide-claims.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

/** Share of the planned minutes that were served, in whole percent, at most 100. */
function servedPercent(visit: VisitRow): number {
  const planned = wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd));
  return Math.min(100, Math.round(((visit.minutes ?? planned) * 100) / planned));
}

function decisionFor(visit: VisitRow, codes: readonly string[]): StreetDecision | null {
  const percent = servedPercent(visit);
  if (percent < 100)
    return {
      decision: "cut",
      reason: "R-SHORTER-THAN-PLAN",
      adjustedFen: percentHalfUp(fen(visit.plannedFen), percent),
    };
  if (codes.includes("R-MANUAL-TIME") || codes.includes("R-BACKFILLED"))
    return { decision: "hold", reason: "R-CALLBACK-DIFFERENT", adjustedFen: null };
  return null;
}

/** Decisions by visit id, the same for the same record. */
export async function knownToStreets(context: Context, month: PlainMonth): Promise<Map<string, StreetDecision>> {
  return inTransaction(context, async (unit) => {
    const visits = (await listVisitsOfMonth(unit, month)).filter((visit) => visit.approvalState === "verified");
    const ids = visits.map((visit) => visit.id);
    const findings = groupBy(await listFindingsOfVisits(unit, ids), (row) => row.visitId);
    const decisions = visits.map((visit) => {
      const codes = (findings.get(visit.id) ?? []).map((row) => row.ruleCode);
      return [visit.id, decisionFor(visit, codes)] as const;
    });
    return new Map(decisions.flatMap(([id, decision]) => (decision === null ? [] : [[id, decision] as const])));
  });
}
