/** What stands of a month that is planned anew: visits, series, who goes, and whether a new plan may change them. */
import { identify, type ElderId, type WorkerId } from "#app/domain/identifiers.ts";
import {
  isDroppedByPlan,
  mayBePlannedAgain,
  type StandingVisitFacts,
} from "#app/domain/scheduling/month-plan/standing-month.ts";
import type { BookedVisit, PreviousTemplate } from "#app/domain/scheduling/month-plan/plan-input.ts";
import type { PlacedVisit } from "#app/domain/scheduling/month-plan/plan-changes.ts";
import type { GeoPoint } from "#app/domain/scheduling/travel.ts";
import { instant, localTimeOf, wholeMinutesBetween, type Instant } from "#app/domain/time/instant.ts";
import { plainDate, weekdayOf } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { isOfTheFour, sequenceOf } from "#app/domain/visits/visit.ts";
import { listOfferedVisits, type OfferedVisitRow } from "#db/repositories/plan-visits.ts";
import { listSeries, type SeriesRow } from "#db/repositories/plans.ts";
import { listWorkersOfVisits } from "#db/repositories/visits.ts";
import type { Unit } from "#db/transaction.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

export type StandingElder = {
  /** In the order of their numbers, called-off ones included. */
  readonly rows: readonly OfferedVisitRow[];
  readonly series: readonly SeriesRow[];
  /** A new plan may change everything of the elder's month. */
  readonly isFree: boolean;
};

export type StandingMonth = {
  readonly byElder: ReadonlyMap<string, StandingElder>;
  readonly workersOf: (visitId: string) => readonly WorkerId[];
};

function factsOf(row: OfferedVisitRow): StandingVisitFacts {
  const { origin, deliveryState, cancelReason, moveReason, offerState, isBeingDiscussed } = row;
  return {
    origin,
    deliveryState,
    cancelReason,
    moveReason,
    offerState,
    isBeingDiscussed,
    startAt: instant(row.plannedStart),
  };
}

/** Neither called off nor missed. */
export const isStanding = ({ deliveryState }: Pick<OfferedVisitRow, "deliveryState">) =>
  deliveryState !== "cancelled" && deliveryState !== "missed";

/** @param earliest start from which a provider has time to answer a new offer */
export async function loadStandingMonth(unit: Unit, month: PlainMonth, earliest: Instant): Promise<StandingMonth> {
  const rows = await listOfferedVisits(unit, month);
  const series = groupBy(await listSeries(unit, month), ({ elderId }) => elderId);
  const assigned = groupBy(
    await listWorkersOfVisits(
      unit,
      rows.map(({ id }) => id),
    ),
    ({ visitId }) => visitId,
  );
  const byElder = new Map<string, StandingElder>();
  for (const [elderId, own] of groupBy(rows, (row) => row.elderId)) {
    const ownSeries = series.get(elderId) ?? [];
    const seriesAreAsPlanned = ownSeries.every(({ sequence, plannedSequence }) => sequence === plannedSequence);
    const isFree = mayBePlannedAgain({ visits: own.map(factsOf), seriesAreAsPlanned }, earliest);
    byElder.set(elderId, { rows: own, series: ownSeries, isFree });
  }
  return {
    byElder,
    workersOf: (visitId) => (assigned.get(visitId) ?? []).map(({ workerId }) => identify<WorkerId>(workerId)),
  };
}

/** The visits of one elder that a new plan leaves alone, numbered 1 to n within the month's four. */
export function bookedOf({ workersOf }: StandingMonth, { rows }: StandingElder, home: GeoPoint): BookedVisit[] {
  let place = 0;
  return rows.filter(isStanding).map((row) => {
    const { date, minute } = localTimeOf(instant(row.plannedStart));
    const isCounted = isOfTheFour(row);
    if (isCounted) place += 1;
    return {
      elderId: identify<ElderId>(row.elderId),
      date,
      startMinute: minute,
      durationMinutes: wholeMinutesBetween(instant(row.plannedStart), instant(row.plannedEnd)),
      workerIds: workersOf(row.id),
      home,
      sequence: isCounted ? place : null,
    };
  });
}

/** The elder's weekday, hour and care workers in the plan that stands: a new one starts from them. */
export function standingTemplate({ series }: StandingElder): PreviousTemplate | null {
  const first = series.find(({ part }) => part === 1);
  if (!first) return null;
  return {
    weekday: weekdayOf(plainDate(first.startsOn)),
    startMinute: first.startMinute,
    workerIds: first.workerIds.map((id) => identify<WorkerId>(id)),
  };
}

/** A visit where it stands. */
export type PlacedRow = PlacedVisit & { readonly durationMinutes: number };

function placedRow({ workersOf }: StandingMonth, row: OfferedVisitRow): PlacedRow {
  const { date, minute } = localTimeOf(instant(row.plannedStart));
  return {
    elderId: identify<ElderId>(row.elderId),
    sequence: sequenceOf(row),
    date,
    startMinute: minute,
    durationMinutes: wholeMinutesBetween(instant(row.plannedStart), instant(row.plannedEnd)),
    workerIds: workersOf(row.id),
  };
}

/** The visits that a new plan may change, where they stand now. */
export function changeableVisits(standing: StandingMonth): PlacedRow[] {
  const free = [...standing.byElder.values()].filter(({ isFree }) => isFree);
  return free.flatMap(({ rows }) =>
    rows.filter((row) => !isDroppedByPlan(factsOf(row))).map((row) => placedRow(standing, row)),
  );
}

/** The visits of the month's four that a new plan leaves alone. */
export function keptVisits(standing: StandingMonth): PlacedRow[] {
  const kept = [...standing.byElder.values()].filter(({ isFree }) => !isFree);
  return kept.flatMap(({ rows }) =>
    rows.filter((row) => isStanding(row) && isOfTheFour(row)).map((row) => placedRow(standing, row)),
  );
}
