/** Everything around planned visits that says whether they may stand at another time: elder, provider, workers, their other visits. */
import { identify, type ElderId, type WorkerId } from "#app/domain/identifiers.ts";
import { basketPart, subtypeNeedsOf } from "#app/domain/matching/basket-parts.ts";
import type { VisitSurroundings } from "#app/domain/matching/visit-conflicts.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { Refusal } from "#app/domain/refusal.ts";
import type { BookedVisit, PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { instant, instantAt, localDateOf, localTimeOf, wholeMinutesBetween } from "#app/domain/time/instant.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, lastDateOf, monthOf } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listCalendarDays, listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { listVisitsAround } from "#db/repositories/visit-changes.ts";
import { listWorkersOfVisits, type VisitRow } from "#db/repositories/visits.ts";
import { listContracts, listProviders, listWorkersWithFacts } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { gradeOn } from "../entitlement/elder-facts.ts";
import { plannableElder, plannableProvider, plannableWorker, workersByName } from "../planning/planning-rows.server.ts";

/** A calendar week may reach this far over the month's edge. */
const WEEK_DAYS = 7;

async function bookedAround(
  unit: Unit,
  visits: readonly [VisitRow, ...VisitRow[]],
  workerIds: readonly string[],
): Promise<BookedVisit[]> {
  const [{ serviceMonth, elderId }] = visits;
  const month = monthOf(plainDate(serviceMonth));
  const rows = await listVisitsAround(unit, {
    visitIds: visits.map(({ id }) => id),
    elderIds: [elderId],
    workerIds: [...workerIds],
    from: instantAt(addDays(firstDateOf(month), -WEEK_DAYS), 0),
    to: instantAt(addDays(lastDateOf(month), WEEK_DAYS + 1), 0),
  });
  return rows.map((row) => {
    const { date, minute } = localTimeOf(instant(row.plannedStart));
    return {
      elderId: identify<ElderId>(row.elderId),
      date,
      startMinute: minute,
      durationMinutes: wholeMinutesBetween(instant(row.plannedStart), instant(row.plannedEnd)),
      workerIds: row.workerIds.map((id) => identify<WorkerId>(id)),
      home: { latitude: row.latitude, longitude: row.longitude },
      sequence: null,
    };
  });
}

export type FoundSurroundings = {
  readonly surroundings: VisitSurroundings;
  /** Those who go to the visit now. */
  readonly team: readonly PlannableWorker[];
  /** Every care worker of the provider. */
  readonly colleagues: readonly PlannableWorker[];
  readonly workerNames: ReadonlyMap<string, string>;
};

export type SurroundingsAsked = {
  /** Who is to go to a visit to which nobody goes at present, by visit. */
  readonly wanted?: ReadonlyMap<string, readonly string[]>;
  /** Visits of whom besides the elder's: of those who go, or of everyone who could go instead. */
  readonly of?: "team" | "provider";
};

/** Of one visit. Refuses "not-found" when the elder or the provider is outside the scope. */
export async function loadSurroundings(
  unit: Unit,
  visit: VisitRow,
  asked: SurroundingsAsked = {},
): Promise<FoundSurroundings> {
  return (await loadSurroundingsOf(unit, [visit], asked))(visit);
}

/**
 * Of several visits of one elder's month by one provider; none of them counts as standing around the others.
 * Refuses "not-found" when the elder or the provider is outside the scope.
 */
export async function loadSurroundingsOf(
  unit: Unit,
  visits: readonly [VisitRow, ...VisitRow[]],
  { wanted = new Map(), of = "team" }: SurroundingsAsked = {},
): Promise<(visit: VisitRow) => FoundSurroundings> {
  const [first] = visits;
  const on = localDateOf(instant(first.plannedStart));
  const policy = policyInForce(await listPolicyVersions(unit), on);
  const catalogue = new Map(
    (await listSubtypes(unit, first.catalogueVersion)).map((subtype) => [subtype.code, subtype]),
  );
  const found = (await listEldersWithFacts(unit)).find(({ elder }) => elder.id === first.elderId);
  const provider = (await listProviders(unit)).find((one) => one.id === first.providerId);
  if (!found || !provider) throw new Refusal("not-found");
  const staff = await listWorkersWithFacts(unit);
  const assigned = await listWorkersOfVisits(
    unit,
    visits.map(({ id }) => id),
  );
  const workersOf = (visitId: string) =>
    wanted.get(visitId) ?? assigned.filter((row) => row.visitId === visitId).map(({ workerId }) => workerId);
  const limits = planningLimitsOf(policy.parameters);
  const colleagues = staff.filter(({ worker }) => worker.providerId === first.providerId);
  const going = visits.flatMap(({ id }) => workersOf(id));
  const others = of === "provider" ? colleagues.map(({ worker }) => worker.id) : [];
  const shared = {
    elder: plannableElder(found, {
      month: monthOf(plainDate(first.serviceMonth)),
      catalogue,
      providerId: first.providerId,
      visitsWanted: 0,
      policy,
      workersByName: workersByName(staff),
      before: { previous: null, familiar: [], visitsBefore: [] },
    }),
    provider: plannableProvider(provider, await listContracts(unit)),
    visits: await bookedAround(unit, visits, [...new Set([...going, ...others])]),
    calendar: new WorkCalendar(await listCalendarDays(unit)),
    limits,
  };
  const workerNames = new Map(staff.map(({ worker }) => [worker.id, worker.name]));
  return (visit) => {
    const team = workersOf(visit.id);
    const subtypes = subtypeNeedsOf(visit.subtypes, gradeOn(found, on) ?? 1, catalogue);
    const durationMinutes = wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd));
    return {
      team: staff.filter(({ worker }) => team.includes(worker.id)).map(plannableWorker),
      colleagues: colleagues.map(plannableWorker),
      workerNames,
      surroundings: { ...shared, basket: { ...basketPart(subtypes, limits.visitMinMinutes), durationMinutes } },
    };
  };
}
