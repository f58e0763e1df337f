/** What would place each owed visit of a plan, asked of the finished plan elder by elder, so that a server answers others between. */
import { setImmediate } from "node:timers/promises";
import { identify, type ElderId, type ProviderId } from "#app/domain/identifiers.ts";
import type { ConsideredProvider } from "#app/domain/matching/allocation-result.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import { StandingPlan, type DebtRemedies } from "#app/domain/scheduling/month-plan/what-would-place.ts";
import type { PlanningFacts } from "./planning-facts.server.ts";

/** What is kept of the trials beside each debt of an elder. */
export type RemedyFacts = Pick<DebtRemedies, "owed" | "remedies" | "tried">;

/** Other providers whom the allocation found fit for the elder and whose contract has places left, in visits of the month. */
export function providersWithRoom({
  allocations,
  contracts,
  input,
}: PlanningFacts): (elderId: ElderId) => ProviderId[] {
  const wanted = new Map<string, number>(input.elders.map(({ id, visitsWanted }) => [id, visitsWanted]));
  const taken = new Map<string, number>();
  for (const { elderId, contractId } of allocations.values())
    if (contractId !== null) taken.set(contractId, (taken.get(contractId) ?? 0) + (wanted.get(elderId) ?? 0));
  return (elderId) => {
    const visits = wanted.get(elderId) ?? 0;
    const considered = (allocations.get(elderId)?.explanation ?? []) as readonly ConsideredProvider[];
    return considered.flatMap(({ providerId, contractId, verdict }) => {
      const capacity = contractId === null ? 0 : (contracts.get(contractId)?.monthlyCapacity ?? 0);
      const room = capacity - (contractId === null ? 0 : (taken.get(contractId) ?? 0));
      return verdict === "included" && room >= visits ? [identify<ProviderId>(providerId)] : [];
    });
  };
}

export async function remediesOfMonth(
  facts: PlanningFacts,
  plan: MonthPlan,
  signal?: AbortSignal,
): Promise<ReadonlyMap<ElderId, RemedyFacts>> {
  const standing = new StandingPlan(facts.input, plan);
  const withRoom = providersWithRoom(facts);
  const found = new Map<ElderId, RemedyFacts>();
  for (const elderId of standing.debtors()) {
    const { owed, remedies, tried } = standing.remediesOf(elderId, withRoom(elderId));
    found.set(elderId, { owed, remedies, tried });
    await setImmediate();
    signal?.throwIfAborted();
  }
  return found;
}
