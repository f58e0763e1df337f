import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { clockSetBackMs, orderEvents } from "#app/domain/visits/event-order.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitEvent, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { verifyVisit } from "#app/domain/verification/verdict.ts";
import { aContext } from "../verification/verification-builders.ts";
import { aFix, anEvent, at, checkIn, checkOut, confirmation, taskDone, type EventOptions } from "./visit-builders.ts";

/** What a phone with an outbox recorded in this place of its numbers. */
const numbered = (deviceSeq: number, when: string, runtimeId: string, options: EventOptions = {}) =>
  checkIn(when, aFix(), { id: `${deviceSeq}`, deviceSeq, page: { runtimeId, monotonicMs: deviceSeq }, ...options });

describe("the order of events", () => {
  it("keeps the copy received first when one is sent twice", () => {
    const first = checkIn("2026-11-03 09:00", aFix(), { id: "a" });
    const again = { ...first, receivedAt: at("2026-11-03 12:00") };
    expect(orderEvents([again, first])).toEqual([first]);
  });

  it("is by capture, then id", () => {
    const events = [checkOut("2026-11-03 10:00"), taskDone("LC04"), checkIn("2026-11-03 09:00", aFix(), { id: "b" })];
    const twin = checkIn("2026-11-03 09:00", aFix(), { id: "a" });
    expect(orderEvents([...events, twin]).map((event) => event.eventId)).toEqual([
      "a",
      "b",
      "task/LC04/2026-11-03 09:30",
      "check_out/2026-11-03 10:00/phone-1",
    ]);
  });

  it("is by a phone's numbers where its clock was set back between two starts of its page", () => {
    const events = [1, 2, 3].map((seq) => numbered(seq, `2026-11-03 0${9 - seq}:00`, `page-${seq}`));
    for (const arrived of [events, [...events].reverse()])
      expect(orderEvents(arrived).map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2, 3]);
  });

  it("is by time between two phones, and after a set clock no earlier than what the phone recorded before", () => {
    const [first, second] = [numbered(1, "2026-11-03 09:00", "a"), numbered(2, "2026-11-03 08:00", "b")];
    const other = (when: string) => numbered(1, when, "c", { id: "other", deviceId: "phone-2" });
    const ids = (...events: VisitEvent[]) => orderEvents(events).map(({ eventId }) => eventId);
    expect(ids(second, other("2026-11-03 08:30"), first)).toEqual(["other", "1", "2"]);
    expect(ids(second, other("2026-11-03 09:30"), first)).toEqual(["1", "2", "other"]);
  });
});

describe("a phone's clock that was set", () => {
  const minute = 60_000;
  const on = (when: string, minutes: number, runtimeId = "page-1") =>
    checkIn(when, aFix(), { deviceSeq: minutes, page: { runtimeId, monotonicMs: minutes * minute } });

  it("back between two events of a page is seen by the page's steady clock, in any order", () => {
    const events = [on("2026-11-03 09:00", 0), on("2026-11-03 08:40", 40)];
    expect(clockSetBackMs(events)).toBe(60 * minute);
    expect(clockSetBackMs([...events].reverse())).toBe(60 * minute);
    expect(foldEvents(events).latestSkewMs).toBe(60 * minute);
  });

  it("back and forward again is still seen", () => {
    const events = [on("2026-11-03 09:00", 0), on("2026-11-03 08:40", 10), on("2026-11-03 09:20", 20)];
    expect(clockSetBackMs(events)).toBe(30 * minute);
  });

  it("ahead is no evidence, because a page's clock stands still while the phone sleeps", () => {
    expect(clockSetBackMs([on("2026-11-03 09:00", 0), on("2026-11-03 10:00", 5)])).toBe(0);
  });

  it("is put right by a new sample of the server's clock", () => {
    const later = checkIn("2026-11-03 08:40", aFix(), {
      deviceSeq: 40,
      page: { runtimeId: "page-1", monotonicMs: 40 * minute },
      serverOffsetMs: 60 * minute,
    });
    expect(clockSetBackMs([on("2026-11-03 09:00", 0), later])).toBe(0);
  });

  it("back between two starts of the page is seen by the phone's numbers, in any order", () => {
    const events = [numbered(1, "2026-11-03 09:00", "page-1"), numbered(2, "2026-11-03 08:00", "page-2")];
    expect(clockSetBackMs(events)).toBe(60 * minute);
    expect(clockSetBackMs([...events].reverse())).toBe(60 * minute);
    expect(foldEvents(events).latestSkewMs).toBe(60 * minute);
  });

  it("ahead between two starts of the page is no evidence: any time may pass there", () => {
    expect(clockSetBackMs([numbered(1, "2026-11-03 09:00", "page-1"), numbered(2, "2026-11-03 15:00", "page-2")])).toBe(
      0,
    );
  });

  it("says nothing of what no phone numbered, nor of one phone beside another", () => {
    expect(clockSetBackMs([checkIn("2026-11-03 09:00"), checkIn("2026-11-03 08:00")])).toBe(0);
    const other = numbered(2, "2026-11-03 08:00", "page-2", { deviceId: "phone-2" });
    expect(clockSetBackMs([numbered(1, "2026-11-03 09:00", "page-1"), other])).toBe(0);
  });
});

type Step = { readonly body: VisitEventBody; readonly minute: number };

const START = at("2026-11-03 09:00");
const STEPS: readonly Step[] = [
  { body: { kind: "check_in", position: aFix() }, minute: 0 },
  { body: { kind: "task_done", subtype: "LC04", reading: null }, minute: 10 },
  { body: { kind: "task_refused", subtype: "LC04", reason: null }, minute: 20 },
  { body: { kind: "task_done", subtype: "LC04", reading: null }, minute: 30 },
  { body: { kind: "task_done", subtype: "LC02", reading: null }, minute: 40 },
  { body: { kind: "task_refused", subtype: "LC02", reason: null }, minute: 41 },
  { body: { kind: "check_out", position: aFix() }, minute: 65 },
];

/**
 * The steps as one phone writes them: before some it starts its page again, with its clock set to whatever it likes and the old sample.
 * @param jumps minutes by which the clock was set before each step; null where the page goes on
 */
function recorded(jumps: readonly (number | null)[]): VisitEvent[] {
  let [page, wrongMinutes, since] = [0, 0, 0];
  return STEPS.map(({ body, minute }, index) => {
    const jump = jumps[index] ?? null;
    if (jump !== null) [page, wrongMinutes, since] = [page + 1, wrongMinutes + jump, minute];
    return anEvent(body, "2026-11-03 09:00", {
      id: `step-${index}`,
      deviceSeq: index + 1,
      deviceAt: plusMinutes(START, minute + wrongMinutes),
      page: { runtimeId: `page-${page}`, monotonicMs: (minute - since) * 60_000 },
      receivedAt: plusMinutes(START, 10_000),
    });
  });
}

/** Up to half a day to either side, or the page goes on. */
const anyJumps = fc.array(fc.option(fc.integer({ min: -720, max: 720 })), { minLength: 7, maxLength: 7 });

const shuffled = (events: readonly VisitEvent[], keys: readonly number[]) =>
  events
    .map((event, index) => ({ event, key: keys[index] ?? 0 }))
    .sort((left, right) => left.key - right.key)
    .map(({ event }) => event);

function verdictOf(events: readonly VisitEvent[]) {
  const person = confirmation("kiosk_confirm", "kiosk");
  const verdict = verifyVisit(aContext({ events: [...events, person], asOf: "2026-11-20 12:00" }));
  return JSON.stringify(verdict);
}

describe("what one phone recorded, whatever its clock was set to between two starts of its page", () => {
  it("gives one verdict for any order of arrival", () => {
    fc.assert(
      fc.property(anyJumps, fc.array(fc.integer(), { minLength: 7, maxLength: 7 }), (jumps, keys) => {
        const events = recorded(jumps);
        expect(verdictOf(shuffled(events, keys))).toBe(verdictOf(events));
      }),
    );
  });

  it("stands in the order in which it was recorded: the last word on each service counts, and the ends are its first and last", () => {
    fc.assert(
      fc.property(anyJumps, (jumps) => {
        const events = recorded(jumps);
        expect(orderEvents(events).map(({ deviceSeq }) => deviceSeq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
        const { services, checkIn: first, checkOut: last, extraClockEvents } = foldEvents(events);
        expect(services.map(({ subtype, refused }) => [subtype, refused])).toEqual([
          ["LC02", true],
          ["LC04", false],
        ]);
        expect([first?.deviceSeq, last?.deviceSeq, extraClockEvents]).toEqual([1, 7, 0]);
      }),
    );
  });

  it("shows how far the clock fell below what it had shown, and nothing when it was only ever set ahead", () => {
    fc.assert(
      fc.property(anyJumps, (jumps) => {
        const events = recorded(jumps);
        const shown = events.map(({ deviceAt }) => deviceAt);
        const fallen = Math.max(0, ...shown.map((time, index) => Math.max(...shown.slice(0, index + 1)) - time));
        expect(clockSetBackMs(events)).toBe(fallen);
        const ahead = recorded(jumps.map((jump) => (jump === null ? null : Math.abs(jump))));
        expect(clockSetBackMs(ahead)).toBe(0);
      }),
    );
  });
});
