/**
 * What the streets of the demonstration know beyond the record: a call-back that denies the visit, an open complaint, a dissatisfied elder.
 * Played like the faults of delivery: seeded by the visit's number, so that the same district always has the same ones.
 */
import { fen } from "#app/domain/money/fen.ts";
import { percentHalfUp } from "#app/domain/money/rounding.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { listVisitsOfMonth, type VisitRow } from "#db/repositories/visits.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import type { StreetDecision } from "../claims/decide-claims.server.ts";

/** In thousandths of the claimed visits: refused below the first, held below the second, cut to half below the third. */
const [REFUSED, HELD, CUT] = [3, 7, 15];

function decisionFor(visit: VisitRow): StreetDecision | null {
  const draw = seededRandom(`street|${visit.visitNo}`).below(1000);
  if (draw < REFUSED) return { decision: "refuse", reason: "R-CALLBACK-DENIED", adjustedFen: null };
  if (draw < HELD) return { decision: "hold", reason: "R-COMPLAINT-OPEN", adjustedFen: null };
  if (draw >= CUT) return null;
  return { decision: "cut", reason: "R-DISSATISFIED", adjustedFen: percentHalfUp(fen(visit.plannedFen), 50) };
}

/** Decisions by visit id, the same for the same district. */
export async function knownToStreets(context: Context, month: PlainMonth): Promise<Map<string, StreetDecision>> {
  const visits = await inTransaction(context, (unit) => listVisitsOfMonth(unit, month));
  return new Map(
    visits.flatMap((visit) => {
      const decision = decisionFor(visit);
      return decision === null ? [] : [[visit.id, decision] as const];
    }),
  );
}
