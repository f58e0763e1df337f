import { describe, expect, it } from "vitest";
import { awaitsClosing, placesLeft, standsInMonth } from "#app/domain/kiosk/month-places.ts";

describe("a visit of the month", () => {
  const visit = { kind: "basket", deliveryState: "accepted", missedSide: null, waived: false };

  it("stands while it is planned and after it took place", () => {
    for (const deliveryState of ["planned", "offered", "accepted", "en_route", "in_progress", "done"])
      expect(standsInMonth({ ...visit, deliveryState })).toBe(true);
  });

  it("leaves its place when it is called off, waived, or missed by the care worker, and keeps it when the elder missed it", () => {
    expect(standsInMonth({ ...visit, deliveryState: "cancelled" })).toBe(false);
    expect(standsInMonth({ ...visit, waived: true })).toBe(false);
    expect(standsInMonth({ ...visit, deliveryState: "missed", missedSide: "worker" })).toBe(false);
    expect(standsInMonth({ ...visit, deliveryState: "missed", missedSide: "elder" })).toBe(true);
  });

  it("takes no place when the elder pays for it", () => {
    expect(standsInMonth({ ...visit, kind: "private" })).toBe(false);
  });
});

describe("a visit that nobody closed", () => {
  const end = new Date("2026-11-12T03:00:00Z");
  const visit = { kind: "basket", deliveryState: "in_progress", missedSide: null, waived: false, plannedEnd: end };

  it("is waited for from its planned end on, whatever was said last", () => {
    for (const deliveryState of ["planned", "offered", "accepted", "en_route", "in_progress"]) {
      expect(awaitsClosing({ ...visit, deliveryState }, end.getTime())).toBe(true);
      expect(awaitsClosing({ ...visit, deliveryState }, end.getTime() - 1)).toBe(false);
    }
  });

  it("is none when it took place, was missed or was called off", () => {
    for (const deliveryState of ["done", "missed", "cancelled"])
      expect(awaitsClosing({ ...visit, deliveryState, missedSide: "elder" }, end.getTime())).toBe(false);
  });
});

describe("visits left", () => {
  it("are what is allowed less what stands or is reserved, whichever is more, and never below none", () => {
    expect(placesLeft({ allowed: 4, reservedOrUsed: 0, standing: 3 })).toBe(1);
    expect(placesLeft({ allowed: 4, reservedOrUsed: 4, standing: 3 })).toBe(0);
    expect(placesLeft({ allowed: 4, reservedOrUsed: 3, standing: 4 })).toBe(0);
    expect(placesLeft({ allowed: 0, reservedOrUsed: 0, standing: 2 })).toBe(0);
  });
});
