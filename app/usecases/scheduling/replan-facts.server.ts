/** What is stored around a provider's months for replanning: who is visited, who works, what stands and what stands beside it. */
import { identify, type ElderId, type WorkerId } from "#app/domain/identifiers.ts";
import type { Catalogue } from "#app/domain/catalogue/service-subtype.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { BookedVisit, PlannableProvider } from "#app/domain/scheduling/month-plan/plan-input.ts";
import type { Place } from "#app/domain/scheduling/replan/replan-input.ts";
import { instant, instantAt, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, type PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listCalendarDays, listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { listStandingVisits, listVisitsAround } from "#db/repositories/visit-changes.ts";
import { listWorkersOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import {
  listContracts,
  listProviders,
  listWorkersWithFacts,
  lockWorkers,
  type WorkerWithFacts,
} from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "../planning/catalogue-in-force.ts";
import { plannableProvider } from "../planning/planning-rows.server.ts";
import { groupBy } from "../visits/verification-facts.server.ts";

/** A calendar week may reach this far over the month's edge. */
const WEEK_DAYS = 7;

export type AskedReplan = { readonly providerId: string; readonly from: PlainDate; readonly to: PlainDate };

/** A stored visit with where it stands. */
export type StandingRow = { readonly row: VisitRow; readonly place: Place; readonly minutes: number };

export type ReplanFacts = {
  readonly provider: PlannableProvider;
  readonly staff: readonly WorkerWithFacts[];
  /** The provider's visits of the span, in the order of their numbers. */
  readonly standing: readonly StandingRow[];
  /** Visits of the same elders and workers that are not the provider's. */
  readonly beside: readonly BookedVisit[];
  readonly elders: ReadonlyMap<string, ElderWithFacts>;
  readonly calendar: WorkCalendar;
  readonly catalogue: Catalogue;
  readonly policies: readonly PolicyVersion[];
};

type Span = { readonly from: PlainDate; readonly to: PlainDate };

/** The months of the leave with the weeks at their edges. */
function spanOf({ from, to }: Span): Span {
  return { from: addDays(firstDateOf(monthOf(from)), -WEEK_DAYS), to: addDays(lastDateOf(monthOf(to)), WEEK_DAYS) };
}

const boundsOf = ({ from, to }: Span) => ({ from: instantAt(from, 0), to: instantAt(addDays(to, 1), 0) });

function placeOf(row: Pick<VisitRow, "plannedStart">, workerIds: readonly string[]): Place {
  const { date, minute } = localTimeOf(instant(row.plannedStart));
  return { date, startMinute: minute, workerIds: workerIds.map((id) => identify<WorkerId>(id)) };
}

const minutesOf = (row: Pick<VisitRow, "plannedStart" | "plannedEnd">) =>
  wholeMinutesBetween(instant(row.plannedStart), instant(row.plannedEnd));

async function loadStanding(unit: Unit, providerId: string, span: Span, lock: boolean): Promise<StandingRow[]> {
  const rows = await listStandingVisits(unit, { providerId, ...boundsOf(span) }, lock);
  const assigned = groupBy(
    await listWorkersOfVisits(
      unit,
      rows.map(({ id }) => id),
    ),
    ({ visitId }) => visitId,
  );
  const workersOf = ({ id }: VisitRow) => (assigned.get(id) ?? []).map(({ workerId }) => workerId);
  return rows.map((row) => ({ row, place: placeOf(row, workersOf(row)), minutes: minutesOf(row) }));
}

async function loadBeside(
  unit: Unit,
  standing: readonly StandingRow[],
  workerIds: readonly string[],
  span: Span,
): Promise<BookedVisit[]> {
  const rows = await listVisitsAround(unit, {
    visitIds: standing.map(({ row }) => row.id),
    elderIds: [...new Set(standing.map(({ row }) => row.elderId))],
    workerIds,
    ...boundsOf(span),
  });
  return rows.map((row) => ({
    ...placeOf(row, row.workerIds),
    elderId: identify<ElderId>(row.elderId),
    durationMinutes: minutesOf(row),
    home: { latitude: row.latitude, longitude: row.longitude },
    sequence: null,
  }));
}

/**
 * Loads what stands in the months of the span and a week around them.
 * @param lock true to hold the provider's visits and workers for the rest of the unit
 * Refuses "not-found" for a provider outside the scope.
 */
export async function loadReplanFacts(unit: Unit, asked: AskedReplan, lock: boolean): Promise<ReplanFacts> {
  const found = (await listProviders(unit)).find(({ id }) => id === asked.providerId);
  if (!found) throw new Refusal("not-found");
  const span = spanOf(asked);
  const standing = await loadStanding(unit, asked.providerId, span, lock);
  const ofProvider = async () =>
    (await listWorkersWithFacts(unit)).filter(({ worker }) => worker.providerId === asked.providerId);
  const workerIds = (await ofProvider()).map(({ worker }) => worker.id);
  if (lock) await lockWorkers(unit, workerIds);
  const elderIds = [...new Set(standing.map(({ row }) => row.elderId))];
  return {
    provider: plannableProvider(found, await listContracts(unit)),
    // Read once more behind the locks: a leave may have been written while they were waited for.
    staff: await ofProvider(),
    standing,
    beside: await loadBeside(unit, standing, workerIds, span),
    elders: new Map((await listEldersWithFacts(unit, elderIds)).map((one) => [one.elder.id, one])),
    calendar: new WorkCalendar(await listCalendarDays(unit)),
    catalogue: new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype])),
    policies: await listPolicyVersions(unit),
  };
}
