/** Reads everything that a plan of a month rests on, and its digest: plans are made from it and published only while it holds. */
import type { ProviderId, WorkerId } from "#app/domain/identifiers.ts";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { planInputFacts } from "#app/domain/scheduling/month-plan/plan-digest.ts";
import type { BookedVisit, PlanInput, PlannableElder } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { offerHoursOf, type OfferHours } from "#app/domain/visits/offers.ts";
import { isOfTheFour } from "#app/domain/visits/visit.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listEligibility } from "#db/repositories/entitlements.ts";
import { listAllocations, type AllocationRow } from "#db/repositories/plans.ts";
import { listCalendarDays, listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { listContracts, listProviders, listWorkersWithFacts, type ContractRow } from "#db/repositories/workforce.ts";
import type { Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "./catalogue-in-force.ts";
import { loadMonthBefore } from "./month-before.server.ts";
import { plannableElder, plannableProvider, plannableWorker, workersByName } from "./planning-rows.server.ts";
import {
  bookedOf,
  isStanding,
  loadStandingMonth,
  standingTemplate,
  type StandingElder,
  type StandingMonth,
} from "./standing-month.server.ts";

type ElderBefore = Pick<PlannableElder, "previous" | "familiar" | "visitsBefore">;

/** The planner's input with the rows that storing its plan needs. */
export type PlanningFacts = {
  readonly input: PlanInput;
  readonly policyId: string;
  readonly offerHours: OfferHours;
  readonly elders: ReadonlyMap<string, ElderWithFacts>;
  readonly allocations: ReadonlyMap<string, AllocationRow>;
  readonly contracts: ReadonlyMap<string, ContractRow>;
  /** What was planned or booked of the month before. */
  readonly standing: StandingMonth;
};

type Wanted = { readonly visits: number; readonly before: ElderBefore };

/**
 * How many visits an elder is planned, and what the plan starts from. Visits that stand are counted in; of a month that was planned
 * before, an elder whose visits may not change gets no others, and one whose visits may starts from where they stand.
 */
function wantedOf(standing: StandingElder | undefined, allowed: number, before: ElderBefore): Wanted {
  if (!standing) return { visits: allowed, before };
  if (standing.isFree) return { visits: allowed, before: { ...before, previous: standingTemplate(standing) } };
  const counted = standing.rows.filter((row) => isStanding(row) && isOfTheFour(row)).length;
  return { visits: standing.series.length > 0 ? Math.min(counted, allowed) : allowed, before };
}

/** What nobody may change takes its hours, whoever the elder is by now. */
function bookedInMonth(standing: StandingMonth, everyone: readonly ElderWithFacts[]): BookedVisit[] {
  return everyone.flatMap(({ elder }) => {
    const own = standing.byElder.get(elder.id);
    return own && !own.isFree ? bookedOf(standing, own, { latitude: elder.latitude, longitude: elder.longitude }) : [];
  });
}

export async function loadFacts(unit: Unit, month: PlainMonth): Promise<PlanningFacts> {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const allowed = new Map((await listEligibility(unit, month)).map((row) => [row.elderId, row.visitsAllowed]));
  const everyone = await listEldersWithFacts(unit);
  const found = everyone.filter(({ elder }) => (allowed.get(elder.id) ?? 0) > 0);
  const allocations = new Map((await listAllocations(unit, month)).map((row) => [row.elderId, row]));
  const workers = await listWorkersWithFacts(unit);
  const before = await loadMonthBefore(unit, month, found);
  const offerHours = offerHoursOf(policy.parameters);
  const standing = await loadStandingMonth(unit, month, plusMinutes(unit.now, offerHours.replyHours * 60));
  const names = workersByName(workers);
  const contracts = await listContracts(unit);
  return {
    policyId: policy.id,
    offerHours,
    standing,
    elders: new Map(found.map((one) => [one.elder.id, one])),
    allocations,
    contracts: new Map(contracts.map((contract) => [contract.id, contract])),
    input: {
      month,
      elders: found.map((one) => {
        const { id } = one.elder;
        const wanted = wantedOf(standing.byElder.get(id), allowed.get(id) ?? 0, before.ofElder(id));
        return plannableElder(one, {
          month,
          catalogue,
          providerId: allocations.get(id)?.providerId ?? null,
          visitsWanted: wanted.visits,
          policy,
          workersByName: names,
          before: wanted.before,
        });
      }),
      workers: workers.map(plannableWorker),
      providers: (await listProviders(unit)).map((provider) => plannableProvider(provider, contracts)),
      bookedVisits: [...before.lastWeek, ...bookedInMonth(standing, everyone)],
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      limits: planningLimitsOf(policy.parameters),
    },
  };
}

export function inputDigestOf({ input }: PlanningFacts, seed: string): string {
  return sha256Hex(canonicalJson(planInputFacts(input, seed)));
}

/** Whose care worker somebody is. */
export function employerIn({ input }: PlanningFacts): (workerId: WorkerId) => ProviderId | undefined {
  const employers = new Map(input.workers.map(({ id, providerId }) => [id, providerId]));
  return (workerId) => employers.get(workerId);
}
