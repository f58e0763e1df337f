/** The events of one delivered visit as phones, kiosks and the hotline would send them. */
import type { Random } from "#app/domain/seeded-random.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import type { Point } from "#app/domain/verification/datum.ts";
import type { PositionReading, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { drawBetween, drawWeighted } from "#app/domain/seeded-draws.ts";
import { pointAt } from "#app/domain/verification/location.ts";

export type RecordedEvent = {
  /** Null for events of the elder's side and of the hotline. */
  readonly workerId: string | null;
  readonly deviceId: string;
  readonly at: Instant;
  readonly body: VisitEventBody;
};

/** What happened at one visit, before it becomes events. */
export type VisitStory = {
  readonly elderKey: string;
  readonly home: Point;
  readonly subtypes: readonly string[];
  readonly workers: readonly { readonly workerId: string; readonly workerNo: string }[];
  readonly inAt: Instant;
  readonly outAt: Instant;
  readonly checkedIn: boolean;
  readonly checkedOut: boolean;
  readonly position: "at_home" | "away" | "unknown";
  readonly personProof: boolean;
};

/** Events in the order of their times. */
export function eventsOfStory(story: VisitStory, random: Random): RecordedEvent[] {
  const events = story.workers.flatMap(({ workerId, workerNo }): RecordedEvent[] => {
    const deviceId = `phone-${workerNo}`;
    const metres = () => (story.position === "away" ? drawBetween(random, 600, 1500) : drawBetween(random, 0, 60));
    const reading = (): PositionReading =>
      story.position === "unknown" ? { fix: null, failure: "indoor_no_signal" } : fixAt(story.home, metres(), random);
    const [checkIn, checkOut] = [reading(), reading()];
    const minutes = (story.outAt - story.inAt) / 60_000;
    return [
      ...(story.checkedIn
        ? [{ workerId, deviceId, at: story.inAt, body: { kind: "check_in", position: checkIn } as const }]
        : []),
      ...story.subtypes.map((subtype, index) => ({
        workerId,
        deviceId,
        at: plusMinutes(story.inAt, Math.floor((minutes * (index + 1)) / (story.subtypes.length + 1))),
        body: { kind: "task_done", subtype, reading: readingOf(subtype, random) } as const,
      })),
      ...(story.checkedOut
        ? [{ workerId, deviceId, at: story.outAt, body: { kind: "check_out", position: checkOut } as const }]
        : []),
    ];
  });
  return [...events, ...(story.personProof ? [personProof(story, random)] : [])].sort((a, b) => a.at - b.at);
}

function fixAt(home: Point, metres: number, random: Random): PositionReading {
  return {
    failure: null,
    fix: {
      ...pointAt(home, metres, random.next() * 2 * Math.PI),
      accuracyM: drawBetween(random, 8, 45),
      ageMs: drawBetween(random, 0, 4000),
      datum: "WGS-84",
      source: "phone",
    },
  };
}

/** A blood pressure for vital signs; nothing for other work. */
function readingOf(subtype: string, random: Random): string | null {
  return subtype === "RN01" ? `${drawBetween(random, 112, 158)}/${drawBetween(random, 62, 94)}` : null;
}

function personProof(story: VisitStory, random: Random): RecordedEvent {
  const later = (least: number, most: number) => plusMinutes(story.outAt, drawBetween(random, least, most));
  const kind = drawWeighted<"pin" | "family" | "rating" | "kiosk" | "callback">(random, [
    ["pin", 38],
    ["family", 24],
    ["rating", 20],
    ["kiosk", 9],
    ["callback", 9],
  ]);
  const worker = story.workers[0];
  switch (kind) {
    case "pin":
      return {
        workerId: worker?.workerId ?? null,
        deviceId: `phone-${worker?.workerNo ?? ""}`,
        at: plusMinutes(story.outAt, -1),
        body: { kind: "pin_confirm", confirmedOn: "worker_phone", by: "elder", outcome: "right" },
      };
    case "family":
      return {
        workerId: null,
        deviceId: `family-${story.elderKey}`,
        at: later(5, 1500),
        body: { kind: "family_confirm", confirmedOn: "family_device", by: "family" },
      };
    case "rating":
      return {
        workerId: null,
        deviceId: `elder-${story.elderKey}`,
        at: later(2, 300),
        body: { kind: "elder_rating", confirmedOn: "elder_device", by: "elder" },
      };
    case "kiosk":
      return {
        workerId: null,
        deviceId: "kiosk",
        at: later(60, 2800),
        body: { kind: "kiosk_confirm", confirmedOn: "kiosk", by: "elder" },
      };
    case "callback":
      return {
        workerId: null,
        deviceId: "hotline",
        at: later(60, 2800),
        body: { kind: "callback_result", served: true, detail: null },
      };
  }
}
