/** 160 care workers of the demonstration district: qualifications, weekly hours, leave and homes near their provider's streets. */
import { givenPlace } from "#app/domain/imports/cells/coordinates.ts";
import type { DayPeriod } from "#app/domain/imports/cells/dates.ts";
import { joinedPeriods } from "#app/domain/imports/cells/dates.ts";
import { joinedWindows } from "#app/domain/imports/cells/windows.ts";
import type { WorkerRecord } from "#app/domain/imports/worker-rows.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { PlainDate, Weekday } from "#app/domain/time/plain-date.ts";
import { addDays } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { addMonths, daysInMonth, firstDateOf } from "#app/domain/time/plain-month.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";
import type { Qualification, QualificationCode } from "#app/domain/workforce/qualification.ts";
import { STREETS } from "#db/seed/reference-data.ts";
import { drawBetween, drawWeighted, drawYes } from "#app/domain/seeded-draws.ts";
import { drawAround, drawCharacter, drawDaysBefore } from "./draws.ts";
import names from "./names.json" with { type: "json" };
import type { DemoProvider } from "./providers.ts";
import type { SyntheticNumbers } from "./synthetic-numbers.ts";

type Draft = {
  readonly seed: string;
  readonly month: PlainMonth;
  readonly numbers: SyntheticNumbers;
  /** Names given so far: vetoes name a care worker, so no two share a name. */
  readonly taken: Set<string>;
};

/** The care workers in the order of the file, provider by provider. */
export function demoWorkers(
  seed: string,
  month: PlainMonth,
  providers: readonly DemoProvider[],
  numbers: SyntheticNumbers,
): WorkerRecord[] {
  const draft: Draft = { seed, month, numbers, taken: new Set() };
  return providers.flatMap((provider, at) =>
    Array.from({ length: provider.workerCount }, (_, position) => demoWorker(draft, provider, { at, position })),
  );
}

type Position = { readonly at: number; readonly position: number };

function demoWorker(draft: Draft, provider: DemoProvider, { at, position }: Position): WorkerRecord {
  const random = seededRandom(`${draft.seed}|worker|${at}|${position}`);
  const first = firstDateOf(draft.month);
  // One man per provider at least, two in every other: some men ask for one.
  const sex = position === 1 || (position === 4 && at % 2 === 0) || drawYes(random, 0.08) ? "male" : "female";
  const birthOn = drawDaysBefore(random, first, [24 * 365, 57 * 365]);
  const homeStreet = random.pick(provider.streets.slice(0, 4));
  const street = STREETS.find((known) => known.slug === homeStreet) ?? provider.record.place;
  return {
    fullName: workerName(random, sex, draft.taken),
    idNumber: draft.numbers.idNumber(birthOn, sex, random),
    birthOn,
    sex,
    phone: draft.numbers.mobile(random),
    provider: provider.record.creditCode,
    employedFrom: drawDaysBefore(random, first, [200, 2600]),
    // The last worker of every twelfth provider has left in the month before the month before.
    employedTo:
      at % 12 === 7 && position === provider.workerCount - 1
        ? addDays(firstDateOf(addMonths(draft.month, -1)), -drawBetween(random, 1, 20))
        : null,
    qualifications: qualificationsOf(random, provider, { at, position }, first),
    homeStreet,
    place: givenPlace(drawAround(random, street, 600), "WGS-84"),
    availability: availabilityOf(random, position),
    weeklyHoursMax: 40,
    leave: leaveOf(random, draft.month),
    dialects: drawYes(random, 0.85)
      ? ["南通话", "普通话"]
      : [random.pick(names.dialects), "普通话"].filter((one, index, all) => all.indexOf(one) === index),
  };
}

function workerName(random: Random, sex: "female" | "male", taken: Set<string>): string {
  const characters = sex === "female" ? names.workerFemale : names.workerMale;
  for (;;) {
    const name =
      drawCharacter(random, names.surnames) + drawCharacter(random, characters) + drawCharacter(random, characters);
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}

/**
 * Every provider has two care workers of level 4 (Q2), most of level 5 (Q1), at most one with a health certificate only.
 * Therapists and counsellors are care workers too, because a basket goes to one worker who holds all it needs.
 */
function codesOf(provider: DemoProvider, { at, position }: Position): QualificationCode[] {
  if (provider.hasTherapist && (position === 0 || position === 2)) return ["Q2", "Q4"];
  if (provider.hasCounsellor && (position === 1 || position === 3)) return ["Q1", "Q5"];
  if (position === 0 || position === 4) return at % 3 === 0 && position === 4 ? ["Q2", "Q3"] : ["Q2"];
  return position === 5 && at % 2 === 0 ? ["Q0"] : ["Q1"];
}

function qualificationsOf(
  random: Random,
  provider: DemoProvider,
  position: Position,
  first: PlainDate,
): Qualification[] {
  return codesOf(provider, position).map((code) => ({
    code,
    certificateNo: `SY${code.slice(1)}${String(random.below(1e8)).padStart(8, "0")}`,
    // One certificate in fifty runs out inside the month: planning and verification must see it.
    expiresOn: drawYes(random, 0.02)
      ? addDays(first, drawBetween(random, 10, 24))
      : addDays(first, drawBetween(random, 70, 1100)),
  }));
}

const FULL_DAY: readonly (readonly [number, number])[] = [
  [480, 720],
  [780, 1050],
];

function onDays(days: readonly Weekday[], hours: readonly (readonly [number, number])[]): WeeklyWindow[] {
  return days.flatMap((weekday) => hours.map(([startMinute, endMinute]) => ({ weekday, startMinute, endMinute })));
}

/** About forty hours; each provider has somebody on Saturday and on Sunday. */
function availabilityOf(random: Random, position: number): WeeklyWindow[] {
  const shift =
    position === 2
      ? "sunday"
      : position % 2 === 1
        ? "saturday"
        : drawWeighted(random, [
            ["week", 80],
            ["long", 12],
            ["saturday", 8],
          ]);
  switch (shift) {
    case "saturday":
      return joinedWindows(onDays([2, 3, 4, 5, 6], FULL_DAY));
    case "sunday":
      return joinedWindows(onDays([3, 4, 5, 6, 7], FULL_DAY));
    case "long":
      return joinedWindows(
        onDays(
          [1, 2, 3, 4, 5],
          [
            [450, 720],
            [780, 1140],
          ],
        ),
      );
    default:
      return joinedWindows(onDays([1, 2, 3, 4, 5], FULL_DAY));
  }
}

/** One care worker in six is away for one to five days in the month, one in twelve in the month before. */
function leaveOf(random: Random, month: PlainMonth): DayPeriod[] {
  const stay = (inMonth: PlainMonth): DayPeriod => {
    const length = drawBetween(random, 1, 5);
    const from = addDays(firstDateOf(inMonth), random.below(daysInMonth(inMonth) - length));
    return { from, to: addDays(from, length - 1) };
  };
  return joinedPeriods([
    ...(drawYes(random, 1 / 12) ? [stay(addMonths(month, -1))] : []),
    ...(drawYes(random, 1 / 6) ? [stay(month)] : []),
  ]);
}
