/** What an allocation is made from: elders, and providers with their contracts and staff. `key` is a stable business key. */
import type { ContractId, ElderId, ProviderId, StreetId } from "../identifiers.ts";
import type { PolicyParameters } from "../policy/policy-parameters.ts";
import type { GeoPoint } from "../scheduling/travel.ts";
import type { PlainDate } from "../time/plain-date.ts";
import type { PlainMonth } from "../time/plain-month.ts";
import type { SubtypeNeed } from "./basket-parts.ts";
import type { FitWorker, PersonWishes } from "./worker-fit.ts";

export type AllocationElder = PersonWishes & {
  readonly id: ElderId;
  readonly key: string;
  readonly streetId: StreetId;
  readonly home: GeoPoint;
  readonly subtypes: readonly SubtypeNeed[];
  readonly visitsWanted: number;
  /** The provider the elder asked for, if any. */
  readonly chosenProviderId: ProviderId | null;
  /** The provider of last month, for continuity. */
  readonly presentProviderId: ProviderId | null;
  readonly refusedProviderIds: readonly ProviderId[];
};

export type AllocationContract = {
  readonly id: ContractId;
  readonly key: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly coversAllStreets: boolean;
  readonly streetIds: readonly StreetId[];
  readonly coversAllSubtypes: boolean;
  readonly subtypes: readonly string[];
  /** Visits a month. */
  readonly monthlyCapacity: number;
  /** Visits a month of elders in a subtype group, by the group's key; a group that is not named is bound by the whole alone. */
  readonly groupCapacities?: Readonly<Record<string, number>>;
};

/** Subtypes that a contract may cap together inside its capacity, such as nursing. */
export type SubtypeGroup = { readonly key: string; readonly subtypes: readonly string[] };

export type AllocationProvider = {
  readonly id: ProviderId;
  readonly key: string;
  readonly state: "active" | "suspended" | "ended";
  readonly location: GeoPoint;
  readonly contracts: readonly AllocationContract[];
  /** Care workers employed in the month; null when they are not known, and then not asked about. */
  readonly staff: readonly FitWorker[] | null;
  /** Visits accepted and then failed, per thousand accepted. */
  readonly failedPermille: number;
  /** Published target in visits of the month; null means the share of its capacity. */
  readonly targetVisits: number | null;
};

/** Weights of the published order (policy data, 示例): distance to target load, continuity, travel, accepted-then-failed record. */
export type AllocationWeights = {
  readonly load: number;
  readonly continuity: number;
  readonly travel: number;
  readonly failure: number;
};

/** The weights of the policy that is in force. */
export function allocationWeightsOf(
  parameters: Pick<
    PolicyParameters,
    "allocation_weight_load" | "allocation_weight_continuity" | "allocation_weight_travel" | "allocation_weight_failure"
  >,
): AllocationWeights {
  return {
    load: parameters.allocation_weight_load,
    continuity: parameters.allocation_weight_continuity,
    travel: parameters.allocation_weight_travel,
    failure: parameters.allocation_weight_failure,
  };
}

/** The proposal of decision 25, for calculations without a district. */
export const DEFAULT_ALLOCATION_WEIGHTS: AllocationWeights = { load: 40, continuity: 30, travel: 20, failure: 10 };

export type AllocationInput = {
  readonly month: PlainMonth;
  readonly elders: readonly AllocationElder[];
  readonly providers: readonly AllocationProvider[];
  readonly weights: AllocationWeights;
  /** Least minutes of a visit, for baskets that must be split. */
  readonly visitMinMinutes: number;
  /** An elder counts with all visits in the first group that has a subtype of the basket. */
  readonly subtypeGroups?: readonly SubtypeGroup[];
};
