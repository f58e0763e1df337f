/** Allocates the month's entitled elders to providers and stores why. */
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import { identify, type ContractId, type ElderId, type ProviderId, type StreetId } from "#app/domain/identifiers.ts";
import { flowAllocator } from "#app/domain/matching/allocation.ts";
import { allocationInputFacts, allocationResultFacts } from "#app/domain/matching/allocation-digest.ts";
import {
  allocationWeightsOf,
  type AllocationContract,
  type AllocationElder,
  type AllocationInput,
  type AllocationProvider,
} from "#app/domain/matching/allocation-input.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { addMonths, firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { asDate } from "#app/domain/time/instant.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersWithFacts, type ElderWithFacts } from "#db/repositories/elders.ts";
import { listEligibility } from "#db/repositories/entitlements.ts";
import { insertPlanningRun } from "#db/repositories/planning-runs.ts";
import { claimMonthForPlanning, listAllocations, listSeries, saveAllocations } from "#db/repositories/plans.ts";
import { listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { assertWholeDistrict } from "#db/repositories/scope-conditions.ts";
import { listContracts, listProviders, listWorkersWithFacts, type ContractRow } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "./catalogue-in-force.ts";
import { failuresBefore } from "./failures-before.server.ts";
import { personWishes, plannableWorker, subtypeNeeds, workersByName } from "./planning-rows.server.ts";

export type AllocatedMonth = {
  readonly eligible: number;
  readonly allocated: number;
  readonly inputDigest: string;
  readonly resultDigest: string;
};

function allocationContract(row: ContractRow): AllocationContract {
  return {
    id: identify<ContractId>(row.id),
    key: row.contractNo,
    from: plainDate(row.fromOn),
    to: plainDate(row.toOn),
    coversAllStreets: row.coversAllStreets,
    streetIds: row.streetIds.map((id) => identify<StreetId>(id)),
    coversAllSubtypes: row.coversAllSubtypes,
    subtypes: row.subtypes,
    monthlyCapacity: row.monthlyCapacity,
  };
}

async function loadProviders(unit: Unit, failures: ReadonlyMap<string, number>): Promise<AllocationProvider[]> {
  const workers = (await listWorkersWithFacts(unit)).map(plannableWorker);
  const contracts = await listContracts(unit);
  return (await listProviders(unit)).map((row) => ({
    id: identify<ProviderId>(row.id),
    key: row.creditCode,
    state: row.state as AllocationProvider["state"],
    location: { latitude: row.latitude, longitude: row.longitude },
    contracts: contracts.filter((contract) => contract.providerId === row.id).map(allocationContract),
    staff: workers.filter((worker) => worker.providerId === row.id),
    failedPermille: failures.get(row.id) ?? 0,
    targetVisits: null,
  }));
}

export type AllocationFacts = {
  readonly input: AllocationInput;
  readonly policyId: string;
  readonly found: readonly ElderWithFacts[];
};

/** Everybody entitled in the month with the providers and what weighs. */
export async function loadAllocationInput(unit: Unit, month: PlainMonth): Promise<AllocationFacts> {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const allowed = new Map((await listEligibility(unit, month)).map((row) => [row.elderId, row.visitsAllowed]));
  const found = (await listEldersWithFacts(unit)).filter(({ elder }) => (allowed.get(elder.id) ?? 0) > 0);
  const providers = await loadProviders(unit, await failuresBefore(unit, month, policy.parameters));
  const byKey = new Map(providers.map((provider) => [provider.key, provider.id]));
  const present = new Map(
    (await listAllocations(unit, addMonths(month, -1))).map((row) => [row.elderId, row.providerId]),
  );
  const names = workersByName(await listWorkersWithFacts(unit));
  const elders = found.map((one): AllocationElder => {
    const presentId = present.get(one.elder.id) ?? null;
    return {
      id: identify<ElderId>(one.elder.id),
      key: one.elder.elderNo,
      streetId: identify<StreetId>(one.elder.streetId),
      home: { latitude: one.elder.latitude, longitude: one.elder.longitude },
      subtypes: subtypeNeeds(one, month, catalogue),
      visitsWanted: allowed.get(one.elder.id) ?? 0,
      chosenProviderId: one.elder.preferredProvider === null ? null : (byKey.get(one.elder.preferredProvider) ?? null),
      presentProviderId: presentId === null ? null : identify<ProviderId>(presentId),
      refusedProviderIds: [],
      ...personWishes(one, names),
    };
  });
  const visitMinMinutes = policy.parameters.visit_min_minutes;
  return {
    found,
    policyId: policy.id,
    input: { month, elders, providers, weights: allocationWeightsOf(policy.parameters), visitMinMinutes },
  };
}

/**
 * Capacity binds all elders together, so a part of the district is never allocated alone; a planned month keeps its allocation, because
 * its visits were made from it.
 */
async function assertMayAllocate(unit: Unit, month: PlainMonth): Promise<void> {
  assertWholeDistrict(unit);
  if (!(await claimMonthForPlanning(unit, month))) throw new Refusal("month-being-planned", { month });
  if ((await listSeries(unit, month)).length > 0) throw new Refusal("month-already-planned", { month });
  if ((await listEligibility(unit, month)).length === 0) throw new Refusal("month-not-judged", { month });
}

export type AllocationRun = AllocationFacts & {
  readonly kind: "allocation" | "newcomers";
  readonly month: PlainMonth;
  readonly seed: string;
};

/** Allocates, stores the run and gives the rows that the caller stores. */
export async function allocateAndStore(unit: Unit, actor: string, run: AllocationRun) {
  const { kind, month, seed, input, policyId, found } = run;
  const result = flowAllocator.allocate(input, seed);
  const digests = {
    inputDigest: sha256Hex(canonicalJson(allocationInputFacts(input, seed))),
    resultDigest: sha256Hex(canonicalJson(allocationResultFacts(input, result))),
  };
  const runId = unit.newId();
  await insertPlanningRun(unit, {
    id: runId,
    kind,
    month: firstDateOf(month),
    seed,
    ...digests,
    policyVersion: policyId,
    stats: { ...result.stats, loads: result.loads },
    warnings: [],
    createdBy: actor,
    createdAt: asDate(unit.now),
  });
  const streets = new Map(found.map(({ elder }) => [elder.id, elder.streetId]));
  const rows = result.allocations.map((one) => ({
    elderId: one.elderId,
    month: firstDateOf(month),
    streetId: streets.get(one.elderId) ?? 0,
    runId,
    providerId: one.providerId,
    contractId: one.contractId,
    chosenFor: one.chosenFor,
    explanation: one.considered,
  }));
  return { rows, digests, allocated: result.stats.allocated };
}

/**
 * Deterministic for the stored facts and the seed; asked again it replaces the month's allocation with the same one.
 * Refuses "whole-district-only", "month-being-planned", "month-already-planned", "month-not-judged".
 */
export async function allocateMonth(context: Context, month: PlainMonth, seed: string): Promise<AllocatedMonth> {
  return inTransaction(context, async (unit) => {
    await assertMayAllocate(unit, month);
    const { input, policyId, found } = await loadAllocationInput(unit, month);
    const { rows, digests, allocated } = await allocateAndStore(unit, context.actor, {
      ...{ kind: "allocation", month, seed, input, policyId, found },
    });
    await saveAllocations(unit, month, rows);
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "allocation.make",
      subjectType: "month",
      subjectId: month,
      facts: { allocated, seed },
    });
    return { eligible: input.elders.length, allocated, ...digests };
  });
}
