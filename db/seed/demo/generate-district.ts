/**
 * The demonstration district, made from a seed and clearly synthetic: the rows that an office's own spreadsheets would hold.
 * 1,500 candidates of whom about 1,100 are eligible in the month, 24 providers, 160 care workers, 209 facilities.
 */
import { idCheckCharacter } from "#app/domain/elders/id-number.ts";
import { fen, type Fen } from "#app/domain/money/fen.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { addDays, addMonthsToDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import { creditCheckCharacter, organisationCheckCharacter } from "#app/domain/workforce/credit-code.ts";
import { STREETS, type StreetSeed } from "../reference-data.ts";
import { demoElderRow, type DemoRow } from "./elder-row.ts";
import { COMMUNITY_NAMES, demoName, ROAD_NAMES } from "./people-names.ts";

export type { DemoRow } from "./elder-row.ts";

export type DemoDistrict = {
  readonly elders: readonly DemoRow[];
  readonly providers: readonly DemoRow[];
  readonly workers: readonly DemoRow[];
  readonly facilities: readonly DemoRow[];
};

const ELDERS = 1500;
const PROVIDERS = 24;
const WORKERS = 160;

/** An identity number of the unassigned division 320699 with a valid check character. */
export function demoIdNumber(birthOn: PlainDate, sex: "female" | "male", serial: number): string {
  const sequence = (serial % 499) * 2 + (sex === "male" ? 1 : 2);
  const first17 = `320699${birthOn.replaceAll("-", "")}${String(sequence).padStart(3, "0")}`;
  return `${first17}${idCheckCharacter(first17)}`;
}

/** A valid mobile number that nobody reads as real: 1990 and a running number. */
export function demoPhone(serial: number): string {
  return `1990${String(serial).padStart(7, "0")}`;
}

function demoCreditCode(serial: number): string {
  const organisation = `MJ${String(serial).padStart(6, "0")}`;
  const first17 = `52320699${organisation}${organisationCheckCharacter(organisation)}`;
  return `${first17}${creditCheckCharacter(first17)}`;
}

/** A point scattered around a street's centroid, within about one kilometre and a half. */
export function demoPoint(random: Random, street: StreetSeed): { latitude: number; longitude: number } {
  const spread = () => (random.next() + random.next() - 1) * 0.014;
  return {
    latitude: Number((street.latitude + spread()).toFixed(6)),
    longitude: Number((street.longitude + spread()).toFixed(6)),
  };
}

export function demoAddress(random: Random): { community: string; address: string } {
  const community = `${random.pick(COMMUNITY_NAMES)}社区`;
  return {
    community,
    address: `${random.pick(ROAD_NAMES)}${1 + random.below(300)}号${1 + random.below(30)}幢${100 * (1 + random.below(6)) + 1 + random.below(4)}室`,
  };
}

/** Providers sit around a ring of neighbouring streets, so that every street has at least three of them. */
function streetsOfProvider(index: number): StreetSeed[] {
  const ring = [...STREETS].sort((left, right) => left.longitude + left.latitude - right.longitude - right.latitude);
  const from = Math.floor((index * ring.length) / PROVIDERS);
  return [0, 1, 2, 3].map((step) => ring[(from + step) % ring.length] as StreetSeed);
}

export type DemoProvider = {
  readonly name: string;
  readonly creditCode: string;
  readonly streets: readonly StreetSeed[];
  readonly row: DemoRow;
};

function demoProviders(random: Random, month: PlainMonth): DemoProvider[] {
  const words = ["安康", "颐和", "福寿", "暖阳", "仁爱", "同心", "康乐", "慈恩", "长青", "佳境", "和睦", "春晖"];
  const start = addMonthsToDate(firstDateOf(month), -10);
  return Array.from({ length: PROVIDERS }, (_, index) => {
    const streets = streetsOfProvider(index);
    const name = `${words[index % words.length] ?? ""}${index < words.length ? "居家养老服务中心" : "养老护理服务社"}`;
    const creditCode = demoCreditCode(index + 1);
    const point = demoPoint(random, streets[0] as StreetSeed);
    const price: Fen = fen(3000 + 100 * random.below(9));
    const row: DemoRow = {
      name,
      creditCode,
      kind: index % 3 === 0 ? "企业" : "民办非企业单位",
      address: demoAddress(random).address,
      ...point,
      contactName: demoName(random, "female"),
      contactPhone: demoPhone(9_000_000 + index),
      contractNo: `CC-${month.slice(0, 4)}-${String(index + 1).padStart(3, "0")}`,
      contractPeriod: `${start}至${addDays(addMonthsToDate(start, 18), -1)}`,
      streets: streets.map((street) => street.nameZh).join("、"),
      subtypes: "全部",
      price,
      monthlyCapacity: 280,
      bankName: "示例银行崇川支行",
      bankAccount: `62260000${String(index + 1).padStart(10, "0")}`,
      state: "正常",
    };
    return { name, creditCode, streets, row };
  });
}

/** What the workers of one provider can do: every basket of the demonstration can be held by some of them, baths by two. */
const SKILLS = ["Q2", "Q1", "Q2", "Q1；Q4", "Q1", "Q2；Q5", "Q1；Q3"];

function demoWorkers(random: Random, month: PlainMonth, providers: readonly DemoProvider[]): DemoRow[] {
  const first = firstDateOf(month);
  return Array.from({ length: WORKERS }, (_, index) => {
    const provider = providers[index % PROVIDERS] as DemoProvider;
    const place = Math.floor(index / PROVIDERS);
    const sex = random.below(8) === 0 ? "male" : "female";
    const birthOn = addDays(addMonthsToDate(first, -12 * (30 + random.below(26))), -random.below(360));
    const street = provider.streets[place % provider.streets.length] as StreetSeed;
    const expiry = addMonthsToDate(first, 6 + random.below(24));
    const codes = (SKILLS[place % SKILLS.length] ?? "Q1").split("；");
    const leaveFrom = addDays(first, random.below(24));
    return {
      fullName: demoName(random, sex),
      idNumber: demoIdNumber(birthOn, sex, 5000 + index),
      phone: demoPhone(8_000_000 + index),
      provider: provider.name,
      employedFrom: addMonthsToDate(first, -6 - random.below(40)),
      sex: sex === "male" ? "男" : "女",
      qualifications: codes.map((code) => `${code}:${code}${String(10_000 + index)}:${expiry}`).join("；"),
      homeStreet: street.nameZh,
      ...demoPoint(random, street),
      availability: place % 3 === 2 ? "周一至周六 8:00-17:30" : "周一至周五 8:00-18:00；周六 8:00-12:00",
      weeklyHoursMax: 40,
      leave: random.below(10) === 0 ? `${leaveFrom}至${addDays(leaveFrom, 1 + random.below(4))}` : null,
      dialects: random.below(2) === 0 ? "南通话" : "普通话、南通话",
    };
  });
}

function demoFacilities(random: Random): DemoRow[] {
  const row = (kind: string, name: string, street: StreetSeed): DemoRow => ({
    name,
    kind,
    street: street.nameZh,
    ...demoAddress(random),
    ...demoPoint(random, street),
    openingHours: "8:00-17:30",
    capacity: 20 + random.below(60),
  });
  const centres = STREETS.map((street) => row("街道中心", `${street.nameZh}居家养老服务中心`, street));
  const comprehensive = STREETS.map((street) => row("综合性服务站", `${street.nameZh}综合性养老服务站`, street));
  const stations = Array.from({ length: 177 }, (_, index) => {
    const street = STREETS[index % STREETS.length] as StreetSeed;
    return row(
      "社区站",
      `${street.nameZh.replace("街道", "")}第${Math.floor(index / STREETS.length) + 1}居家养老服务站`,
      street,
    );
  });
  return [...centres, ...comprehensive, ...stations];
}

/** The whole district. The same seed and month give the same rows on every machine. */
export function generateDemoDistrict({
  seed,
  month,
}: {
  readonly seed: string;
  readonly month: PlainMonth;
}): DemoDistrict {
  const providers = demoProviders(seededRandom(`${seed}|providers`), month);
  return {
    providers: providers.map((provider) => provider.row),
    workers: demoWorkers(seededRandom(`${seed}|workers`), month, providers),
    facilities: demoFacilities(seededRandom(`${seed}|facilities`)),
    elders: Array.from({ length: ELDERS }, (_, index) =>
      demoElderRow({
        random: seededRandom(`${seed}|elder|${index}`),
        index,
        month,
        street: STREETS[index % STREETS.length] as StreetSeed,
        providers,
        make: { idNumber: demoIdNumber, phone: demoPhone, point: demoPoint, address: demoAddress },
      }),
    ),
  };
}
