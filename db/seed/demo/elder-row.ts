/** One row of the demonstration roster. About 27 in a hundred are not eligible, for every reason that a street knows. */
import type { Random } from "#app/domain/seeded-random.ts";
import type { Fen } from "#app/domain/money/fen.ts";
import { addDays, addMonthsToDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import { firstDateOf, type PlainMonth } from "#app/domain/time/plain-month.ts";
import type { StreetSeed } from "../reference-data.ts";
import { demoName } from "./people-names.ts";

/** A cell's value as an office would fill it. */
export type DemoRow = Readonly<Record<string, string | number | Fen | null>>;

type Fault =
  | "young"
  | "hukou"
  | "new_resident"
  | "no_hardship"
  | "centralised"
  | "institution"
  | "intact"
  | "expired"
  | "not_assessed"
  | "deceased"
  | "unsigned"
  | "hospital";

/** Share of candidates, in thousandths. Those in hospital for a few days stay eligible and have their visits moved. */
const FAULTS: readonly (readonly [Fault, number])[] = [
  ["young", 45],
  ["hukou", 30],
  ["new_resident", 15],
  ["no_hardship", 50],
  ["centralised", 15],
  ["institution", 20],
  ["intact", 30],
  ["expired", 25],
  ["not_assessed", 10],
  ["deceased", 10],
  ["unsigned", 15],
  ["hospital", 10],
];

/** Baskets of at least an hour, by grade. */
const BASKETS: Readonly<Record<number, readonly string[]>> = {
  1: ["RN01、LC06、LC09", "LC04", "SC01", "LC13、LC07", "LC12", "RN01、LC05、LC07", "RN05、LC07", "SC03、SC04"],
  2: ["RN01、LC06、LC09", "LC02", "LC10、LC11、LC08", "RN02、RN01、LC09", "RN04、LC09", "LC04", "LC05、LC07"],
  3: ["LC02", "LC03、LC08", "RN07、LC11、RN03", "RN01、LC06、LC09", "LC04", "RN04、LC08"],
  4: ["LC03、LC11", "RN07、LC10、RN01", "LC04", "RN04、LC11", "LC05、LC08"],
};

const WINDOWS = [
  null,
  null,
  null,
  "周一至周五 8:30-11:30",
  "周一至周五 13:30-17:00",
  "周一至周日 8:00-12:00",
  "周一、周三、周五 9:00-17:00",
  "周一至周四 9:00-16:00；周六 8:30-11:30",
];
const HARDSHIP = ["低保", "低保", "低保边缘", "特困分散供养", "支出型困难", "其他低收入"];

export type ElderQuestion = {
  readonly random: Random;
  readonly index: number;
  readonly month: PlainMonth;
  readonly street: StreetSeed;
  readonly providers: readonly { readonly name: string; readonly streets: readonly StreetSeed[] }[];
  readonly make: {
    readonly idNumber: (birthOn: PlainDate, sex: "female" | "male", serial: number) => string;
    readonly phone: (serial: number) => string;
    readonly point: (random: Random, street: StreetSeed) => { latitude: number; longitude: number };
    readonly address: (random: Random) => { community: string; address: string };
  };
};

function drawFault(random: Random): Fault | null {
  let draw = random.below(1000);
  for (const [fault, share] of FAULTS) {
    draw -= share;
    if (draw < 0) return fault;
  }
  return null;
}

function birthOf(random: Random, first: PlainDate, fault: Fault | null): PlainDate {
  const years = fault === "young" ? 50 + random.below(9) : 66 + random.below(12) + random.below(14);
  return addDays(addMonthsToDate(first, -12 * years), -random.below(360));
}

function assessmentOf(random: Random, first: PlainDate, fault: Fault | null) {
  if (fault === "not_assessed")
    return { grade: "未评估", assessedOn: addMonthsToDate(first, -1), assessmentExpiresOn: null, level: 2 };
  const level = fault === "intact" ? 0 : 1 + random.below(3) + (random.below(4) === 0 ? 1 : 0);
  const assessedOn = addDays(addMonthsToDate(first, fault === "expired" ? -15 : -9), random.below(150));
  const names = ["能力完好", "轻度失能", "中度失能", "重度失能", "完全失能"];
  return {
    grade: names[level] ?? "轻度失能",
    assessedOn,
    assessmentExpiresOn: addDays(addMonthsToDate(assessedOn, 12), -1),
    level,
  };
}

function fates(random: Random, first: PlainDate, fault: Fault | null) {
  const stay = addDays(first, 5 + random.below(15));
  return {
    assistance: fault === "no_hardship" ? "无" : fault === "centralised" ? "特困集中供养" : random.pick(HARDSHIP),
    inHospital: fault === "hospital" ? `${stay}至${addDays(stay, 4 + random.below(5))}` : null,
    institution: fault === "institution" ? `示例养老院（${addMonthsToDate(first, -4)}起）` : null,
    diedOn: fault === "deceased" ? addDays(first, -10 - random.below(60)) : null,
    consentOn: fault === "unsigned" ? "未签" : addMonthsToDate(first, -8),
  };
}

/** One candidate; every value comes from the candidate's own random sequence. */
export function demoElderRow({ random, index, month, street, providers, make }: ElderQuestion): DemoRow {
  const first = firstDateOf(month);
  const fault = drawFault(random);
  const sex = random.below(10) < 6 ? "female" : "male";
  const birthOn = birthOf(random, first, fault);
  const { level, ...assessment } = assessmentOf(random, first, fault);
  const home = make.address(random);
  const near = providers.filter((provider) => provider.streets.includes(street));
  const baskets = BASKETS[Math.max(1, level)] ?? ["LC04"];
  return {
    fullName: demoName(random, sex),
    idNumber: make.idNumber(birthOn, sex, index),
    phone: random.below(12) === 0 ? null : make.phone(1_000_000 + index),
    registeredAddress:
      fault === "hukou" ? `江苏省南通市示例区${home.address}` : `南通市崇川区${street.nameZh}${home.address}`,
    registeredDistrict: fault === "hukou" ? "示例区" : "崇川区",
    street: street.nameZh,
    ...home,
    residentSince:
      fault === "new_resident" ? addMonthsToDate(first, -3) : addMonthsToDate(first, -24 - random.below(400)),
    ...make.point(random, street),
    ...fates(random, first, fault),
    ...assessment,
    living: random.pick(["独居", "空巢", "与家人"]),
    serviceMode: random.pick(["上门", "上门", "上门", "两者"]),
    subtypes: random.pick(baskets),
    wishedProvider: random.below(10) < 3 && near.length > 0 ? random.pick(near).name : null,
    windows: random.pick(WINDOWS),
    workerSex: random.below(25) === 0 && sex === "female" ? "女" : null,
    contactName: random.below(5) === 0 ? null : demoName(random, "male"),
    contactPhone: make.phone(2_000_000 + index),
    remark: null,
  };
}
