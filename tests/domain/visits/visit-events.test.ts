import { describe, expect, it } from "vitest";
import type { Correction } from "#app/domain/visits/visit-events.ts";
import {
  capturedAt,
  eventsOf,
  isApprovedCorrection,
  orderEvents,
  residualSkewMs,
} from "#app/domain/visits/visit-events.ts";
import { aFix, at, checkIn, checkOut, correction, taskDone } from "./visit-builders.ts";

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
