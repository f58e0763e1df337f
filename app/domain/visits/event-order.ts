/**
 * In which order things happened. One phone numbers what it records, and no clock changes those numbers: its events stand in their order
 * also across starts of its page, whatever its clock was set to between them. Different phones are compared by time. The answer is one
 * for any order of arrival.
 */
import type { Instant } from "../time/instant.ts";
import { capturedAt, type VisitEvent } from "./visit-events.ts";

/** Only a phone with an outbox numbers its events; what a form, a kiosk or an office sends bears a time in that place. */
const isNumbered = ({ page }: VisitEvent) => page !== null;

const compareTexts = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function inNumbers(left: VisitEvent, right: VisitEvent): number {
  return (
    left.deviceSeq - right.deviceSeq ||
    capturedAt(left) - capturedAt(right) ||
    compareTexts(left.eventId, right.eventId)
  );
}

function byDevice(events: readonly VisitEvent[]): VisitEvent[][] {
  const devices = new Map<string, VisitEvent[]>();
  for (const event of events.filter(isNumbered))
    devices.set(event.deviceId, [...(devices.get(event.deviceId) ?? []), event]);
  return [...devices.values()].map((own) => own.sort(inNumbers));
}

/** Repeats removed: the copy received first stays. */
function once(events: Iterable<VisitEvent>): VisitEvent[] {
  const byId = new Map<string, VisitEvent>();
  for (const event of events) {
    const known = byId.get(event.eventId);
    if (!known || event.receivedAt < known.receivedAt) byId.set(event.eventId, event);
  }
  return [...byId.values()];
}

/**
 * Where each event stands among those of other devices: its time, and for a numbered one no earlier than what its phone recorded before.
 */
function places(events: readonly VisitEvent[]): ReadonlyMap<VisitEvent, Instant> {
  const placed = new Map(events.map((event) => [event, capturedAt(event)]));
  for (const own of byDevice(events)) {
    let latest = -Infinity as Instant;
    for (const event of own) {
      latest = Math.max(latest, capturedAt(event)) as Instant;
      placed.set(event, latest);
    }
  }
  return placed;
}

/** Repeats removed, and in the order in which they happened: by time, one phone's by its numbers, then by id. */
export function orderEvents(events: Iterable<VisitEvent>): VisitEvent[] {
  const all = once(events);
  const placed = places(all);
  const placeOf = (event: VisitEvent) => placed.get(event) ?? capturedAt(event);
  // What no phone numbered comes first of one moment, so that the comparison stays one line for all.
  const phoneOf = (event: VisitEvent) => (isNumbered(event) ? event.deviceId : "");
  const numberOf = (event: VisitEvent) => (isNumbered(event) ? event.deviceSeq : 0);
  return all.sort(
    (left, right) =>
      placeOf(left) - placeOf(right) ||
      compareTexts(phoneOf(left), phoneOf(right)) ||
      numberOf(left) - numberOf(right) ||
      compareTexts(left.eventId, right.eventId),
  );
}

/**
 * Milliseconds by which a phone's clock was set back between two of these events: it showed less time than the steady clock of one page,
 * or, from one start of the page to the next, a time before what the phone had recorded already. Only this direction is evidence. A page's
 * clock may stand still while the phone sleeps, and between two pages any time may pass. Sets of any order give the same answer.
 */
export function clockSetBackMs(events: readonly VisitEvent[]): number {
  return Math.round(Math.max(0, ...byDevice(events).map((own) => Math.max(backWithinPages(own), backAcross(own)))));
}

/** The phone's clock as put right by its last sample. */
const shownMs = ({ deviceAt, serverOffsetMs }: VisitEvent) => deviceAt + (serverOffsetMs ?? 0);

/** How far a series falls below the highest that came before. */
function furthestBack(series: readonly number[]): number {
  let [highest, back] = [-Infinity, 0];
  for (const value of series) {
    highest = Math.max(highest, value);
    back = Math.max(back, highest - value);
  }
  return back;
}

function backWithinPages(own: readonly VisitEvent[]): number {
  const pages = new Map<string, { readonly monotonicMs: number; readonly aheadMs: number }[]>();
  for (const event of own) {
    if (event.page === null) continue;
    const { runtimeId, monotonicMs } = event.page;
    pages.set(runtimeId, [...(pages.get(runtimeId) ?? []), { monotonicMs, aheadMs: shownMs(event) - monotonicMs }]);
  }
  const steady = [...pages.values()].map((points) =>
    points.sort((left, right) => left.monotonicMs - right.monotonicMs),
  );
  return Math.max(0, ...steady.map((points) => furthestBack(points.map(({ aheadMs }) => aheadMs))));
}

function backAcross(own: readonly VisitEvent[]): number {
  return furthestBack(own.map(shownMs));
}
