import { describe, expect, it } from "vitest";
import { stillAsked } from "#app/domain/verification/elder-voice.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { anEvent, checkIn, checkOut } from "../visits/visit-builders.ts";

const after = (...said: VisitEventBody[]) =>
  stillAsked(
    foldEvents([
      checkIn("2026-11-03 09:00"),
      checkOut("2026-11-03 10:05"),
      ...said.map((body, place) => anEvent(body, `2026-11-03 1${place + 1}:00`, { deviceId: "kiosk-1" })),
    ]),
  );

const asked = (served: boolean | null): VisitEventBody => ({
  kind: "callback_result",
  served,
  detail: null,
  askedAt: "kiosk",
});

describe("what a kiosk still asks about a visit", () => {
  it("is both while nobody on the elder's side has said anything", () => {
    expect(after()).toEqual({ rating: true, presence: true });
  });

  it("is only how it was, once somebody confirmed it", () => {
    expect(after({ kind: "kiosk_confirm", confirmedOn: "kiosk", by: "elder" })).toEqual({
      rating: true,
      presence: false,
    });
  });

  it("is nothing once it was rated, or once the elder said that nobody came", () => {
    const rated: VisitEventBody = { kind: "elder_rating", confirmedOn: "kiosk", by: "elder", grade: "dissatisfied" };
    expect(after(rated)).toEqual({ rating: false, presence: false });
    expect(after(asked(false))).toEqual({ rating: false, presence: false });
  });

  it("is not the same again for an elder who was not sure", () => {
    expect(after(asked(null))).toEqual({ rating: true, presence: false });
  });

  it("stays open when only the care worker's phone confirmed", () => {
    expect(after({ kind: "elder_confirm", confirmedOn: "worker_phone", by: "elder" }).presence).toBe(true);
  });
});
