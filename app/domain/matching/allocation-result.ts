/** Who serves whom in a month, and why: for every elder every provider with what spoke for and against it. */
import type { ContractId, ElderId, ProviderId } from "../identifiers.ts";
import type { AllocationContract, AllocationInput, AllocationProvider } from "./allocation-input.ts";
import type { ExclusionReason } from "./hard-constraints.ts";
import type { CostParts } from "./preferences.ts";

export type ConsideredProvider = {
  readonly providerId: ProviderId;
  readonly contractId: ContractId | null;
  readonly verdict: "chosen" | "included" | "excluded";
  /** Against the provider: hard reasons, or why an included one was not taken. */
  readonly reasons: readonly (ExclusionReason | "capacity_full" | "costs_more" | "lost_lottery")[];
  /** Points; load is what this elder's visits add at the final loads. */
  readonly cost: (CostParts & { readonly load: number; readonly total: number }) | null;
  /** What would have to change for the elder to come here; only at the elder's first choice, if that was not given. */
  readonly change: ChangeNeeded | null;
};

/** Read from the exchanges that are still possible at the end, among elders with as many visits. */
export type ChangeNeeded = {
  /** Points that everybody together would pay more if the elder came here now; null when no exchange makes room. */
  readonly extraPoints: number | null;
  /** Elders who would have to move for that, and where to; null for one who would be left without a provider. */
  readonly moves: readonly { readonly elderId: ElderId; readonly toContractId: ContractId | null }[];
  /** The provider is full, and with one place more the elder would be here. */
  readonly onePlaceIsEnough: boolean;
};

/** Sums over all elders with a provider, in points. */
export type OwnPoints = CostParts & { readonly total: number };

/** What even loads cost the elders: their own points with the published weight of load, and with a weight of 0. */
export type PriceOfFairness = {
  readonly withLoad: OwnPoints;
  readonly withoutLoad: OwnPoints;
  /** `withLoad.total - withoutLoad.total`. */
  readonly points: number;
};

/** No allocation that leaves out as many has less points than the bound. */
export type LeastPointsProof = {
  readonly isLeast: boolean;
  /** Equal to the points of the allocation when it is the least; null where elders with different numbers of visits lack places. */
  readonly boundPoints: number | null;
};

/** places_exchanged: a cheaper provider is full, and giving its place away would cost more elsewhere. */
export type AllocationReason =
  | "elder_choice"
  | "only_provider"
  | "lowest_cost"
  | "lottery"
  | "places_exchanged"
  | "no_provider_fits"
  | "no_capacity_left";

export type ElderAllocation = {
  readonly elderId: ElderId;
  readonly providerId: ProviderId | null;
  readonly contractId: ContractId | null;
  readonly chosenFor: AllocationReason;
  /** In the order of the providers' keys. */
  readonly considered: readonly ConsideredProvider[];
};

export type ContractLoad = {
  readonly providerId: ProviderId;
  readonly contractId: ContractId;
  readonly elders: number;
  readonly visits: number;
  readonly targetVisits: number;
  readonly capacity: number;
};

export type AllocationResult = {
  /** In the order of the elders' keys. */
  readonly allocations: readonly ElderAllocation[];
  readonly loads: readonly ContractLoad[];
  readonly stats: {
    readonly elders: number;
    readonly allocated: number;
    readonly unallocated: number;
    /** Elders who asked for a provider, and those who got the one they asked for. */
    readonly choices: number;
    readonly choicesKept: number;
    /** Points of all elders and loads. */
    readonly cost: number;
    readonly proof: LeastPointsProof;
    readonly fairness: PriceOfFairness;
  };
};

/** Whatever allocates. The result must be the same for the same input and seed, whatever the order of the input. */
export type Allocator = {
  allocate(input: AllocationInput, seed: string): AllocationResult;
};

/** One contract as a place where elders may go, with its share of the target load in visits. */
export type Sink = {
  readonly provider: AllocationProvider;
  readonly contract: AllocationContract;
  readonly target: number;
};

/** One provider for one elder: its sink and cost, or what excludes it. */
export type Candidate = {
  readonly provider: AllocationProvider;
  readonly sink: number;
  readonly parts: CostParts | null;
  readonly exclusions: readonly ExclusionReason[];
};
