/** What care workers do at their visits, drawn from a seed: the truth that the fleet's phones record. */
import { drawBetween, drawWeighted, drawYes } from "#app/domain/seeded-draws.ts";
import type { Random } from "#app/domain/seeded-random.ts";
import { instant, plusMinutes, type Instant } from "#app/domain/time/instant.ts";
import type { Point } from "#app/domain/verification/datum.ts";
import { pointAt } from "#app/domain/verification/location.ts";
import type { PhotoEnd } from "#app/domain/verification/visit-photos.ts";
import type { SentEvent } from "#app/domain/visits/sync-message.ts";

export type FleetVisit = {
  readonly id: string;
  readonly visitNo: string;
  readonly workerId: string;
  readonly elderId: string;
  readonly plannedStart: Date;
  readonly subtypes: readonly string[];
  readonly home: Point;
  /** Digits on record; null when the elder has none. */
  readonly digits: string | null;
};

/** A photograph; which one says its number. */
type Picture = { readonly kind: "picture"; readonly end: PhotoEnd; readonly room: number };

/** What a body says; digits are sealed by the phone at the moment of typing, and a photograph is kept with the event that announces it. */
export type Deed = {
  readonly at: Instant;
  /** Whose phone: the worker's own, or the second one of the same account. */
  readonly isSecondPhone: boolean;
  readonly visitNo: string;
  readonly body: SentEvent["body"] | { readonly kind: "typed"; readonly digits: string } | Picture;
};

/**
 * Begins and ends lie a third of a minute beside whole minutes, so that neither the second of network delay in a clock sample nor a
 * second press turns one.
 */
const THIRD = 1 / 3;

function positionOf(visit: FleetVisit, random: Random): unknown {
  if (drawYes(random, 0.2)) return { failure: random.pick(["denied", "timeout", "indoor_no_signal"]) };
  const metres = drawYes(random, 0.1) ? drawBetween(random, 500, 1500) : drawBetween(random, 0, 50);
  return {
    ...pointAt(visit.home, metres, random.next() * 2 * Math.PI),
    accuracyM: drawBetween(random, 5, 60),
    ageMs: drawBetween(random, 0, 5000),
    datum: "WGS-84",
  };
}

/** The digits as the elder types them: sometimes wrong first, never wrong so often that the visit's limit is near. */
function typings(visit: FleetVisit, random: Random): string[] {
  if (visit.digits === null) return drawYes(random, 0.2) ? ["246802"] : [];
  return drawWeighted<string[]>(random, [
    [[visit.digits], 60],
    [["000001", visit.digits], 20],
    [["000002"], 10],
    [[], 10],
  ]);
}

/** A code that was read at some door; none of them was ever issued. */
const drawnCode = (random: Random) => Array.from({ length: 64 }, () => random.below(16).toString(16)).join("");

function deliveredDeeds(visit: FleetVisit, random: Random, isForgotten: boolean): Deed[] {
  const start = plusMinutes(instant(visit.plannedStart), drawBetween(random, -5, 14) + THIRD);
  const end = plusMinutes(start, drawBetween(random, 52, 75) + THIRD);
  const isSecondPhone = drawYes(random, 0.05);
  const deed = (at: Instant, body: Deed["body"], second = false): Deed => {
    return { at, isSecondPhone: second, visitNo: visit.visitNo, body };
  };
  const tasks = visit.subtypes.map((subtype, index) => {
    const body = drawYes(random, 0.9)
      ? { kind: "task_done", subtype }
      : { kind: "task_refused", subtype, reason: "RC-ELDER-REFUSED" };
    return deed(plusMinutes(start, 8 + 6 * index), body);
  });
  return [
    ...(drawYes(random, 0.5) ? [deed(plusMinutes(start, -20), { kind: "en_route" })] : []),
    deed(start, { kind: "check_in", position: positionOf(visit, random) }),
    ...(drawYes(random, 0.3) ? [deed(plusMinutes(start, 1), { kind: "door_code", codeHash: drawnCode(random) })] : []),
    ...(["photo_start", "photo_end"] as const)
      .filter(() => drawYes(random, 0.3))
      .map((end) => deed(plusMinutes(start, 2), { kind: "picture", end, room: random.below(1_000_000) })),
    ...tasks,
    ...(drawYes(random, 0.2)
      ? [deed(plusMinutes(start, 40), { kind: "note", text: `记录 ${random.below(1000)}` })]
      : []),
    ...typings(visit, random).map((digits, index) => deed(plusMinutes(end, index - 3), { kind: "typed", digits })),
    ...(isForgotten ? [] : [deed(end, { kind: "check_out", position: positionOf(visit, random) }, isSecondPhone)]),
  ];
}

/** Everything that is done at a visit, in the order of time; sometimes nothing. */
export function deedsOf(visit: FleetVisit, random: Random): Deed[] {
  const outcome = drawWeighted<"served" | "forgotten" | "nobody" | "silent">(random, [
    ["served", 84],
    ["forgotten", 4],
    ["nobody", 7],
    ["silent", 5],
  ]);
  if (outcome === "silent") return [];
  if (outcome === "nobody") {
    const at = plusMinutes(instant(visit.plannedStart), drawBetween(random, 5, 25));
    const home = { isSecondPhone: false, visitNo: visit.visitNo };
    const noAnswer: Deed = { at, ...home, body: { kind: "no_answer" } };
    const opened = drawYes(random, 0.3) ? deliveredDeeds(visit, random, false) : [];
    return [noAnswer, ...opened].sort((left, right) => left.at - right.at);
  }
  return deliveredDeeds(visit, random, outcome === "forgotten").sort((left, right) => left.at - right.at);
}
