import { describe, expect, it } from "vitest";
import type { Correction } from "#app/domain/visits/visit-events.ts";
import {
  capturedAt,
  clockSetBackMs,
  confirmationsHeard,
  eventsOf,
  isApprovedCorrection,
  orderEvents,
  residualSkewMs,
} from "#app/domain/visits/visit-events.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { aFix, anEvent, at, checkIn, checkOut, correction, taskDone } from "./visit-builders.ts";

describe("visit events", () => {
  it("take the device's clock put right by the sampled offset", () => {
    const event = checkIn("2026-11-03 09:10", aFix(), { serverOffsetMs: -600_000 });
    expect(capturedAt(event)).toBe(at("2026-11-03 09:00"));
  });

  it("never happened later than they were received", () => {
    const event = checkIn("2026-11-03 09:10", aFix(), { serverOffsetMs: null, receivedAt: at("2026-11-03 09:00") });
    expect(capturedAt(event)).toBe(at("2026-11-03 09:00"));
    expect(residualSkewMs(event)).toBe(600_000);
  });

  it("keep the copy received first when one is sent twice", () => {
    const first = checkIn("2026-11-03 09:00", aFix(), { id: "a" });
    const again = { ...first, receivedAt: at("2026-11-03 12:00") };
    expect(orderEvents([again, first])).toEqual([first]);
  });

  it("are ordered by capture, then id", () => {
    const events = [checkOut("2026-11-03 10:00"), taskDone("LC04"), checkIn("2026-11-03 09:00", aFix(), { id: "b" })];
    const twin = checkIn("2026-11-03 09:00", aFix(), { id: "a" });
    expect(orderEvents([...events, twin]).map((event) => event.eventId)).toEqual([
      "a",
      "b",
      "task/LC04/2026-11-03 09:30",
      "check_out/2026-11-03 10:00/phone-1",
    ]);
  });

  it("narrow to the wanted kinds", () => {
    const found = eventsOf([taskDone("LC04"), checkIn("2026-11-03 09:00")], "task_done");
    expect(found.map((event) => event.body.subtype)).toEqual(["LC04"]);
  });

  it("count a correction only when somebody other than the requester approved it", () => {
    const of = (approvedBy: string | null) =>
      (correction({ field: "check_in_at", to: "2026-11-03 09:00" }, { approvedBy }).body as { correction: Correction })
        .correction;
    expect(isApprovedCorrection(of("desk-2"))).toBe(true);
    expect(isApprovedCorrection(of("desk-1"))).toBe(false);
    expect(isApprovedCorrection(of(null))).toBe(false);
  });
});

describe("a phone's clock that was set", () => {
  const minute = 60_000;
  const on = (when: string, minutes: number, runtimeId = "page-1") =>
    checkIn(when, aFix(), { page: { runtimeId, monotonicMs: minutes * minute } });

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
      page: { runtimeId: "page-1", monotonicMs: 40 * minute },
      serverOffsetMs: 60 * minute,
    });
    expect(clockSetBackMs([on("2026-11-03 09:00", 0), later])).toBe(0);
  });

  it("says nothing across two starts of the page, and nothing without a page", () => {
    expect(clockSetBackMs([on("2026-11-03 09:00", 50), on("2026-11-03 08:00", 60, "page-2")])).toBe(0);
    expect(clockSetBackMs([checkIn("2026-11-03 09:00"), checkIn("2026-11-03 08:00")])).toBe(0);
  });
});

it("digits that were not the elder's are no confirmation that was given", () => {
  const typed = (outcome: "right" | "wrong", id: string) =>
    anEvent({ kind: "pin_confirm", confirmedOn: "worker_phone", by: null, outcome }, "2026-11-03 10:00", { id });
  expect(confirmationsHeard(foldEvents([typed("wrong", "a")]))).toEqual([]);
  expect(confirmationsHeard(foldEvents([typed("wrong", "a"), typed("right", "b")]))).toEqual(["pin_confirm"]);
});
