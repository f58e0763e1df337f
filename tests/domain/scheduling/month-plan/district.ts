/** Random districts for the planner's tests: seeded, plainly synthetic, with every kind of wish and absence. */
import { expect } from "vitest";
import type { ElderId, ProviderId, WorkerId } from "#app/domain/identifiers.ts";
import { identify } from "#app/domain/identifiers.ts";
import type { SubtypeNeed } from "#app/domain/matching/basket-parts.ts";
import type { MonthPlan } from "#app/domain/scheduling/month-plan/month-plan.ts";
import { checkPlan } from "#app/domain/scheduling/month-plan/plan-check.ts";
import type {
  BookedVisit,
  PlanInput,
  PlannableElder,
  PlannableProvider,
  PlannableWorker,
} from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import type { PlanningParameters } from "#app/domain/scheduling/planning-limits.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import type { GeoPoint } from "#app/domain/scheduling/travel.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { PlainDate, Weekday } from "#app/domain/time/plain-date.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import { addMonths, firstDateOf, plainMonth } from "#app/domain/time/plain-month.ts";
import type { WeeklyWindow } from "#app/domain/time/time-window.ts";
import { calendar2026 } from "../holidays-2026.ts";

export const parameters: PlanningParameters = {
  visits_per_month: 4,
  visit_min_minutes: 60,
  worker_day_hours_max: 10,
  worker_day_visits_max: 8,
  worker_week_hours_max: 40,
  lunch_break_minutes: 30,
  lunch_window: "11:00-13:30",
  planning_travel_speed: 20,
  travel_setup_minutes: 3,
  min_gap_days: 3,
  holiday_mode: "move_inside_month",
  shift_candidates: "working_days",
};

export const limits = planningLimitsOf(parameters);

export const elderId = (key: string) => identify<ElderId>(`elder-${key}`);
export const workerId = (key: string) => identify<WorkerId>(`worker-${key}`);
export const providerId = (key: string) => identify<ProviderId>(`provider-${key}`);

const need = (code: string, typicalMinutes: number, groups: SubtypeNeed["qualificationGroups"], two = false) =>
  ({ code, typicalMinutes, qualificationGroups: groups, workersNeeded: two ? 2 : 1 }) satisfies SubtypeNeed;

export const SUBTYPES = {
  cleaning: need("LC04", 60, [["Q0"]]),
  haircut: need("LC06", 30, [["Q0"]]),
  nails: need("LC09", 20, [["Q1"]]),
  signs: need("RN01", 15, [["Q1"]]),
  guidance: need("RN02", 30, [["Q2", "Q3"]]),
  gait: need("RN05", 40, [["Q4"]]),
  counsel: need("SC03", 50, [["Q5"]]),
  bathing: need("LC02", 60, [["Q1"]], true),
};

export const EVERY_WORKDAY: readonly Weekday[] = [1, 2, 3, 4, 5];

export function windowsOf(weekdays: readonly Weekday[], startMinute: number, endMinute: number): WeeklyWindow[] {
  return weekdays.map((weekday) => ({ weekday, startMinute, endMinute }));
}

/** Kilometres east and north of a corner of the district. */
export function pointAt(eastKm: number, northKm: number): GeoPoint {
  return { latitude: 31.98 + northKm / 111.2, longitude: 120.82 + eastKm / 94.4 };
}

export function anElder(key: string, changes: Partial<PlannableElder> = {}): PlannableElder {
  return {
    id: elderId(key),
    key,
    providerId: providerId("P0"),
    home: pointAt(1, 1),
    windows: [],
    sexWanted: null,
    refusedWorkerIds: [],
    subtypes: [SUBTYPES.signs, SUBTYPES.haircut, SUBTYPES.nails],
    visitsWanted: 4,
    absences: [],
    previous: null,
    familiar: [],
    visitsBefore: [],
    ...changes,
  };
}

export function aWorker(key: string, changes: Partial<PlannableWorker> = {}): PlannableWorker {
  return {
    id: workerId(key),
    key,
    providerId: providerId("P0"),
    sex: "female",
    qualifications: [{ code: "Q2", certificateNo: null, expiresOn: null }],
    employedFrom: plainDate("2024-01-01"),
    employedTo: null,
    availability: windowsOf(EVERY_WORKDAY, 480, 1080),
    weeklyMinutesMax: null,
    leave: [],
    base: pointAt(1, 1),
    ...changes,
  };
}

export function aProvider(key: string, changes: Partial<PlannableProvider> = {}): PlannableProvider {
  return {
    id: providerId(key),
    key,
    closedOn: [],
    contracts: [{ from: plainDate("2024-01-01"), to: plainDate("2030-12-31") }],
    ...changes,
  };
}

export function aMonth(month: string, changes: Partial<Omit<PlanInput, "month">>): PlanInput {
  return {
    month: plainMonth(month),
    elders: [],
    workers: [],
    providers: [aProvider("P0")],
    bookedVisits: [],
    calendar: calendar2026,
    limits,
    ...changes,
  };
}

export type DistrictSize = {
  readonly elders: number;
  readonly workers: number;
  readonly providers: number;
  readonly seed: number;
  readonly month?: string;
  /** Share of elders and workers with something out of the ordinary. */
  readonly trouble?: number;
};

export function randomDistrict(size: DistrictSize): PlanInput {
  const random = seededRandom(size.seed);
  const month = plainMonth(size.month ?? "2026-12");
  const trouble = size.trouble ?? 0.2;
  const centres = Array.from({ length: size.providers }, () => pointAt(random.next() * 9, random.next() * 9));
  const maker: Maker = { random, month, trouble, centres };
  const workers = Array.from({ length: size.workers }, (_, index) => randomWorker(maker, index));
  const elders = Array.from({ length: size.elders }, (_, index) => randomElder(maker, index, workers));
  return {
    month,
    elders,
    workers,
    providers: centres.map((_, index) => randomProvider(maker, index)),
    bookedVisits: elders.flatMap((elder) => randomBooking(maker, elder, workers)),
    calendar: calendar2026,
    limits,
  };
}

type Maker = {
  readonly random: Random;
  readonly month: PlainMonth;
  readonly trouble: number;
  readonly centres: readonly GeoPoint[];
};

function near(random: Random, centre: GeoPoint, km: number): GeoPoint {
  const spread = () => (random.next() + random.next() - 1) * km;
  return {
    latitude: centre.latitude + spread() / 111.2,
    longitude: centre.longitude + spread() / 94.4,
  };
}

function somePeriod({ random, month }: Maker): { from: PlainDate; to: PlainDate } {
  const from = addDays(firstDateOf(month), random.below(26) - 2);
  return { from, to: addDays(from, random.below(9)) };
}

function randomProvider(maker: Maker, index: number): PlannableProvider {
  const closed = maker.random.next() < maker.trouble;
  return aProvider(`P${index}`, {
    closedOn: closed ? [addDays(firstDateOf(maker.month), maker.random.below(28))] : [],
  });
}

function randomWorker(maker: Maker, index: number): PlannableWorker {
  const { random } = maker;
  const provider = index % maker.centres.length;
  const first = index < maker.centres.length;
  const code = first ? "Q2" : random.pick(["Q0", "Q1", "Q1", "Q2", "Q4", "Q5"] as const);
  const also = random.next() < 0.4 ? [{ code: "Q1" as const, certificateNo: null, expiresOn: null }] : [];
  const expires = random.next() < maker.trouble / 4 ? addDays(firstDateOf(maker.month), random.below(28)) : null;
  const weekend = random.next() < 0.3 ? windowsOf([6], 480, 1020) : [];
  const centre = maker.centres[provider] ?? pointAt(0, 0);
  return aWorker(`W${index}`, {
    providerId: providerId(`P${provider}`),
    sex: random.next() < 0.8 ? "female" : "male",
    qualifications: [{ code, certificateNo: null, expiresOn: expires }, ...also],
    employedTo: random.next() < maker.trouble / 8 ? addDays(firstDateOf(maker.month), 20) : null,
    availability: [...windowsOf(EVERY_WORKDAY, 480, random.pick([1020, 1080])), ...weekend],
    weeklyMinutesMax: random.pick([null, 1200, 2400]),
    leave: random.next() < maker.trouble ? [somePeriod(maker)] : [],
    base: near(random, centre, 1),
  });
}

const BASKETS: readonly (readonly SubtypeNeed[])[] = [
  [SUBTYPES.signs, SUBTYPES.haircut, SUBTYPES.nails],
  [SUBTYPES.cleaning],
  [SUBTYPES.cleaning, SUBTYPES.signs],
  [SUBTYPES.bathing],
  [SUBTYPES.guidance, SUBTYPES.haircut],
  [SUBTYPES.gait, SUBTYPES.haircut],
  [SUBTYPES.gait, SUBTYPES.counsel],
  [SUBTYPES.counsel, SUBTYPES.signs],
];

function randomElder(maker: Maker, index: number, workers: readonly PlannableWorker[]): PlannableElder {
  const { random, month } = maker;
  const provider = random.below(maker.centres.length);
  const own = workers.filter((worker) => worker.providerId === providerId(`P${provider}`));
  const weekdays = random.next() < 0.6 ? EVERY_WORKDAY : random.shuffle([1, 2, 3, 4, 5, 6] as const).slice(0, 3);
  const [from, to] = random.pick([
    [480, 690],
    [810, 1020],
    [480, 1080],
    [540, 660],
  ] as const);
  const troubled = () => random.next() < maker.trouble;
  const friend = random.pick([...own, ...workers]);
  const reason = random.pick(["elder_in_hospital", "elder_away", "not_entitled"] as const);
  const before = addMonths(month, -1);
  return anElder(`E${String(index).padStart(5, "0")}`, {
    providerId: random.next() < 0.01 ? null : providerId(`P${provider}`),
    home: near(random, maker.centres[provider] ?? pointAt(0, 0), 2.5),
    windows: random.next() < 0.3 ? [] : windowsOf(weekdays, from, to),
    sexWanted: random.next() < 0.1 ? "female" : null,
    refusedWorkerIds: random.next() < 0.1 ? [random.pick([...own, ...workers]).id] : [],
    subtypes: random.pick(random.next() < 0.7 ? BASKETS.slice(0, 3) : BASKETS),
    visitsWanted: troubled() ? random.below(5) : 4,
    absences: troubled() ? [{ ...somePeriod(maker), reason }] : [],
    previous: troubled() ? { weekday: random.pick(EVERY_WORKDAY), startMinute: 540, workerIds: [friend.id] } : null,
    familiar: troubled() ? [{ workerId: friend.id, visits: 1 + random.below(9) }] : [],
    visitsBefore: troubled() ? [addDays(firstDateOf(before), 24 + random.below(6))] : [],
  });
}

/** Now and then a visit that stands already; two bookings of one worker may well clash, as they do in life. */
function randomBooking(maker: Maker, elder: PlannableElder, workers: readonly PlannableWorker[]): BookedVisit[] {
  const { random } = maker;
  if (random.next() > maker.trouble / 4) return [];
  const own = workers.filter((worker) => worker.providerId === elder.providerId);
  if (own.length === 0 || elder.visitsWanted === 0) return [];
  return [
    {
      elderId: elder.id,
      date: addDays(firstDateOf(maker.month), random.below(31) - 3),
      startMinute: random.pick([540, 600, 840]),
      durationMinutes: 60,
      workerIds: [random.pick(own).id],
      home: elder.home,
      sequence: random.pick([1, null]),
    },
  ];
}

/** Plans with a small budget and expects the independent check to find nothing. */
export function checkedPlan(input: PlanInput, seed = "seed"): MonthPlan {
  const plan = planMonth(input, seed, { evaluations: 2_000 });
  expect(checkPlan(input, plan)).toEqual([]);
  return plan;
}
