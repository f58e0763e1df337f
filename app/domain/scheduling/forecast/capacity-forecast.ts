/**
 * Can the care workers of a month give what its elders need? An estimate on the hopeful side: at the assumed share of time with
 * elders no sharing covers what is short here, and what is not short may still find no place, because a plan also has hours, ways
 * and wishes to keep and leaves a basket to one worker. Each worker's minute is given once.
 */
import { basketPart } from "../../matching/basket-parts.ts";
import { QUALIFICATION_CODES, qualificationIncludes } from "../../workforce/qualification.ts";
import type { ForecastInput } from "./forecast-input.ts";
import type { NeededGroups, StreetNeed } from "./forecast-needs.ts";
import { groupsName, streetNeeds } from "./forecast-needs.ts";
import type { Pool } from "./forecast-supply.ts";
import { poolServes, poolsOf } from "./forecast-supply.ts";
import { shareOut } from "./share-out.ts";

export type ForecastRow = {
  readonly streetId: number;
  readonly subtype: string;
  readonly visits: number;
  readonly neededMinutes: number;
  /** Qualified workers of the providers that cover street and subtype, and all they could give if they did nothing else. */
  readonly qualifiedWorkers: number;
  readonly reachableMinutes: number;
  /** What is missing when everybody's minutes are shared out in the best way. */
  readonly shortMinutes: number;
};

export type QualificationShortage = {
  readonly groups: NeededGroups;
  readonly neededMinutes: number;
  readonly shortMinutes: number;
  /** Streets with a shortage, by number. */
  readonly streetIds: readonly number[];
};

export type CapacityForecast = {
  readonly rows: readonly ForecastRow[];
  /** Every kind of qualification that is needed, those with the greatest shortage first. */
  readonly qualifications: readonly QualificationShortage[];
  readonly visits: number;
  readonly neededMinutes: number;
  readonly availableMinutes: number;
  readonly shortMinutes: number;
};

/** One qualification's part of one street's need for a subtype. */
type Piece = StreetNeed["parts"][number] & { readonly need: StreetNeed; readonly pools: readonly number[] };

export function forecastCapacity(input: ForecastInput): CapacityForecast {
  const { visitMinMinutes } = input.limits;
  const visits = input.elders.reduce((sum, elder) => sum + elder.visits, 0);
  const visitMinutes = input.elders.reduce(
    (sum, elder) => sum + elder.visits * basketPart(elder.subtypes, visitMinMinutes).durationMinutes,
    0,
  );
  const pools = poolsOf(input, visits === 0 ? visitMinMinutes : visitMinutes / visits);
  const needs = streetNeeds(input.elders, visitMinMinutes);
  const pieces = scarcestFirst(needs, pools);
  const served = shareOut(
    pieces.map(({ minutes, pools: sources }) => ({ minutes, sources })),
    pools.map(({ minutes }) => minutes),
  );
  const short = new Map(pieces.map((piece, index) => [piece, piece.minutes - (served[index] ?? 0)]));
  const rows = needs.map((need) => rowOf(need, pools, short));
  return {
    rows,
    qualifications: byQualification(short),
    visits,
    neededMinutes: rows.reduce((sum, row) => sum + row.neededMinutes, 0),
    availableMinutes: pools.reduce((sum, pool) => sum + pool.minutes, 0),
    shortMinutes: rows.reduce((sum, row) => sum + row.shortMinutes, 0),
  };
}

/**
 * Needs that the fewest minutes can serve come first: so a qualification is named short only where its own holders are too few, and
 * what others can do as well falls on the one that is easier to find.
 */
function scarcestFirst(needs: readonly StreetNeed[], pools: readonly Pool[]): Piece[] {
  const pieces = needs.flatMap((need) =>
    need.parts.map((part): Piece & { readonly reach: number } => {
      const serving = pools.flatMap((pool, index) =>
        poolServes(pool, { ...need, groups: part.groups }) ? [index] : [],
      );
      return {
        ...part,
        need,
        pools: serving,
        reach: serving.reduce((sum, index) => sum + (pools[index]?.minutes ?? 0), 0),
      };
    }),
  );
  return pieces.sort((left, right) => left.reach - right.reach || codesFor(left.groups) - codesFor(right.groups));
}

/** How many certificates would each do alone for the hardest of the groups; all of them where no group is named. */
function codesFor(groups: NeededGroups): number {
  const ways = groups.map(
    (group) => QUALIFICATION_CODES.filter((held) => group.some((code) => qualificationIncludes(held, code))).length,
  );
  return Math.min(QUALIFICATION_CODES.length, ...ways);
}

function rowOf(need: StreetNeed, pools: readonly Pool[], short: ReadonlyMap<Piece, number>): ForecastRow {
  const main = need.parts.find(({ groups }) => groups.length > 0) ?? need.parts[0];
  const serving = pools.filter((pool) => poolServes(pool, { ...need, groups: main?.groups ?? [] }));
  return {
    streetId: need.streetId,
    subtype: need.subtype,
    visits: need.visits,
    neededMinutes: need.parts.reduce((sum, { minutes }) => sum + minutes, 0),
    qualifiedWorkers: new Set(serving.flatMap(({ workers }) => [...workers])).size,
    reachableMinutes: serving.reduce((sum, { minutes }) => sum + minutes, 0),
    shortMinutes: [...short].reduce((sum, [piece, minutes]) => sum + (piece.need === need ? minutes : 0), 0),
  };
}

function byQualification(short: ReadonlyMap<Piece, number>): QualificationShortage[] {
  const found = new Map<string, QualificationShortage & { streets: Set<number> }>();
  for (const [{ groups, minutes, need }, missing] of short) {
    const name = groupsName(groups);
    const known = found.get(name) ?? { groups, neededMinutes: 0, shortMinutes: 0, streetIds: [], streets: new Set() };
    if (missing > 0) known.streets.add(need.streetId);
    found.set(name, {
      ...known,
      neededMinutes: known.neededMinutes + minutes,
      shortMinutes: known.shortMinutes + missing,
    });
  }
  return [...found]
    .sort(([left, one], [right, other]) => other.shortMinutes - one.shortMinutes || (left < right ? -1 : 1))
    .map(([, { streets, ...shortage }]) => ({
      ...shortage,
      streetIds: [...streets].sort((left, right) => left - right),
    }));
}
