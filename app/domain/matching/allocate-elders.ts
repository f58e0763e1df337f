/**
 * Allocation of elders to providers for a month: hard conditions first, then the elder's choice, then distance and fair load.
 * Ties are broken by a seeded, published lottery; every provider that was looked at is named with its reason. When every possible
 * provider of an elder is full, an earlier elder moves on (augmenting path), so nobody stays without a provider while a place exists.
 */
import type { ElderId, ProviderId } from "../identifiers.ts";
import { seedOf } from "../seeded-random.ts";

export type AllocatableElder = {
  readonly id: ElderId;
  /** Elder number: order, lottery and digests use it, never the id. */
  readonly key: string;
  readonly streetId: number;
  readonly subtypes: readonly string[];
  readonly visitsWanted: number;
  /** Key of the provider the elder asked for. */
  readonly wishedKey: string | null;
  readonly home: { readonly latitude: number; readonly longitude: number };
};

export type AllocatableProvider = {
  readonly id: ProviderId;
  /** Credit code. */
  readonly key: string;
  readonly active: boolean;
  /** Null without a contract in the month. */
  readonly contract: {
    readonly streetIds: readonly number[] | "all";
    readonly subtypes: readonly string[] | "all";
    /** Visits of the month. */
    readonly capacityVisits: number;
  } | null;
  readonly base: { readonly latitude: number; readonly longitude: number };
  /** Can some worker, or two where needed, hold the elder's basket? */
  readonly canHold: (elder: AllocatableElder) => boolean;
};

export type ExclusionReason =
  "provider_not_active" | "no_contract" | "street_not_covered" | "subtype_not_covered" | "no_qualified_worker";

export type ConsideredProvider = {
  readonly providerKey: string;
  readonly verdict: "chosen" | "considered" | "excluded";
  readonly reason: ExclusionReason | "full" | "costs_more" | null;
  /** Kilometres and load points; null for an excluded provider. */
  readonly cost: number | null;
};

export type ElderAllocation = {
  readonly elderId: ElderId;
  readonly elderKey: string;
  readonly providerId: ProviderId | null;
  readonly chosenFor: "elder_choice" | "least_cost" | "made_room" | "no_provider";
  readonly considered: readonly ConsideredProvider[];
};

/** Kilometres that a fully loaded provider counts as further away than an empty one [assumed]. */
const LOAD_KM = 6;

/** The hard conditions as named reasons; null means possible. */
export function exclusionOf(elder: AllocatableElder, provider: AllocatableProvider): ExclusionReason | null {
  if (!provider.active) return "provider_not_active";
  const { contract } = provider;
  if (contract === null) return "no_contract";
  if (contract.streetIds !== "all" && !contract.streetIds.includes(elder.streetId)) return "street_not_covered";
  if (contract.subtypes !== "all" && elder.subtypes.some((code) => !contract.subtypes.includes(code)))
    return "subtype_not_covered";
  return provider.canHold(elder) ? null : "no_qualified_worker";
}

function kilometres(elder: AllocatableElder, provider: AllocatableProvider): number {
  const north = (elder.home.latitude - provider.base.latitude) * 111.2;
  const east =
    (elder.home.longitude - provider.base.longitude) * 111.2 * Math.cos((elder.home.latitude * Math.PI) / 180);
  return Math.hypot(north, east);
}

class Book {
  readonly load = new Map<string, number>();
  readonly holds = new Map<string, AllocatableElder[]>();
  readonly placeOf = new Map<string, AllocatableProvider>();

  capacity(provider: AllocatableProvider): number {
    return provider.contract?.capacityVisits ?? 0;
  }
  hasRoom(provider: AllocatableProvider, visits: number): boolean {
    return (this.load.get(provider.key) ?? 0) + visits <= this.capacity(provider);
  }
  put(elder: AllocatableElder, provider: AllocatableProvider): void {
    this.load.set(provider.key, (this.load.get(provider.key) ?? 0) + elder.visitsWanted);
    this.holds.set(provider.key, [...(this.holds.get(provider.key) ?? []), elder]);
    this.placeOf.set(elder.key, provider);
  }
  take(elder: AllocatableElder, provider: AllocatableProvider): void {
    this.load.set(provider.key, (this.load.get(provider.key) ?? 0) - elder.visitsWanted);
    this.holds.set(
      provider.key,
      (this.holds.get(provider.key) ?? []).filter((one) => one.key !== elder.key),
    );
    this.placeOf.delete(elder.key);
  }
  cost(elder: AllocatableElder, provider: AllocatableProvider): number {
    const capacity = Math.max(1, this.capacity(provider));
    return kilometres(elder, provider) + LOAD_KM * ((this.load.get(provider.key) ?? 0) / capacity) ** 2;
  }
}

type Options = ReadonlyMap<string, readonly AllocatableProvider[]>;

/** Makes room by moving one elder on to another possible provider, breadth first, so the fewest elders move. */
function makeRoom(elder: AllocatableElder, options: Options, book: Book): AllocatableProvider | null {
  for (const provider of options.get(elder.key) ?? [])
    for (const other of book.holds.get(provider.key) ?? []) {
      if (other.visitsWanted < elder.visitsWanted || other.wishedKey === provider.key) continue;
      const next = (options.get(other.key) ?? []).find(
        (one) => one.key !== provider.key && book.hasRoom(one, other.visitsWanted),
      );
      if (!next) continue;
      book.take(other, provider);
      book.put(other, next);
      return provider;
    }
  return null;
}

/** The elder's own choice comes before all; then the fewest possible providers; then the lottery. */
function lotteryOrder(elders: readonly AllocatableElder[], options: Options, seed: string): AllocatableElder[] {
  const ticket = new Map(elders.map((elder) => [elder.key, seedOf(`${seed}|${elder.key}`)]));
  return [...elders].sort(
    (left, right) =>
      Number(right.wishedKey !== null) - Number(left.wishedKey !== null) ||
      (options.get(left.key)?.length ?? 0) - (options.get(right.key)?.length ?? 0) ||
      (ticket.get(left.key) ?? 0) - (ticket.get(right.key) ?? 0) ||
      (left.key < right.key ? -1 : 1),
  );
}

function choose(elder: AllocatableElder, options: Options, book: Book): ElderAllocation["chosenFor"] {
  const possible = options.get(elder.key) ?? [];
  const open = possible.filter((provider) => book.hasRoom(provider, elder.visitsWanted));
  const wished = open.find((provider) => provider.key === elder.wishedKey);
  if (wished) {
    book.put(elder, wished);
    return "elder_choice";
  }
  const cheapest = open.reduce<AllocatableProvider | null>(
    (best, provider) => (best === null || book.cost(elder, provider) < book.cost(elder, best) ? provider : best),
    null,
  );
  const place = cheapest ?? makeRoom(elder, options, book);
  if (place === null) return "no_provider";
  book.put(elder, place);
  return cheapest ? "least_cost" : "made_room";
}

/** Allocates every elder. Deterministic for the input and the seed, whatever the order of the lists; result in order of elder keys. */
export function allocateElders(
  elders: readonly AllocatableElder[],
  providers: readonly AllocatableProvider[],
  seed: string,
): ElderAllocation[] {
  const sorted = [...providers].sort((left, right) => (left.key < right.key ? -1 : 1));
  const verdicts = new Map(
    elders.map((elder) => [elder.key, new Map(sorted.map((provider) => [provider.key, exclusionOf(elder, provider)]))]),
  );
  const options: Options = new Map(
    elders.map((elder) => [
      elder.key,
      sorted.filter((provider) => verdicts.get(elder.key)?.get(provider.key) === null),
    ]),
  );
  const book = new Book();
  const chosenFor = new Map<string, ElderAllocation["chosenFor"]>();
  for (const elder of lotteryOrder(elders, options, seed)) chosenFor.set(elder.key, choose(elder, options, book));
  return [...elders]
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map((elder) => {
      const place = book.placeOf.get(elder.key) ?? null;
      const considered = sorted.map((provider): ConsideredProvider => {
        const excluded = verdicts.get(elder.key)?.get(provider.key) ?? null;
        if (excluded !== null) return { providerKey: provider.key, verdict: "excluded", reason: excluded, cost: null };
        const cost = Number(book.cost(elder, provider).toFixed(2));
        if (provider.key === place?.key) return { providerKey: provider.key, verdict: "chosen", reason: null, cost };
        const full = !book.hasRoom(provider, elder.visitsWanted);
        return { providerKey: provider.key, verdict: "considered", reason: full ? "full" : "costs_more", cost };
      });
      return {
        elderId: elder.id,
        elderKey: elder.key,
        providerId: place?.id ?? null,
        chosenFor: chosenFor.get(elder.key) ?? "no_provider",
        considered,
      };
    });
}
