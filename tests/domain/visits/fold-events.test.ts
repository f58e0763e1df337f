import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identify } from "#app/domain/identifiers.ts";
import type { EventId } from "#app/domain/identifiers.ts";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitEvent, VisitEventBody } from "#app/domain/visits/visit-events.ts";
import {
  OTHER_WORKER,
  aFix,
  anEvent,
  at,
  callback,
  checkIn,
  checkOut,
  confirmation,
  correction,
  noFix,
  taskDone,
} from "./visit-builders.ts";

const START = at("2026-11-03 08:00");

/** Any set of events of one visit, with clashing times, devices, offsets and late arrivals. */
const anyEvents: fc.Arbitrary<VisitEvent[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        "check_in",
        "check_out",
        "task_done",
        "task_refused",
        "door_code",
        "pin_confirm",
        "correction",
      ),
      minute: fc.integer({ min: 0, max: 180 }),
      device: fc.constantFrom("phone-1", "phone-2", "kiosk"),
      located: fc.boolean(),
      offset: fc.constantFrom(null, 0, -300_000, 300_000),
      delay: fc.integer({ min: -30, max: 4000 }),
      subtype: fc.constantFrom("LC04", "LC06", "RN01"),
    }),
    { maxLength: 14 },
  )
  .map((rows) =>
    rows.map((row, index): VisitEvent => {
      const deviceAt = plusMinutes(START, row.minute);
      return {
        ...anEvent(bodyOf(row), "2026-11-03 08:00"),
        eventId: identify<EventId>(`event-${index}`),
        deviceId: row.device,
        deviceAt,
        serverOffsetMs: row.offset,
        receivedAt: plusMinutes(deviceAt, row.delay),
      };
    }),
  );

function bodyOf(row: { kind: string; located: boolean; subtype: string; minute: number }): VisitEventBody {
  const position = row.located ? aFix() : noFix;
  switch (row.kind) {
    case "check_in":
      return { kind: "check_in", position };
    case "check_out":
      return { kind: "check_out", position };
    case "task_done":
      return { kind: "task_done", subtype: row.subtype, reading: null };
    case "task_refused":
      return { kind: "task_refused", subtype: row.subtype, reason: null };
    case "door_code":
      return { kind: "door_code", codeHash: row.subtype };
    case "correction":
      return correction({ field: "interrupted_minutes", to: row.minute }).body;
    default:
      return { kind: "pin_confirm", confirmedOn: "worker_phone", by: null, outcome: "right" };
  }
}

describe("fold of visit events", () => {
  it("gives the same evidence for any order of arrival", () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(foldEvents(shuffled)).toEqual(foldEvents(events));
        },
      ),
    );
  });

  it("gives the same evidence when events are sent again, later", () => {
    fc.assert(
      fc.property(anyEvents, fc.infiniteStream(fc.boolean()), (events, again) => {
        const repeats = events
          .filter(() => again.next().value)
          .map((event) => ({ ...event, receivedAt: plusMinutes(event.receivedAt, 60) }));
        expect(foldEvents([...repeats, ...events, ...repeats])).toEqual(foldEvents(events));
      }),
    );
  });

  it("takes the first check-in and the last check-out of equal strength", () => {
    const folded = foldEvents([
      checkIn("2026-11-03 09:05"),
      checkIn("2026-11-03 09:00"),
      checkOut("2026-11-03 10:00"),
      checkOut("2026-11-03 10:10"),
    ]);
    expect([folded.rawInAt, folded.rawOutAt]).toEqual([at("2026-11-03 09:00"), at("2026-11-03 10:10")]);
    expect(folded.extraClockEvents).toBe(2);
  });

  it("prefers a located check-in to an earlier one without position", () => {
    const folded = foldEvents([checkIn("2026-11-03 08:00", noFix), checkIn("2026-11-03 09:00")]);
    expect(folded.rawInAt).toBe(at("2026-11-03 09:00"));
  });

  it("does not stretch a visit over two phones when one phone has both ends", () => {
    const second = { deviceId: "phone-2", workerId: OTHER_WORKER };
    const folded = foldEvents([
      checkIn("2026-11-03 09:00"),
      checkOut("2026-11-03 10:00"),
      checkIn("2026-11-03 09:10", aFix(), second),
      checkOut("2026-11-03 10:10", aFix(), second),
    ]);
    expect([folded.rawInAt, folded.rawOutAt]).toEqual([at("2026-11-03 09:00"), at("2026-11-03 10:00")]);
    expect(folded.workerIds).toEqual(["worker-1", "worker-2"]);
  });

  it("joins two phones when the first broke down during the visit", () => {
    const folded = foldEvents([
      checkIn("2026-11-03 09:00"),
      checkOut("2026-11-03 10:05", aFix(), { deviceId: "phone-2" }),
    ]);
    expect([folded.rawInAt, folded.rawOutAt]).toEqual([at("2026-11-03 09:00"), at("2026-11-03 10:05")]);
  });

  it("keeps the last word on a subtype", () => {
    const folded = foldEvents([
      taskDone("LC06", "2026-11-03 09:20"),
      anEvent({ kind: "task_refused", subtype: "LC06", reason: null }, "2026-11-03 09:40"),
      taskDone("LC04", "2026-11-03 09:30"),
    ]);
    expect(folded.subtypesDone).toEqual(["LC04"]);
    expect(folded.services).toHaveLength(2);
  });

  it("takes the subtypes of an approved correction, and not of a pending one", () => {
    const pending = correction({ field: "subtypes", to: ["RN01"] }, { approvedBy: null });
    const approved = correction({ field: "subtypes", to: ["LC06", "LC04"] });
    expect(foldEvents([taskDone("LC09"), pending]).subtypesDone).toEqual(["LC09"]);
    expect(foldEvents([taskDone("LC09"), approved, pending]).subtypesDone).toEqual(["LC04", "LC06"]);
  });

  it("collects confirmations and call-backs in order of capture", () => {
    const folded = foldEvents([
      callback(true),
      confirmation("elder_rating", "kiosk"),
      confirmation("pin_confirm", "worker_phone", "2026-11-03 09:59"),
    ]);
    expect(folded.confirmations.map((event) => event.body.kind)).toEqual(["elder_rating", "pin_confirm"]);
    expect(folded.callbacks).toHaveLength(1);
  });
});
