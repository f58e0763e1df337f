/** What doors and beds of the home said around the ends of a visit: shown beside its proofs, read by no rule. */
import {
  AFTER_CHECK_IN_MINUTES,
  BEFORE_CHECK_IN_MINUTES,
  corroboratedEnds,
  type CorroboratedEnd,
} from "#app/domain/devices/presence.ts";
import type { Measures } from "#app/domain/devices/measures.ts";
import { instant, isoText, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import { listHomeReadings } from "#db/repositories/device-readings.ts";
import type { VisitRow } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";

export type ShownCorroboration = Pick<CorroboratedEnd, "class" | "deviceKind" | "end"> & { readonly at: string };

async function readingsAround(unit: Unit, elderId: string, moment: Instant | null) {
  if (moment === null) return [];
  const span = { from: plusMinutes(moment, -BEFORE_CHECK_IN_MINUTES), to: plusMinutes(moment, AFTER_CHECK_IN_MINUTES) };
  return (await listHomeReadings(unit, elderId, span)).map(({ measuredAt, measures }) => ({
    ...{ measuredAt: instant(measuredAt), measures: measures as Measures },
  }));
}

export async function visitCorroborations(
  unit: Unit,
  visit: Pick<VisitRow, "elderId" | "effectiveIn" | "effectiveOut">,
): Promise<ShownCorroboration[]> {
  const checkInAt = visit.effectiveIn === null ? null : instant(visit.effectiveIn);
  const checkOutAt = visit.effectiveOut === null ? null : instant(visit.effectiveOut);
  const readings = [
    ...(await readingsAround(unit, visit.elderId, checkInAt)),
    ...(await readingsAround(unit, visit.elderId, checkOutAt)),
  ];
  return corroboratedEnds(readings, { checkInAt, checkOutAt }).map(({ at, ...found }) => ({
    ...{ ...found, at: isoText(at) },
  }));
}
