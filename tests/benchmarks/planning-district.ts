/**
 * Synthetic districts to measure the planner on: streets as clusters of homes, providers in them, workers with certificates, elders with
 * short or long windows on few or all weekdays. Seeded; the digest names the instance.
 */
import { createHash } from "node:crypto";
import type { ElderId, ProviderId, WorkerId } from "#app/domain/identifiers.ts";
import { identify } from "#app/domain/identifiers.ts";
import type { PlanInput, PlannableElder, PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planningLimitsOf } from "#app/domain/scheduling/planning-limits.ts";
import type { GeoPoint } from "#app/domain/scheduling/travel.ts";
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { plainDate, type Weekday } from "#app/domain/time/plain-date.ts";
import { plainMonth } from "#app/domain/time/plain-month.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import type { QualificationCode } from "#app/domain/workforce/qualification.ts";
import { SAMPLE_POLICY } from "#db/seed/policy-versions.ts";
import { WORK_CALENDAR } from "#db/seed/reference-data.ts";

export type DistrictSize = {
  readonly elders: number;
  readonly workers: number;
  readonly providers: number;
  readonly streets: number;
  /** Side of the district in kilometres. */
  readonly km: number;
  readonly seed: number;
};

const SPECIAL: readonly QualificationCode[] = ["Q2", "Q3", "Q4", "Q5", "Q6", "Q7"];
const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
/** Kilometres of a degree near 32° north. */
const [KM_NORTH, KM_EAST] = [111.2, 94.4];
/** A little more room than elders, so that most have their nearest provider. */
const SPARE_CAPACITY = 1.1;

type Place = { readonly east: number; readonly north: number };

const pointOf = ({ east, north }: Place): GeoPoint => ({
  latitude: 31.9 + north / KM_NORTH,
  longitude: 120.8 + east / KM_EAST,
});
const bell = (random: Random) => (random.next() + random.next() + random.next() + random.next() - 2) * 0.7;
const near = (random: Random, { east, north }: Place, spread: number): Place => ({
  east: east + bell(random) * spread,
  north: north + bell(random) * spread,
});

type Base = { readonly id: ProviderId; readonly key: string; readonly at: Place };

function providersOf(size: DistrictSize, streets: readonly Place[], random: Random): Base[] {
  return Array.from({ length: size.providers }, (_, index) => {
    const key = `P${String(index).padStart(4, "0")}`;
    const street = streets[index % streets.length] ?? { east: 0, north: 0 };
    return { id: identify<ProviderId>(key), key, at: near(random, street, 0.5) };
  });
}

function workersOf(size: DistrictSize, bases: readonly Base[], random: Random): PlannableWorker[] {
  return Array.from({ length: size.workers }, (_, index) => {
    const base = bases[index % bases.length];
    if (!base) throw new RangeError("no provider");
    const key = `W${String(index).padStart(6, "0")}`;
    const held = random.shuffle(SPECIAL).slice(0, 2 + random.below(2));
    return {
      id: identify<WorkerId>(key),
      key,
      providerId: base.id,
      sex: random.next() < 0.8 ? ("female" as const) : ("male" as const),
      qualifications: held.map((code) => ({ code, certificateNo: null, expiresOn: null })),
      employedFrom: plainDate("2024-01-01"),
      employedTo: null,
      availability: WORKDAYS.map((weekday) => ({ weekday, startMinute: 510, endMinute: 1050 })),
      weeklyMinutesMax: null,
      leave: [],
      base: pointOf(base.at),
    };
  });
}

/** First and last start: mornings, afternoons, the whole day, or a wish of an hour and a half. */
function startsOf(random: Random): readonly [number, number] {
  const kind = random.next();
  if (kind < 0.35) return [510, 690];
  if (kind < 0.7) return [810, 990];
  if (kind < 0.85) return [510, 990];
  const from = 510 + 30 * random.below(13);
  return [from, from + 90];
}

function durationOf(random: Random): number {
  if (random.next() < 0.7) return 60;
  return random.next() < 0.67 ? 90 : 120;
}

type Hiring = { readonly bases: readonly Base[]; readonly staff: ReadonlyMap<string, readonly PlannableWorker[]> };

function elderOf(index: number, home: Place, hiring: Hiring & { readonly room: Map<string, number> }, random: Random) {
  const { bases, staff, room } = hiring;
  const way = ({ at }: Base) => (at.east - home.east) ** 2 + (at.north - home.north) ** 2;
  const open = bases.filter(({ key }) => (room.get(key) ?? 0) > 0);
  const base = open.reduce((best, one) => (way(one) < way(best) ? one : best), open[0] ?? (bases[0] as Base));
  room.set(base.key, (room.get(base.key) ?? 0) - 1);
  const worker = random.pick(staff.get(base.id) ?? []);
  const needed = random.pick(worker.qualifications).code;
  const minutes = durationOf(random);
  const [first, last] = startsOf(random);
  const weekdays = random.next() < 0.4 ? WORKDAYS : [...new Set([0, 0, 0].map(() => random.pick(WORKDAYS)))];
  const key = `E${String(index).padStart(7, "0")}`;
  return {
    id: identify<ElderId>(key),
    key,
    providerId: base.id,
    home: pointOf(home),
    windows: weekdays.map((weekday) => ({ weekday, startMinute: first, endMinute: last + minutes })),
    sexWanted: null,
    refusedWorkerIds: [],
    subtypes: [{ code: needed, typicalMinutes: minutes, qualificationGroups: [[needed]], workersNeeded: 1 as const }],
    visitsWanted: 4,
    absences: [],
    previous: null,
    familiar: [],
    visitsBefore: [],
  } satisfies PlannableElder;
}

/** A month without holidays; everything follows from the size and the seed. */
export function planningDistrict(size: DistrictSize): PlanInput {
  const random = seededRandom(size.seed);
  const streets = Array.from({ length: size.streets }, () => ({
    east: random.next() * size.km,
    north: random.next() * size.km,
  }));
  const bases = providersOf(size, streets, random);
  const workers = workersOf(size, bases, random);
  const staff = new Map(bases.map(({ id }) => [id, workers.filter((worker) => worker.providerId === id)]));
  const capacity = Math.ceil((size.elders / size.providers) * SPARE_CAPACITY);
  const hiring = { bases, staff, room: new Map(bases.map(({ key }) => [key, capacity])) };
  return {
    month: plainMonth("2026-11"),
    elders: Array.from({ length: size.elders }, (_, index) =>
      elderOf(index, near(random, random.pick(streets), 0.8), hiring, random),
    ),
    workers,
    providers: bases.map(({ id, key }) => ({
      id,
      key,
      closedOn: [],
      contracts: [{ from: plainDate("2024-01-01"), to: plainDate("2030-12-31") }],
    })),
    bookedVisits: [],
    calendar: new WorkCalendar(WORK_CALENDAR),
    limits: planningLimitsOf(SAMPLE_POLICY.parameters),
  };
}

/** Names an instance: equal digests are equal problems. */
export function districtDigest(input: PlanInput): string {
  const { calendar: _calendar, ...facts } = input;
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
}
