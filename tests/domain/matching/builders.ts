/** Plain values for the matching tests; each builder takes what differs. */
import type { ContractId, ElderId, ProviderId, StreetId, WorkerId } from "#app/domain/identifiers.ts";
import { identify } from "#app/domain/identifiers.ts";
import type {
  AllocationContract,
  AllocationElder,
  AllocationInput,
  AllocationProvider,
} from "#app/domain/matching/allocation-input.ts";
import { DEFAULT_ALLOCATION_WEIGHTS } from "#app/domain/matching/allocation-input.ts";
import type { FitWorker } from "#app/domain/matching/worker-fit.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import type { QualificationCode } from "#app/domain/workforce/qualification.ts";
import { pointAt, SUBTYPES } from "../scheduling/month-plan/district.ts";

export const street = (number: number) => identify<StreetId>(number);
export const providerId = (key: string) => identify<ProviderId>(`provider-${key}`);
export const contractId = (key: string) => identify<ContractId>(`contract-${key}`);
export const elderId = (key: string) => identify<ElderId>(`elder-${key}`);

export function aPerson(key: string, codes: readonly QualificationCode[], changes: Partial<FitWorker> = {}): FitWorker {
  return {
    id: identify<WorkerId>(`worker-${key}`),
    sex: "female",
    qualifications: codes.map((code) => ({ code, certificateNo: null, expiresOn: null })),
    ...changes,
  };
}

export function aContract(key: string, changes: Partial<AllocationContract> = {}): AllocationContract {
  return {
    id: contractId(key),
    key: `C${key}`,
    from: plainDate("2026-01-01"),
    to: plainDate("2026-12-31"),
    coversAllStreets: true,
    streetIds: [],
    coversAllSubtypes: true,
    subtypes: [],
    monthlyCapacity: 400,
    ...changes,
  };
}

export function aPlace(key: string, changes: Partial<AllocationProvider> = {}): AllocationProvider {
  return {
    id: providerId(key),
    key,
    state: "active",
    location: pointAt(0, 0),
    contracts: [aContract(key)],
    staff: null,
    failedPermille: 0,
    targetVisits: null,
    ...changes,
  };
}

/** A provider with room for so many visits a month. */
export const small = (key: string, visits: number) =>
  aPlace(key, { contracts: [aContract(key, { monthlyCapacity: visits })] });

export function aPersonInNeed(key: string, changes: Partial<AllocationElder> = {}): AllocationElder {
  return {
    id: elderId(key),
    key,
    streetId: street(1),
    home: pointAt(0, 0),
    subtypes: [SUBTYPES.cleaning],
    visitsWanted: 4,
    chosenProviderId: null,
    presentProviderId: null,
    refusedProviderIds: [],
    sexWanted: null,
    refusedWorkerIds: [],
    ...changes,
  };
}

export function allocationOf(
  elders: readonly AllocationElder[],
  providers: readonly AllocationProvider[],
  changes: Partial<AllocationInput> = {},
): AllocationInput {
  const month = plainMonth("2026-12");
  return { month, elders, providers, weights: DEFAULT_ALLOCATION_WEIGHTS, visitMinMinutes: 60, ...changes };
}
