/** 1,500 candidates of the demonstration district; 1,110 of them are eligible in the month. */
import type { AssistanceCode, GradeCode, LivingCode } from "#app/domain/imports/cells/codes.ts";
import { approximatePlace, givenPlace } from "#app/domain/imports/cells/coordinates.ts";
import { joinedWindows } from "#app/domain/imports/cells/windows.ts";
import type { ElderRecord } from "#app/domain/imports/elder-rows.ts";
import type { WorkerRecord } from "#app/domain/imports/worker-rows.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { PlainDate, Weekday } from "#app/domain/time/plain-date.ts";
import { addDays, addMonthsToDate } from "#app/domain/time/plain-date.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";
import { STREETS } from "#db/seed/reference-data.ts";
import { drawBasket } from "./baskets.ts";
import { drawBetween, drawWeighted, drawYes } from "#app/domain/seeded-draws.ts";
import { drawAround, drawCharacter, drawDaysBefore, notAfter } from "./draws.ts";
import { DEMO_EXCLUSIONS, UNDER_AGE_CODE } from "./exclusions.ts";
import names from "./names.json" with { type: "json" };
import type { DemoCommunity } from "./places.ts";
import type { DemoProvider } from "./providers.ts";
import { offersBasket } from "./providers.ts";
import type { SyntheticNumbers } from "./synthetic-numbers.ts";

export const CANDIDATE_COUNT = 1500;

export type DemoElder = {
  readonly record: ElderRecord;
  /** Reason code, or null when eligible. */ readonly exclusion: string | null;
};

export type ElderDraft = {
  readonly seed: string;
  /** First day of the month. */
  readonly first: PlainDate;
  readonly today: PlainDate;
  readonly communities: readonly DemoCommunity[];
  readonly providers: readonly DemoProvider[];
  readonly workers: readonly WorkerRecord[];
  readonly numbers: SyntheticNumbers;
};

/** The candidates in the order of the roster: by street, excluded ones scattered among the others. */
export function demoElders(draft: ElderDraft): DemoElder[] {
  const causes = DEMO_EXCLUSIONS.flatMap((exclusion) => Array.from({ length: exclusion.count }, () => exclusion));
  const order = seededRandom(`${draft.seed}|exclusions`).shuffle([
    ...causes,
    ...Array.from({ length: CANDIDATE_COUNT - causes.length }, () => null),
  ]);
  const elders = order.map((exclusion, index): DemoElder => {
    const random = seededRandom(`${draft.seed}|elder|${index}`);
    const record = completeElder(draft, random, exclusion?.code === UNDER_AGE_CODE);
    const changed =
      exclusion === null ? record : exclusion.change(record, { random, first: draft.first, today: draft.today });
    return { record: changed, exclusion: exclusion?.code ?? null };
  });
  const place = new Map(STREETS.map((street, index) => [street.slug, index]));
  return withCouples(elders)
    .map((elder, index) => ({ elder, index }))
    .sort(
      (a, b) => (place.get(a.elder.record.street) ?? 0) - (place.get(b.elder.record.street) ?? 0) || a.index - b.index,
    )
    .map(({ elder }) => elder);
}

function completeElder(draft: ElderDraft, random: Random, underAge: boolean): ElderRecord {
  const { first, today, numbers } = draft;
  const sex = drawYes(random, 0.6) ? "female" : "male";
  const birthOn = underAge
    ? drawBetween60(random, first)
    : drawDaysBefore(random, first, [
        drawWeighted(random, [
          [61, 20],
          [70, 45],
          [80, 35],
        ]) *
          365 +
          20,
        97 * 365,
      ]);
  const home = drawHome(draft, random);
  const grade = drawWeighted<GradeCode>(random, [
    [1, 30],
    [2, 38],
    [3, 22],
    [4, 10],
  ]);
  const assessedOn = notAfter(drawDaysBefore(random, first, [45, 300]), today);
  const subtypes = drawBasket(random, grade);
  return {
    fullName: elderName(random, sex),
    idNumber: numbers.idNumber(birthOn, sex, random),
    birthOn,
    sex,
    phone: drawPhone(random, numbers),
    ...home,
    residentSince: drawDaysBefore(random, first, [400, 18_000]),
    assistance: drawAssistance(random, first),
    assessment: {
      grade,
      assessedOn,
      expiresOn: drawYes(random, 0.7) ? addDays(addMonthsToDate(assessedOn, 12), -1) : null,
    },
    living: drawWeighted<LivingCode>(random, [
      ["alone", 38],
      ["empty_nest", 34],
      ["with_family", 28],
    ]),
    serviceMode: drawYes(random, 0.75) ? "visits" : "both",
    subtypes,
    ...drawWishes(draft, random, { street: home.street, subtypes, sex }),
    absences: [],
    diedOn: null,
    benefits: drawYes(random, 0.06) ? [{ name: "养老服务消费补贴", from: null, to: null }] : [],
    contact: drawYes(random, 0.9)
      ? { name: elderName(random, drawYes(random, 0.5) ? "female" : "male"), phone: numbers.mobile(random) }
      : null,
    consentOn: notAfter(addDays(assessedOn, drawBetween(random, 0, 12)), today),
    remark: drawYes(random, 0.08)
      ? random.pick(["听力不好，请大声说话", "门铃坏了，请敲门", "家中有狗", "白天由女儿照看", "五楼，无电梯"])
      : null,
  };
}

/** Between 55 and a few days short of 60 at the end of the month. */
function drawBetween60(random: Random, first: PlainDate): PlainDate {
  return addDays(addMonthsToDate(first, -60 * 12), drawBetween(random, 45, 1700));
}

function elderName(random: Random, sex: "female" | "male"): string {
  const characters = sex === "female" ? names.female : names.male;
  const second = drawYes(random, 0.01) ? drawCharacter(random, names.rare) : drawCharacter(random, characters);
  return (
    drawCharacter(random, names.surnames) + (drawYes(random, 0.85) ? drawCharacter(random, characters) : "") + second
  );
}

function drawPhone(random: Random, numbers: SyntheticNumbers): string | null {
  const kind = drawWeighted(random, [
    ["mobile", 68],
    ["landline", 22],
    ["none", 10],
  ]);
  return kind === "none" ? null : kind === "mobile" ? numbers.mobile(random) : numbers.landline(random);
}

type Home = Pick<
  ElderRecord,
  "registeredAddress" | "registeredDistrict" | "street" | "community" | "address" | "place"
>;

function drawHome(draft: ElderDraft, random: Random): Home {
  const community = random.pick(draft.communities);
  const street = STREETS.find((known) => known.slug === community.street);
  if (street === undefined) throw new RangeError(`no such street: ${community.street}`);
  const address = `${random.pick(names.roads)}路${drawBetween(random, 1, 399)}号${drawBetween(random, 1, 40)}幢${drawBetween(random, 1, 6)}0${drawBetween(random, 1, 4)}室`;
  return {
    registeredAddress: `江苏省南通市崇川区${street.nameZh}${address}`,
    registeredDistrict: "320613",
    street: street.slug,
    community: community.name,
    address,
    place: drawYes(random, 0.03) ? approximatePlace(street) : givenPlace(drawAround(random, community, 220), "WGS-84"),
  };
}

function drawAssistance(random: Random, first: PlainDate): ElderRecord["assistance"] {
  const kind = drawWeighted<AssistanceCode>(random, [
    ["dibao", 46],
    ["dibao_margin", 22],
    ["tekun_dispersed", 14],
    ["expenditure_hardship", 8],
    ["other_low_income", 10],
  ]);
  const from = drawDaysBefore(random, first, [60, 900]);
  return { kind, from, to: drawYes(random, 0.6) ? addDays(first, drawBetween(random, 90, 500)) : null };
}

type Person = { readonly street: string; readonly subtypes: readonly string[]; readonly sex: "female" | "male" };

function drawWishes(
  draft: ElderDraft,
  random: Random,
  person: Person,
): Pick<ElderRecord, "wishedProvider" | "windows" | "workerSex" | "refusedWorkers"> {
  const possible = draft.providers.filter(
    (provider) => provider.streets.includes(person.street) && offersBasket(provider, person.subtypes),
  );
  const wished = drawYes(random, 0.3) && possible.length > 0 ? random.pick(possible).record.creditCode : null;
  const known = draft.workers.filter((worker) => worker.provider === wished);
  return {
    wishedProvider: wished,
    windows: drawWindows(random),
    workerSex: drawWorkerSex(random, person),
    refusedWorkers: known.length > 0 && drawYes(random, 0.08) ? [random.pick(known).fullName] : [],
  };
}

/** Women ask for a woman; a man who asks for a man gets one only for work that one care worker of level 5 does. */
function drawWorkerSex(random: Random, { sex, subtypes }: Person): ElderRecord["workerSex"] {
  if (sex === "female") return drawYes(random, 0.12) ? "female" : null;
  const common = subtypes.every((code) => !SPECIAL_CODES.has(code));
  return drawYes(random, 0.02) && common ? "male" : null;
}

/** Work for two care workers, therapists, counsellors or level 4. */
const SPECIAL_CODES: ReadonlySet<string> = new Set(["LC02", "RN02", "RN04", "RN05", "SC03"]);

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];

/** Hours in which the elder can be visited; an empty list means any time. */
function drawWindows(random: Random): WeeklyWindow[] {
  const on = (days: readonly Weekday[], ...hours: readonly (readonly [number, number])[]) =>
    joinedWindows(
      days.flatMap((weekday) => hours.map(([startMinute, endMinute]) => ({ weekday, startMinute, endMinute }))),
    );
  const kind = drawWeighted(random, [
    ["any", 26],
    ["day", 30],
    ["morning", 18],
    ["afternoon", 12],
    ["days", 10],
    ["weekend", 2],
    ["all", 2],
  ]);
  switch (kind) {
    case "any":
      return [];
    case "day":
      return on(WEEK, [540, 690], [840, 1020]);
    case "morning":
      return on(WEEK, [480, 690]);
    case "afternoon":
      return on(WEEK, [810, 1020]);
    case "days":
      return on(
        random.pick<readonly Weekday[]>([
          [1, 3, 5],
          [2, 4],
          [2, 4, 6],
          [1, 2, 3],
        ]),
        [510, 690],
        [840, 1020],
      );
    case "weekend":
      return on([6, 7], [540, 690], [840, 1020]);
    default:
      return on([1, 2, 3, 4, 5, 6, 7], [540, 1020]);
  }
}

/** Every fortieth candidate is married to the one before: the same home, and the same telephone. */
function withCouples(elders: readonly DemoElder[]): DemoElder[] {
  return elders.map((elder, index) => {
    const spouse = elders[index - 1];
    if (index % 40 !== 39 || spouse === undefined || elder.exclusion === "EL-HUKOU" || spouse.exclusion === "EL-HUKOU")
      return elder;
    const { registeredAddress, registeredDistrict, street, community, address, place, phone } = spouse.record;
    const record = { ...elder.record, registeredAddress, registeredDistrict, street, community, address, place, phone };
    // The choice was made for the other street.
    return { ...elder, record: { ...record, living: "empty_nest" as const, wishedProvider: null, refusedWorkers: [] } };
  });
}
