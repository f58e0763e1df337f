/** Streets, communities and facilities of the demonstration district: 16 centres, 16 comprehensive stations, 177 stations. */
import { givenPlace } from "#app/domain/imports/cells/coordinates.ts";
import type { FacilityRecord } from "#app/domain/imports/facility-rows.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { Point } from "#app/domain/verification/datum.ts";
import { STREETS } from "#db/seed/reference-data.ts";
import { drawBetween } from "#app/domain/seeded-draws.ts";
import { drawAround, placeAt } from "./draws.ts";
import names from "./names.json" with { type: "json" };
import type { SyntheticNumbers } from "./synthetic-numbers.ts";

export type DemoCommunity = Point & { readonly street: string; readonly name: string };

/** Stations of each street in the order of the street list, 177 together (the figure the district published). */
const STATIONS_OF_STREET = [11, 10, 12, 10, 11, 9, 12, 11, 13, 12, 11, 12, 9, 12, 11, 11] as const;

/** The outer streets are wider than the inner ones. */
const WIDE_STREETS: ReadonlySet<string> = new Set([
  "chenqiao",
  "xingfu",
  "tianshenggangzhen",
  "tangzhazhen",
  "guanyinshan",
  "langshanzhen",
]);

/** 177 communities with names that no two share, spread in rings around the centroids of their streets. */
export function demoCommunities(seed: string): DemoCommunity[] {
  const random = seededRandom(`${seed}|communities`);
  const free = random.shuffle(
    Array.from(names.communityFirst).flatMap((first) =>
      Array.from(names.communitySecond).map((second) => `${first}${second}社区`),
    ),
  );
  return STREETS.flatMap((street, index) => {
    const count = STATIONS_OF_STREET[index] ?? 0;
    const reach = WIDE_STREETS.has(street.slug) ? 1500 : 800;
    return Array.from({ length: count }, (_, position) => {
      const angle = (2 * Math.PI * (position + random.next() * 0.6)) / count;
      return {
        street: street.slug,
        name: free.pop() ?? "",
        ...placeAt(street, reach * (0.25 + 0.75 * random.next()), angle),
      };
    });
  });
}

/** Centres and comprehensive stations of the streets, and one station per community. */
export function demoFacilities(
  seed: string,
  communities: readonly DemoCommunity[],
  numbers: SyntheticNumbers,
): FacilityRecord[] {
  const random = seededRandom(`${seed}|facilities`);
  const facility = (
    over: Pick<FacilityRecord, "name" | "kind" | "street" | "community"> & { at: Point; capacity: number },
  ): FacilityRecord => {
    const { at, ...facts } = over;
    const road = random.pick(names.roads);
    return {
      ...facts,
      address: `${STREETS.find((street) => street.slug === facts.street)?.nameZh ?? ""}${road}路${drawBetween(random, 1, 399)}号`,
      place: givenPlace(at, "WGS-84"),
      phone: numbers.landline(random),
      openingHours: facts.kind === "station" ? "周一至周五 8:30-17:00" : "周一至周日 8:00-17:30",
    };
  };
  const ofStreets = STREETS.flatMap((street) => [
    facility({
      name: `${street.nameZh}居家养老服务中心`,
      kind: "street_centre",
      street: street.slug,
      community: null,
      at: drawAround(random, street, 200),
      capacity: drawBetween(random, 60, 120),
    }),
    facility({
      name: `${street.nameZh}综合性养老服务站`,
      kind: "comprehensive_station",
      street: street.slug,
      community: null,
      at: drawAround(random, street, 300),
      capacity: drawBetween(random, 40, 80),
    }),
  ]);
  const ofCommunities = communities.map((community) =>
    facility({
      name: `${community.name}居家养老服务站`,
      kind: "station",
      street: community.street,
      community: community.name,
      at: community,
      capacity: drawBetween(random, 20, 50),
    }),
  );
  return [...ofStreets, ...ofCommunities];
}
