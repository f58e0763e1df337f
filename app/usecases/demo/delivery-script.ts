/**
 * What would be recorded if a planned month were delivered by people and phones: mostly clean visits, and the usual faults.
 * Pure and seeded by business keys, so that the same plan and seed play the same month on every database.
 */
import { seededRandom, type Random } from "#app/domain/seeded-random.ts";
import { plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { VisitEventBody } from "#app/domain/visits/visit-events.ts";

export const DELIVERY_FAULTS = [
  "too_short",
  "much_too_short",
  "no_check_out",
  "no_check_in",
  "outside_fence",
  "no_person_proof",
  "late_start",
  "worker_overlap",
  "missed",
] as const;

export type DeliveryFault = (typeof DELIVERY_FAULTS)[number];

/** Share of visits, in thousandths, that go wrong in each way. */
const THOUSANDTHS: Readonly<Record<DeliveryFault, number>> = {
  too_short: 8,
  much_too_short: 4,
  no_check_out: 8,
  no_check_in: 4,
  outside_fence: 8,
  no_person_proof: 8,
  late_start: 12,
  worker_overlap: 2,
  missed: 6,
};

export type ScriptedVisit = {
  readonly visitNo: string;
  readonly plannedStart: Instant;
  readonly plannedEnd: Instant;
  readonly workers: readonly { readonly workerId: string; readonly workerNo: string }[];
  readonly subtypes: readonly string[];
  readonly home: { readonly latitude: number; readonly longitude: number };
  /** Only then may a late start go unpunished by the next visit: a worker is not in two places. */
  readonly isLastOfDay: boolean;
};

export type ScriptedEvent = {
  readonly workerId: string | null;
  readonly deviceId: string;
  readonly at: Instant;
  readonly body: VisitEventBody;
};

export type ScriptedDelivery = {
  readonly fault: DeliveryFault | null;
  readonly outcome: "done" | "in_progress" | "missed";
  readonly events: readonly ScriptedEvent[];
};

function drawFault(random: Random): DeliveryFault | null {
  let draw = random.below(1000);
  for (const fault of DELIVERY_FAULTS) {
    draw -= THOUSANDTHS[fault];
    if (draw < 0) return fault;
  }
  return null;
}

/** A fix around a point; metres become degrees at the latitude of the district. */
function fixNear(home: ScriptedVisit["home"], random: Random, metres: number): VisitEventBody {
  const angle = random.next() * 2 * Math.PI;
  return {
    kind: "check_in",
    position: {
      failure: null,
      fix: {
        latitude: home.latitude + (metres * Math.cos(angle)) / 111_195,
        longitude: home.longitude + (metres * Math.sin(angle)) / (111_195 * Math.cos((home.latitude * Math.PI) / 180)),
        accuracyM: 10 + random.below(40),
        ageMs: random.below(4000),
        datum: "WGS-84",
        source: "phone",
      },
    },
  };
}

function times(visit: ScriptedVisit, fault: DeliveryFault | null, random: Random): { inAt: Instant; outAt: Instant } {
  const length = (visit.plannedEnd - visit.plannedStart) / 60_000;
  const late = fault === "late_start" ? 20 + random.below(25) : random.below(2);
  const early = fault === "worker_overlap" ? -90 : 0;
  const inAt = plusMinutes(visit.plannedStart, late + early);
  const stay =
    fault === "too_short" ? 59 : fault === "much_too_short" ? 35 + random.below(15) : length + random.below(2) - early;
  return { inAt, outAt: plusMinutes(inAt, stay) };
}

/** Plays one visit. Each visit has its own random sequence, so another visit's fate changes nothing here. */
export function playVisit(visit: ScriptedVisit, seed: string): ScriptedDelivery {
  const random = seededRandom(`${seed}|${visit.visitNo}`);
  const drawn = drawFault(random);
  const fault = drawn === "late_start" && !visit.isLastOfDay ? null : drawn;
  if (fault === "missed") return { fault, outcome: "missed", events: [] };
  const { inAt, outAt } = times(visit, fault, random);
  const events = visit.workers.flatMap(({ workerId, workerNo }): ScriptedEvent[] => {
    const deviceId = `phone-${workerNo}`;
    const away = fault === "outside_fence" ? 600 + random.below(900) : random.below(60);
    const checkIn = fixNear(visit.home, random, away);
    const checkOut = { ...fixNear(visit.home, random, away), kind: "check_out" } as VisitEventBody;
    const done = visit.subtypes.map((subtype): ScriptedEvent => ({
      workerId,
      deviceId,
      at: plusMinutes(inAt, 20),
      body: { kind: "task_done", subtype, reading: null },
    }));
    return [
      ...(fault === "no_check_in" ? [] : [{ workerId, deviceId, at: inAt, body: checkIn }]),
      ...done,
      ...(fault === "no_check_out" ? [] : [{ workerId, deviceId, at: outAt, body: checkOut }]),
    ];
  });
  const proof: ScriptedEvent = {
    workerId: null,
    deviceId: "elder-side",
    at: plusMinutes(outAt, 5 + random.below(600)),
    body: {
      kind: random.below(3) === 0 ? "family_confirm" : "kiosk_confirm",
      confirmedOn: random.below(3) === 0 ? "family_device" : "kiosk",
      by: null,
    },
  };
  return {
    fault,
    outcome: fault === "no_check_out" ? "in_progress" : "done",
    events: fault === "no_person_proof" ? events : [...events, proof],
  };
}
