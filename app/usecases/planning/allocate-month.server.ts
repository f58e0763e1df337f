/** Allocates the month's entitled elders to providers and stores why. */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { canonicalText } from "#app/domain/imports/canonical-text.ts";
import { identify, type ElderId, type ProviderId } from "#app/domain/identifiers.ts";
import {
  allocateElders,
  type AllocatableElder,
  type AllocatableProvider,
} from "#app/domain/matching/allocate-elders.ts";
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import { someTeamHolds } from "#app/domain/matching/worker-fit.ts";
import { firstDateOf, lastDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { listEldersWithFacts } from "#db/repositories/elders.ts";
import { listEligibility } from "#db/repositories/entitlements.ts";
import { insertPlanningRun, saveAllocations } from "#db/repositories/plans.ts";
import { listPolicyVersions, listSubtypes } from "#db/repositories/reference.ts";
import { listContracts, listProviders, listWorkersWithFacts } from "#db/repositories/workforce.ts";
import { inTransaction, type Context, type Unit } from "#db/transaction.ts";
import { CATALOGUE_IN_FORCE } from "./catalogue-in-force.ts";
import { contractOfMonth, plannableWorker, subtypeNeeds } from "./planning-rows.server.ts";

export type AllocatedMonth = {
  readonly eligible: number;
  readonly allocated: number;
  readonly inputDigest: string;
  readonly resultDigest: string;
};

async function loadCandidates(unit: Unit, month: PlainMonth) {
  const policy = policyInForce(await listPolicyVersions(unit), firstDateOf(month));
  const catalogue = new Map((await listSubtypes(unit, CATALOGUE_IN_FORCE)).map((subtype) => [subtype.code, subtype]));
  const allowed = new Map((await listEligibility(unit, month)).map((row) => [row.elderId, row.visitsAllowed]));
  const found = (await listEldersWithFacts(unit)).filter(({ elder }) => (allowed.get(elder.id) ?? 0) > 0);
  const needs = new Map(
    found.map((one) => [
      one.elder.elderNo,
      basketPart(subtypeNeeds(one, month, catalogue), policy.parameters.visit_min_minutes),
    ]),
  );
  const workers = (await listWorkersWithFacts(unit)).map(plannableWorker);
  const contracts = await listContracts(unit);
  const providers = (await listProviders(unit)).map((row): AllocatableProvider => {
    const contract = contractOfMonth(contracts, row.id, month);
    const own = workers.filter((worker) => worker.providerId === row.id);
    return {
      id: identify<ProviderId>(row.id),
      key: row.creditCode,
      active: row.state === "active",
      base: { latitude: row.latitude, longitude: row.longitude },
      contract: contract && {
        streetIds: contract.coversAllStreets ? "all" : contract.streetIds,
        subtypes: contract.coversAllSubtypes ? "all" : contract.subtypes,
        capacityVisits: contract.monthlyCapacity,
      },
      canHold: (elder) => {
        const need = needs.get(elder.key);
        return need !== undefined && someTeamHolds(own, need, lastDateOf(month));
      },
    };
  });
  const elders = found.map(({ elder }): AllocatableElder => ({
    id: identify<ElderId>(elder.id),
    key: elder.elderNo,
    streetId: elder.streetId,
    subtypes: elder.subtypes,
    visitsWanted: allowed.get(elder.id) ?? 0,
    wishedKey: elder.preferredProvider,
    home: { latitude: elder.latitude, longitude: elder.longitude },
  }));
  return {
    policy,
    contracts,
    providers,
    elders,
    streets: new Map(found.map(({ elder }) => [elder.id, elder.streetId])),
  };
}

export async function allocateMonth(context: Context, month: PlainMonth, seed: string): Promise<AllocatedMonth> {
  return inTransaction(context, async (unit) => {
    const { policy, contracts, providers, elders, streets } = await loadCandidates(unit, month);
    const result = allocateElders(elders, providers, seed);
    const providerKey = new Map(providers.map((provider) => [provider.id, provider.key]));
    const digests = {
      inputDigest: sha256Hex(canonicalText([seed, ...elders.map(({ id: _id, ...kept }) => kept)])),
      resultDigest: sha256Hex(
        canonicalText(
          result.map((one) => [
            one.elderKey,
            one.providerId === null ? null : (providerKey.get(one.providerId) ?? null),
          ]),
        ),
      ),
    };
    const allocated = result.filter((one) => one.providerId !== null).length;
    const runId = unit.newId();
    await insertPlanningRun(unit, {
      id: runId,
      kind: "allocation",
      month: firstDateOf(month),
      seed,
      ...digests,
      policyVersion: policy.id,
      stats: { eligible: elders.length, allocated },
      warnings: [],
      createdBy: context.actor,
    });
    await saveAllocations(
      unit,
      month,
      result.map((one) => ({
        elderId: one.elderId,
        month: firstDateOf(month),
        streetId: streets.get(one.elderId) ?? 0,
        runId,
        providerId: one.providerId,
        contractId: one.providerId === null ? null : (contractOfMonth(contracts, one.providerId, month)?.id ?? null),
        chosenFor: one.chosenFor,
        explanation: one.considered,
      })),
    );
    await insertAuditEvent(unit, context.actor, {
      chain: "district",
      action: "allocation.make",
      subjectType: "month",
      subjectId: month,
      facts: { allocated, seed },
    });
    return { eligible: elders.length, allocated, ...digests };
  });
}
