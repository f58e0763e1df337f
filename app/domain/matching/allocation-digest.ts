/**
 * What goes into the digests of an allocation: business keys and whole numbers only, in the order of the keys, so that another
 * database with other generated ids gives the same digest. The bytes are made by canonicalJson, the hash at the edge.
 */
import type { CanonicalValue } from "../audit/canonical-bytes.ts";
import type { GeoPoint } from "../scheduling/travel.ts";
import type { AllocationContract, AllocationElder, AllocationInput, AllocationProvider } from "./allocation-input.ts";
import type { AllocationResult } from "./allocation-result.ts";
import type { FitWorker } from "./worker-fit.ts";

/** Millionths of a degree are a tenth of a metre. */
const DEGREE_PARTS = 1_000_000;

type Keyed = { readonly id: string; readonly key: string };

function byKey(left: { readonly key: string }, right: { readonly key: string }): number {
  return left.key < right.key ? -1 : left.key > right.key ? 1 : 0;
}

function keysOf(items: readonly Keyed[]): (id: string | null) => string | null {
  const keys = new Map(items.map(({ id, key }) => [id, key]));
  // An id of nobody in the input is of no consequence for the result, so its generated text must not show either.
  return (id) => (id === null ? null : (keys.get(id) ?? null));
}

function pointFacts({ latitude, longitude }: GeoPoint): CanonicalValue {
  return [Math.round(latitude * DEGREE_PARTS), Math.round(longitude * DEGREE_PARTS)];
}

/** Everything that can change an allocation, with its seed. Workers count by sex and certificates, without their names. */
export function allocationInputFacts(input: AllocationInput, seed: string): CanonicalValue {
  const providerKey = keysOf(input.providers);
  return {
    seed,
    month: input.month,
    weights: { ...input.weights },
    visitMinMinutes: input.visitMinMinutes,
    elders: [...input.elders].sort(byKey).map((elder) => ({
      ...elderFacts(elder, providerKey),
      refusedStaff: input.providers
        .flatMap(({ key, staff }) =>
          (staff ?? [])
            .filter(({ id }) => elder.refusedWorkerIds.includes(id))
            .map((worker) => `${key} ${staffText(worker)}`),
        )
        .sort(),
    })),
    providers: [...input.providers].sort(byKey).map(providerFacts),
    ...(input.subtypeGroups
      ? { subtypeGroups: input.subtypeGroups.map(({ key, subtypes }) => [key, [...subtypes].sort()]) }
      : {}),
  };
}

/** Who goes where and why, without costs: they follow from the input. */
export function allocationResultFacts(input: AllocationInput, result: AllocationResult): CanonicalValue {
  const elderKey = keysOf(input.elders);
  const contractKey = keysOf(input.providers.flatMap(({ contracts }) => contracts));
  return result.allocations.map(({ elderId, contractId, chosenFor }) => [
    elderKey(elderId),
    contractKey(contractId),
    chosenFor,
  ]);
}

/** A worker without the name: what the allocation looks at. */
function staffText({ sex, qualifications }: FitWorker): string {
  return [sex, ...qualifications.map(({ code, expiresOn }) => `${code}:${expiresOn ?? ""}`).sort()].join(" ");
}

function elderFacts(
  elder: AllocationElder,
  providerKey: (id: string | null) => string | null,
): Record<string, CanonicalValue> {
  return {
    key: elder.key,
    street: elder.streetId,
    home: pointFacts(elder.home),
    visitsWanted: elder.visitsWanted,
    chosen: providerKey(elder.chosenProviderId),
    present: providerKey(elder.presentProviderId),
    refused: elder.refusedProviderIds.flatMap((id) => providerKey(id) ?? []).sort(),
    sexWanted: elder.sexWanted,
    subtypes: elder.subtypes.map(({ code, typicalMinutes, workersNeeded, qualificationGroups }) => [
      code,
      typicalMinutes,
      workersNeeded,
      qualificationGroups.map((group) => [...group].sort()),
    ]),
  };
}

function providerFacts(provider: AllocationProvider): CanonicalValue {
  return {
    key: provider.key,
    state: provider.state,
    location: pointFacts(provider.location),
    failedPermille: provider.failedPermille,
    targetVisits: provider.targetVisits,
    staff: provider.staff?.map(staffText).sort() ?? null,
    contracts: [...provider.contracts].sort(byKey).map(contractFacts),
  };
}

function contractFacts(contract: AllocationContract): CanonicalValue {
  return {
    key: contract.key,
    from: contract.from,
    to: contract.to,
    streets: contract.coversAllStreets ? null : [...contract.streetIds].sort((left, right) => left - right),
    subtypes: contract.coversAllSubtypes ? null : [...contract.subtypes].sort(),
    monthlyCapacity: contract.monthlyCapacity,
    ...(contract.groupCapacities ? { groupCapacities: { ...contract.groupCapacities } } : {}),
  };
}
