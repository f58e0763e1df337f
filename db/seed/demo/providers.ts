/** 24 providers whose contracts cover every street at least four times, with capacities that fit their care workers. */
import { givenPlace } from "#app/domain/imports/cells/coordinates.ts";
import type { ContractRecord, ProviderRecord } from "#app/domain/imports/provider-rows.ts";
import { fen } from "#app/domain/money/fen.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { addMonths } from "#app/domain/time/plain-month.ts";
import { distanceM } from "#app/domain/verification/location.ts";
import { SERVICE_CATALOGUE, STREETS } from "#db/seed/reference-data.ts";
import { drawBetween } from "#app/domain/seeded-draws.ts";
import { drawAround, drawCharacter } from "./draws.ts";
import names from "./names.json" with { type: "json" };
import type { SyntheticNumbers } from "./synthetic-numbers.ts";
import { syntheticCreditCode } from "./synthetic-numbers.ts";

/** A provider with what decides its care workers: how many, and which special qualifications it has. */
export type DemoProvider = {
  readonly record: ProviderRecord;
  readonly workerCount: number;
  /** Rehabilitation therapists (Q4) and counsellors (Q5) among them. */
  readonly hasTherapist: boolean;
  readonly hasCounsellor: boolean;
  /** Slugs, also where the contract says 全区. */
  readonly streets: readonly string[];
};

export const PROVIDER_COUNT = 24;
export const WORKER_COUNT = 160;

/** Streets of one provider beside its own, nearest first. */
const NEIGHBOURS = 3;
/** The provider that serves the whole district. */
const DISTRICT_WIDE = PROVIDER_COUNT - 1;
/** Providers every street should have, the one for the whole district among them. */
const PROVIDERS_PER_STREET = 5;
/** Visits a month that a contract counts per care worker; a worker could do about 130. */
const VISITS_PER_WORKER = 46;
/** Providers with therapists and counsellors that every street should have. */
const SPECIALISTS_PER_STREET = 2;

/** Codes only therapists (Q4) or counsellors (Q5) may give. */
const codesOf = (qualification: "Q4" | "Q5") =>
  SERVICE_CATALOGUE.filter(
    (subtype) => subtype.qualifications.length === 1 && subtype.qualifications[0] === qualification,
  ).map((subtype) => subtype.code);
const [THERAPIST_CODES, COUNSELLOR_CODES] = [codesOf("Q4"), codesOf("Q5")];
const BASKET_CODES = SERVICE_CATALOGUE.filter((subtype) => subtype.funding === "basket").map((subtype) => subtype.code);

const slugs = STREETS.map((street) => street.slug);

/** Streets of a provider by distance from its own: itself and the nearest ones. */
function nearestStreets(index: number): string[] {
  const own = STREETS[index % STREETS.length];
  if (own === undefined) return [];
  return [...STREETS].sort((a, b) => distanceM(own, a) - distanceM(own, b)).map((street) => street.slug);
}

/** The streets of each provider; a street at the district's edge is added to the nearest providers until it has enough. */
function demoCoverage(): string[][] {
  const nearest = Array.from({ length: PROVIDER_COUNT }, (_, index) => nearestStreets(index));
  const coverages = nearest.map((streets, index) =>
    index === DISTRICT_WIDE ? slugs : streets.slice(0, 1 + NEIGHBOURS),
  );
  for (const slug of slugs) {
    const others = nearest
      .map((streets, index) => ({ index, rank: streets.indexOf(slug) }))
      .filter(({ index }) => !coverages[index]?.includes(slug))
      .sort((a, b) => a.rank - b.rank || a.index - b.index);
    const missing = PROVIDERS_PER_STREET - coverages.filter((streets) => streets.includes(slug)).length;
    for (const { index } of others.slice(0, Math.max(0, missing))) coverages[index]?.push(slug);
  }
  return coverages;
}

/** Gives a speciality to providers in turn until every street has enough of them. */
function withSpeciality(coverages: readonly (readonly string[])[], offset: number): Set<number> {
  const chosen = new Set<number>();
  const count = new Map<string, number>();
  for (let step = 0; step < PROVIDER_COUNT; step += 1) {
    const index = (step * 5 + offset) % PROVIDER_COUNT;
    const streets = index === DISTRICT_WIDE ? [] : (coverages[index] ?? []);
    if (!streets.some((slug) => (count.get(slug) ?? 0) < SPECIALISTS_PER_STREET)) continue;
    chosen.add(index);
    for (const slug of streets) count.set(slug, (count.get(slug) ?? 0) + 1);
  }
  return chosen;
}

/** The providers in the order of the file. Contracts hold from the month before to the month after at least. */
export function demoProviders(seed: string, month: PlainMonth, numbers: SyntheticNumbers): DemoProvider[] {
  const coverages = demoCoverage();
  const [therapists, counsellors] = [withSpeciality(coverages, 0), withSpeciality(coverages, 3)];
  const smaller = PROVIDER_COUNT * Math.ceil(WORKER_COUNT / PROVIDER_COUNT) - WORKER_COUNT;
  return coverages.map((streets, index) => {
    const workerCount = Math.ceil(WORKER_COUNT / PROVIDER_COUNT) - (index < smaller ? 1 : 0);
    const facts = { workerCount, streets, hasTherapist: therapists.has(index), hasCounsellor: counsellors.has(index) };
    return { ...facts, record: providerRecord({ seed, month, index, numbers, ...facts }) };
  });
}

type Draft = Omit<DemoProvider, "record"> & {
  readonly seed: string;
  readonly month: PlainMonth;
  readonly index: number;
  readonly numbers: SyntheticNumbers;
};

function providerRecord(draft: Draft): ProviderRecord {
  const { seed, index, numbers } = draft;
  const random = seededRandom(`${seed}|provider|${index}`);
  const company = index % 3 === 2;
  const own = STREETS.find((street) => street.slug === draft.streets[0]) ?? STREETS[0];
  if (own === undefined) throw new RangeError("a district without streets");
  const name = names.providers[index] ?? `机构${index}`;
  return {
    name: company ? `南通${name}养老服务有限公司` : `崇川区${name}居家养老服务中心`,
    creditCode: syntheticCreditCode(company ? "91" : "52", index + 11),
    kind: company ? "有限公司" : "民办非企业单位",
    address: `崇川区${own.nameZh}${random.pick(names.roads)}路${drawBetween(random, 1, 399)}号`,
    place: givenPlace(drawAround(random, own, 400), "WGS-84"),
    contactName:
      drawCharacter(random, names.surnames) +
      drawCharacter(random, names.workerFemale) +
      drawCharacter(random, names.workerFemale),
    contactPhone: numbers.mobile(random),
    bankName: random.pick(["示例银行崇川支行", "示例银行南通分行", "演示农商银行城东支行"]),
    bankAccount: `9999${String(random.below(1e6)).padStart(6, "0")}${String(index).padStart(6, "0")}`,
    state: "active",
    contracts: contracts(draft, random.below(14)),
  };
}

/** The contract in force, and before it an ended one at every eighth provider. */
function contracts(draft: Draft, priceStep: number): ContractRecord[] {
  const { month, index } = draft;
  const firstYear = Number(addMonths(month, -1).slice(0, 4));
  const from = plainDate(`${firstYear}-01-01`);
  const to = plainDate(`${addMonths(month, 1).slice(0, 4)}-12-31`);
  const base = {
    streets:
      index === DISTRICT_WIDE
        ? []
        : STREETS.filter((street) => draft.streets.includes(street.slug)).map((street) => street.slug),
    allStreets: index === DISTRICT_WIDE,
    ...subtypes(draft),
    monthlyCapacity: Math.ceil((draft.workerCount * VISITS_PER_WORKER) / 10) * 10,
  };
  const current: ContractRecord = {
    ...base,
    contractNo: contractNo(from, index),
    from,
    to,
    priceFen: fen(3200 + priceStep * 100),
  };
  if (index % 8 !== 5) return [current];
  const before = plainDate(`${firstYear - 1}-01-01`);
  return [
    { ...base, contractNo: contractNo(before, index), from: before, to: addDays(from, -1), priceFen: fen(3000) },
    current,
  ];
}

function contractNo(from: PlainDate, index: number): string {
  return `CC-JJYL-${from.slice(0, 4)}-${String(index + 1).padStart(3, "0")}`;
}

function subtypes(draft: Draft): Pick<ContractRecord, "subtypes" | "allSubtypes"> {
  if (draft.hasTherapist && draft.hasCounsellor) return { subtypes: [], allSubtypes: true };
  const without = new Set([
    ...(draft.hasTherapist ? [] : THERAPIST_CODES),
    ...(draft.hasCounsellor ? [] : COUNSELLOR_CODES),
  ]);
  return { subtypes: BASKET_CODES.filter((code) => !without.has(code)), allSubtypes: false };
}

/** Can the provider give all of a basket? */
export function offersBasket(provider: DemoProvider, codes: readonly string[]): boolean {
  return provider.record.contracts.some(
    (contract) => contract.allSubtypes || codes.every((code) => contract.subtypes.includes(code)),
  );
}
