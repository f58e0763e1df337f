/** Reads everything that a plan of a month rests on, and its digest: plans are made from it and published only while it holds. */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { planInputFacts } from "#app/domain/scheduling/month-plan/plan-digest.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { offerHoursOf, type OfferHours } from "#app/domain/visits/offers.ts";
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

/** The planner's input with the rows that storing its plan needs. */
export type PlanningFacts = {
  readonly input: PlanInput;
  readonly policyId: string;
  readonly offerHours: OfferHours;
  readonly elders: ReadonlyMap<string, ElderWithFacts>;
  readonly allocations: ReadonlyMap<string, AllocationRow>;
  readonly contracts: ReadonlyMap<string, ContractRow>;
};

export async function loadFacts(unit: Unit, month: PlainMonth): Promise<PlanningFacts> {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const allowed = new Map((await listEligibility(unit, month)).map((row) => [row.elderId, row.visitsAllowed]));
  const found = (await listEldersWithFacts(unit)).filter(({ elder }) => (allowed.get(elder.id) ?? 0) > 0);
  const allocations = new Map((await listAllocations(unit, month)).map((row) => [row.elderId, row]));
  const workers = await listWorkersWithFacts(unit);
  const before = await loadMonthBefore(unit, month, found);
  const names = workersByName(workers);
  const contracts = await listContracts(unit);
  return {
    policyId: policy.id,
    offerHours: offerHoursOf(policy.parameters),
    elders: new Map(found.map((one) => [one.elder.id, one])),
    allocations,
    contracts: new Map(contracts.map((contract) => [contract.id, contract])),
    input: {
      month,
      elders: found.map((one) =>
        plannableElder(one, {
          month,
          catalogue,
          providerId: allocations.get(one.elder.id)?.providerId ?? null,
          visitsWanted: allowed.get(one.elder.id) ?? 0,
          policy,
          workersByName: names,
          before: before.ofElder(one.elder.id),
        }),
      ),
      workers: workers.map(plannableWorker),
      providers: (await listProviders(unit)).map((provider) => plannableProvider(provider, contracts)),
      bookedVisits: before.lastWeek,
      calendar: new WorkCalendar(await listCalendarDays(unit)),
      limits: planningLimitsOf(policy.parameters),
    },
  };
}

export function inputDigestOf({ input }: PlanningFacts, seed: string): string {
  return sha256Hex(canonicalJson(planInputFacts(input, seed)));
}
