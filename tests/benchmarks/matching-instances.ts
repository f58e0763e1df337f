/** Seeded districts for the matching benchmark, made again from size and seed alone; a digest tells that two runs had the same. */
import { createHash } from "node:crypto";
import type { FlowNetwork } from "#app/domain/matching/flow/network.ts";
import type { SizedProblem } from "#app/domain/matching/flow/sized-problem.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";

export type MatchingInstance = { readonly network: FlowNetwork; readonly digest: string };

/** Providers that may serve an elder: the nearest. */
const NEAREST = 6;
/** Cost of a provider other than the one that the elder prefers, in thousandths of the district's width. */
const NOT_PREFERRED = 150;
/** Each elder above the even share costs so much more than the one before. */
const LOAD_SLOPE = 5;
/** Places in all, as a share of the elders. */
const PLACES_SHARE = 1.15;

/** Elders and providers evenly spread over a square; cost is distance and preference, capacity 15% above the even share. */
export function matchingInstance(elders: number, providers: number, seed: number): MatchingInstance {
  const random = seededRandom(`matching ${elders} ${providers} ${seed}`);
  const reach = Math.min(NEAREST, providers);
  const places = Array.from({ length: providers }, () => [random.next(), random.next()] as const);
  const starts = Int32Array.from({ length: elders + 1 }, (_, elder) => elder * reach);
  const [sinks, costs] = [new Int32Array(elders * reach), new Float64Array(elders * reach)];
  const distances = new Float64Array(providers);
  for (let elder = 0; elder < elders; elder += 1) {
    const [x, y] = [random.next(), random.next()];
    for (const [place, [px, py]] of places.entries()) distances[place] = Math.hypot(px - x, py - y);
    const preferred = random.below(reach);
    for (let rank = 0; rank < reach; rank += 1) {
      let nearest = 0;
      for (let place = 1; place < providers; place += 1)
        if ((distances[place] as number) < (distances[nearest] as number)) nearest = place;
      sinks[elder * reach + rank] = nearest;
      costs[elder * reach + rank] =
        Math.round((distances[nearest] as number) * 1000) + (rank === preferred ? 0 : NOT_PREFERRED);
      distances[nearest] = Infinity;
    }
  }
  const target = Math.floor(elders / providers);
  const capacities = new Int32Array(providers).fill(Math.ceil((elders / providers) * PLACES_SHARE));
  const unitCost = (_sink: number, taken: number) => LOAD_SLOPE * Math.max(0, taken + 1 - target);
  const digest = createHash("sha256").update(sinks).update(costs).update(capacities).digest("hex").slice(0, 16);
  return { network: { arcs: { starts, sinks, costs }, capacities, unitCost }, digest };
}

/** The district with four visits for nine elders in ten and one to three for the others; capacities and targets in visits. */
export function withSeveralSizes({ arcs, capacities }: FlowNetwork, seed: number): SizedProblem {
  const random = seededRandom(`sizes ${seed}`);
  const elders = arcs.starts.length - 1;
  const target = 4 * Math.floor(elders / capacities.length);
  return {
    arcs,
    sizes: Int32Array.from({ length: elders }, () => (random.below(10) === 0 ? 1 + random.below(3) : 4)),
    capacities: Array.from(capacities, (capacity) => 4 * capacity),
    loadCost: (_, visits) => {
      const above = Math.max(0, visits - target);
      return (LOAD_SLOPE * above * (above + 1)) / 2;
    },
  };
}
