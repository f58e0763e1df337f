/**
 * Walks through the month in order of time and decides when each care worker really came and left. A clean visit never touches
 * another visit of the same care worker and leaves the time for the way, so that every finding about times was meant.
 */
import type { Random } from "#app/domain/seeded-random.ts";
import { seededRandom } from "#app/domain/seeded-random.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { Point } from "#app/domain/verification/datum.ts";
import { distanceM } from "#app/domain/verification/location.ts";
import { eventsOfStory } from "./delivery-events.ts";
import type { DeliveredVisit, DeliveringWorker, DeliveryFault, PlannedDelivery } from "./planned-delivery.ts";
import { drawBetween } from "#app/domain/seeded-draws.ts";

/** Expected speed between two homes and the time added (policy defaults `travel_speed_kmh`, `travel_fixed_min`). */
const [TRAVEL_KMH, TRAVEL_FIXED_MINUTES] = [40, 3];
/** Nobody notices less: policy default `start_late_silent_min`, kept with some room. */
const LATE_START_MINUTES = [20, 44] as const;
/** A late start must not push the next visit: so much time must follow. */
const ROOM_FOR_LATE_START = 75;
const SHORT_MINUTES = 59;
const MUCH_TOO_SHORT_MINUTES = 42;
const OVERLAP_MINUTES = 20;
/** Most that a clean visit lasts beyond its plan. */
const LONGER_MINUTES = 12;

export type Timeline = {
  /** In order of the planned start. */
  readonly visits: readonly PlannedDelivery[];
  readonly faults: ReadonlyMap<string, DeliveryFault>;
  readonly replacements: ReadonlyMap<string, DeliveringWorker>;
  readonly seed: string;
};

/** `waitedFor` is false after a visit that runs into the next one. */
type Ended = { readonly at: Instant; readonly home: Point; readonly waitedFor: boolean };

/** Minutes a care worker needs from one home to another. */
export function wayMinutes(from: Point, to: Point): number {
  return (distanceM(from, to) / 1000 / TRAVEL_KMH) * 60 + TRAVEL_FIXED_MINUTES;
}

/** Plays all visits; each draws from its own sequence. */
export function playTimeline(timeline: Timeline): DeliveredVisit[] {
  const ended = new Map<string, Ended>();
  const following = nextVisits(timeline.visits);
  return timeline.visits.map((visit) =>
    playVisit(visit, { ...timeline, ended, next: following.get(visit.visitNo) ?? null }),
  );
}

/** The next visit on the same day of any of the care workers, by visit number. */
function nextVisits(visits: readonly PlannedDelivery[]): ReadonlyMap<string, PlannedDelivery> {
  const last = new Map<string, PlannedDelivery>();
  const next = new Map<string, PlannedDelivery>();
  for (const visit of visits) {
    for (const { workerNo } of visit.workers) {
      const before = last.get(workerNo);
      const sameDay = before !== undefined && localDateOf(before.plannedStart) === localDateOf(visit.plannedStart);
      if (sameDay && !next.has(before.visitNo)) next.set(before.visitNo, visit);
      last.set(workerNo, visit);
    }
  }
  return next;
}

type Moment = Timeline & { readonly ended: Map<string, Ended>; readonly next: PlannedDelivery | null };

function playVisit(visit: PlannedDelivery, moment: Moment): DeliveredVisit {
  const random = seededRandom(`${moment.seed}|visit|${visit.visitNo}`);
  const fault = tenableFault(visit, moment);
  if (fault === "missed") return { visitNo: visit.visitNo, fault, outcome: "missed", events: [] };
  const replacement = moment.replacements.get(visit.visitNo);
  const workers = replacement === undefined ? visit.workers : [replacement];
  const inAt = arrival(visit, { fault, workers, ended: moment.ended, random });
  const outAt = departure(visit, { inAt, fault, next: moment.next, random });
  for (const { workerNo } of workers)
    moment.ended.set(workerNo, { at: outAt, home: visit.home, waitedFor: fault !== "worker_overlap" });
  const story = {
    ...visit,
    workers,
    inAt,
    outAt,
    checkedIn: fault !== "no_check_in",
    checkedOut: fault !== "no_check_out",
    position: positionOf(fault),
    personProof: fault !== "no_person_proof",
  };
  const outcome = fault === "no_check_out" ? "in_progress" : "done";
  return { visitNo: visit.visitNo, fault, outcome, events: eventsOfStory(story, random) };
}

/** A late start needs room behind it; without room the visit is clean. */
function tenableFault(visit: PlannedDelivery, { faults, next }: Moment): DeliveryFault | null {
  const fault = faults.get(visit.visitNo) ?? null;
  const room = next === null ? Infinity : (next.plannedStart - visit.plannedEnd) / 60_000;
  return fault === "late_start" && room < ROOM_FOR_LATE_START ? null : fault;
}

function positionOf(fault: DeliveryFault | null): "at_home" | "away" | "unknown" {
  if (fault === "outside_fence") return "away";
  return fault === "no_position" ? "unknown" : "at_home";
}

type Coming = {
  readonly fault: DeliveryFault | null;
  readonly workers: PlannedDelivery["workers"];
  readonly ended: ReadonlyMap<string, Ended>;
  readonly random: Random;
};

/** Near the planned start, but not before the way from the last home is done; an overlapping visit was not left in time. */
function arrival(visit: PlannedDelivery, { fault, workers, ended, random }: Coming): Instant {
  const jitter = fault === "late_start" ? drawBetween(random, ...LATE_START_MINUTES) : drawBetween(random, -5, 7);
  const wanted = plusMinutes(visit.plannedStart, jitter + random.below(60) / 60);
  const possible = workers.flatMap(({ workerNo }) => {
    const last = ended.get(workerNo);
    return last?.waitedFor === true ? [plusMinutes(last.at, Math.ceil(wayMinutes(last.home, visit.home)))] : [];
  });
  return Math.max(wanted, ...possible) as Instant;
}

type Leaving = {
  readonly inAt: Instant;
  readonly fault: DeliveryFault | null;
  readonly next: PlannedDelivery | null;
  readonly random: Random;
};

/** After at least the planned minutes, longer where nothing waits. */
function departure(visit: PlannedDelivery, { inAt, fault, next, random }: Leaving): Instant {
  const seconds = random.below(60) / 60;
  if (fault === "too_short") return plusMinutes(inAt, SHORT_MINUTES + seconds);
  if (fault === "much_too_short") return plusMinutes(inAt, MUCH_TOO_SHORT_MINUTES + seconds);
  if (fault === "worker_overlap") return plusMinutes(next?.plannedStart ?? visit.plannedEnd, OVERLAP_MINUTES);
  const length = (visit.plannedEnd - visit.plannedStart) / 60_000;
  const way = next === null ? 0 : wayMinutes(visit.home, next.home);
  const room = next === null ? LONGER_MINUTES : (next.plannedStart - inAt) / 60_000 - length - way - 1;
  const extra = drawBetween(random, 0, Math.max(0, Math.min(LONGER_MINUTES, Math.floor(room))));
  return plusMinutes(inAt, length + extra + seconds);
}
