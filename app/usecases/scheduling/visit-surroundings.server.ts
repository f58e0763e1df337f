/** Everything around one planned visit that says whether it may stand at another time: elder, provider, workers, their other visits. */
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

async function bookedAround(unit: Unit, visit: VisitRow, workerIds: readonly string[]): Promise<BookedVisit[]> {
  const month = monthOf(plainDate(visit.serviceMonth));
  const rows = await listVisitsAround(unit, {
    visitId: visit.id,
    elderId: visit.elderId,
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
  readonly workerNames: ReadonlyMap<string, string>;
};

/** Refuses "not-found" when the elder or the provider is outside the scope. */
export async function loadSurroundings(unit: Unit, visit: VisitRow): Promise<FoundSurroundings> {
  const on = localDateOf(instant(visit.plannedStart));
  const policy = policyInForce(await listPolicyVersions(unit), on);
  const catalogue = new Map(
    (await listSubtypes(unit, visit.catalogueVersion)).map((subtype) => [subtype.code, subtype]),
  );
  const found = (await listEldersWithFacts(unit)).find(({ elder }) => elder.id === visit.elderId);
  const provider = (await listProviders(unit)).find((one) => one.id === visit.providerId);
  if (!found || !provider) throw new Refusal("not-found");
  const staff = await listWorkersWithFacts(unit);
  const assigned = (await listWorkersOfVisits(unit, [visit.id])).map((row) => row.workerId);
  const limits = planningLimitsOf(policy.parameters);
  const subtypes = subtypeNeedsOf(visit.subtypes, gradeOn(found, on) ?? 1, catalogue);
  return {
    team: staff.filter(({ worker }) => assigned.includes(worker.id)).map(plannableWorker),
    workerNames: new Map(staff.map(({ worker }) => [worker.id, worker.name])),
    surroundings: {
      elder: plannableElder(found, {
        month: monthOf(plainDate(visit.serviceMonth)),
        catalogue,
        providerId: visit.providerId,
        visitsWanted: 0,
        policy,
        workersByName: workersByName(staff),
        before: { previous: null, familiar: [], visitsBefore: [] },
      }),
      provider: plannableProvider(provider, await listContracts(unit)),
      basket: {
        ...basketPart(subtypes, limits.visitMinMinutes),
        durationMinutes: wholeMinutesBetween(instant(visit.plannedStart), instant(visit.plannedEnd)),
      },
      visits: await bookedAround(unit, visit, assigned),
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      limits,
    },
  };
}
