import { describe, expect, it } from "vitest";
import { stillAsked, type AskedSide } from "#app/domain/verification/elder-voice.ts";
import { foldEvents } from "#app/domain/visits/fold-events.ts";
import type { VisitEventBody } from "#app/domain/visits/visit-events.ts";
import { anEvent, checkIn, checkOut } from "../visits/visit-builders.ts";

const after = (...said: VisitEventBody[]) => askedAt("kiosk", said);

const askedAt = (side: AskedSide, said: readonly VisitEventBody[]) =>
  stillAsked(
    foldEvents([
      checkIn("2026-11-03 09:00"),
      checkOut("2026-11-03 10:05"),
      ...said.map((body, place) => anEvent(body, `2026-11-03 1${place + 1}:00`, { deviceId: "kiosk-1" })),
    ]),
    side,
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

describe("what a family's phone still asks", () => {
  const ofFamily = (...said: VisitEventBody[]) => askedAt("family", said);
  const rated = (confirmedOn: "kiosk" | "family_device"): VisitEventBody => ({
    kind: "elder_rating",
    confirmedOn,
    by: confirmedOn === "kiosk" ? "elder" : "family",
    grade: "satisfied",
  });

  it("is its own word: a rating of the elder leaves the family's open, and the other way round", () => {
    expect(ofFamily(rated("kiosk"))).toEqual({ rating: true, presence: false });
    expect(ofFamily(rated("family_device"))).toEqual({ rating: false, presence: false });
    expect(after(rated("family_device"))).toEqual({ rating: true, presence: false });
  });

  it("is not whether somebody came once the family has confirmed it, for either of them", () => {
    const confirmed: VisitEventBody = { kind: "family_confirm", confirmedOn: "family_device", by: "family" };
    expect(ofFamily(confirmed).presence).toBe(false);
    expect(after(confirmed).presence).toBe(false);
  });

  it("stays open when the elder was not sure, and closes for a family that was not", () => {
    expect(ofFamily(asked(null)).presence).toBe(true);
    expect(ofFamily({ kind: "callback_result", served: null, detail: null, askedAt: "family" }).presence).toBe(false);
  });
});
