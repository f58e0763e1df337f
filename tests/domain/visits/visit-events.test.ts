import { describe, expect, it } from "vitest";
import type { Correction } from "#app/domain/visits/visit-events.ts";
import {
  capturedAt,
  confirmationsHeard,
  eventsOf,
  isApprovedCorrection,
  residualSkewMs,
} from "#app/domain/visits/visit-events.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import { aFix, anEvent, at, checkIn, correction, taskDone } from "./visit-builders.ts";

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

it("digits that were not the elder's are no confirmation that was given", () => {
  const typed = (outcome: "right" | "wrong", id: string) =>
    anEvent({ kind: "pin_confirm", confirmedOn: "worker_phone", by: null, outcome }, "2026-11-03 10:00", { id });
  expect(confirmationsHeard(foldEvents([typed("wrong", "a")]))).toEqual([]);
  expect(confirmationsHeard(foldEvents([typed("wrong", "a"), typed("right", "b")]))).toEqual(["pin_confirm"]);
});
