/**
 * The fold from events to evidence. The check-in and check-out that count are picked by proof strength, then by
 * what came first and last, and both from one device where one device has both: mixing two phones would add up minutes that nobody
 * served.
 */
import type { WorkerId } from "../identifiers.ts";
import type { Instant } from "../time/instant.ts";
import type { ClockEvent, ServiceDone, VisitEvent, VisitEvidence } from "./visit-events.ts";
import { clockSetBackMs, orderEvents } from "./event-order.ts";
import { CONFIRMATION_KINDS, capturedAt, eventsOf, isApprovedCorrection, residualSkewMs } from "./visit-events.ts";

/** How much a clock event proves about the place: 2 inside the fence, 1 a position, 0 a time only. */
export type ClockStrength = (event: ClockEvent) => number;

/** Strength without knowledge of the elder's addresses: a known position beats none. */
export function strengthByPosition(event: ClockEvent): number {
  return event.body.position.fix?.datum ? 1 : 0;
}

type ClockPair = { readonly checkIn: ClockEvent | null; readonly checkOut: ClockEvent | null };

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/**
 * The strongest check-in that came first and the strongest check-out that came last. By what came first and not by what shows the earlier
 * time: of one phone, whose clock may have been set, these are not the same.
 * @param events in the order in which they happened
 */
function bestPair(events: readonly ClockEvent[], strength: ClockStrength): ClockPair {
  const strongest = (left: ClockEvent, right: ClockEvent) => strength(right) - strength(left);
  const ins = events.filter((event) => event.body.kind === "check_in").sort(strongest);
  const outs = events
    .filter((event) => event.body.kind === "check_out")
    .reverse()
    .sort(strongest);
  return { checkIn: ins[0] ?? null, checkOut: outs[0] ?? null };
}

/**
 * Strength of both ends together, then the earlier start, the later end, and the id, so that the choice is always
 * one.
 */
function comparePairs(strength: ClockStrength) {
  return (left: { checkIn: ClockEvent; checkOut: ClockEvent }, right: { checkIn: ClockEvent; checkOut: ClockEvent }) =>
    strength(right.checkIn) + strength(right.checkOut) - strength(left.checkIn) - strength(left.checkOut) ||
    capturedAt(left.checkIn) - capturedAt(right.checkIn) ||
    capturedAt(right.checkOut) - capturedAt(left.checkOut) ||
    compareTexts(left.checkIn.eventId, right.checkIn.eventId);
}

function choosePair(events: readonly ClockEvent[], strength: ClockStrength): ClockPair {
  const byDevice = new Map<string, ClockEvent[]>();
  for (const event of events) byDevice.set(event.deviceId, [...(byDevice.get(event.deviceId) ?? []), event]);
  const complete = [...byDevice.values()].flatMap((ofDevice) => {
    const { checkIn, checkOut } = bestPair(ofDevice, strength);
    return checkIn && checkOut ? [{ checkIn, checkOut }] : [];
  });
  return complete.sort(comparePairs(strength))[0] ?? bestPair(events, strength);
}

/** The last word on each subtype, or the list of an approved correction. */
function foldServices(events: readonly VisitEvent[]): readonly ServiceDone[] {
  const bySubtype = new Map<string, ServiceDone>();
  for (const { body } of eventsOf(events, "task_done", "task_refused")) {
    bySubtype.set(
      body.subtype,
      body.kind === "task_done"
        ? { subtype: body.subtype, reading: body.reading, refused: false }
        : { subtype: body.subtype, reading: null, refused: true },
    );
  }
  const corrected = eventsOf(events, "correction")
    .map((event) => event.body.correction)
    .filter(isApprovedCorrection)
    .flatMap((correction) => (correction.field === "subtypes" ? [correction.newValue] : []))
    .at(-1);
  if (corrected)
    return [...new Set(corrected)]
      .sort(compareTexts)
      .map((subtype) => ({ subtype, reading: bySubtype.get(subtype)?.reading ?? null, refused: false }));
  return [...bySubtype.values()].sort((left, right) => compareTexts(left.subtype, right.subtype));
}

/**
 * What a set of events says about one visit. The answer is the same for any order and any number of repeats
 * (invariants I11, I12).
 * @param strength how much a check-in or check-out proves; pass the fence test of the elder's addresses where they
 * are known
 */
export function foldEvents(events: Iterable<VisitEvent>, strength: ClockStrength = strengthByPosition): VisitEvidence {
  const ordered = orderEvents(events);
  const clockEvents = eventsOf(ordered, "check_in", "check_out");
  const { checkIn, checkOut } = choosePair(clockEvents, strength);
  const services = foldServices(ordered);
  const ends = [checkIn, checkOut].filter((event) => event !== null);
  return {
    checkIn,
    checkOut,
    rawInAt: checkIn && capturedAt(checkIn),
    rawOutAt: checkOut && capturedAt(checkOut),
    extraClockEvents: countExtras(clockEvents),
    services,
    subtypesDone: services.filter((service) => !service.refused).map((service) => service.subtype),
    doorCodes: eventsOf(ordered, "door_code", "nfc_tap"),
    devicePresence: eventsOf(ordered, "device_presence"),
    confirmations: eventsOf(ordered, ...CONFIRMATION_KINDS),
    callbacks: eventsOf(ordered, "callback_result"),
    photosStart: eventsOf(ordered, "photo_start").length,
    photosEnd: eventsOf(ordered, "photo_end").length,
    corrections: eventsOf(ordered, "correction"),
    workerIds: workersOf(clockEvents),
    deviceIds: [...new Set(ordered.map((event) => event.deviceId))].sort(compareTexts),
    firstCapturedAt: earliest(ordered.map(capturedAt)),
    latestSkewMs: ends.length === 0 ? null : Math.max(clockSetBackMs(ordered), ...ends.map(residualSkewMs)),
  };
}

/** A second worker's own pair is no extra; a second check-in of one device is. */
function countExtras(events: readonly ClockEvent[]): number {
  return events.length - new Set(events.map((event) => `${event.deviceId} ${event.body.kind}`)).size;
}

function workersOf(events: readonly ClockEvent[]): WorkerId[] {
  return [...new Set(events.flatMap((event) => (event.workerId === null ? [] : [event.workerId])))].sort(compareTexts);
}

function earliest(times: readonly Instant[]): Instant | null {
  return times.length === 0 ? null : (Math.min(...times) as Instant);
}
