import { describe, expect, it } from "vitest";
import type { Refusal } from "#app/domain/refusal.ts";
import type { DeliveryState, DeliveryTrigger } from "#app/domain/visits/delivery-state.ts";
import {
  DELIVERY_STATES,
  DELIVERY_TRIGGERS,
  deliver,
  deliverByEvidence,
  isTerminal,
  mayDeliver,
  mayMove,
  restored,
} from "#app/domain/visits/delivery-state.ts";
import { at } from "./visit-builders.ts";

const POSSIBLE: readonly (readonly [DeliveryState, DeliveryTrigger, DeliveryState])[] = [
  ["planned", "offer", "offered"],
  ["planned", "accept", "accepted"],
  ["offered", "accept", "accepted"],
  ["accepted", "undo-accept", "offered"],
  ["offered", "decline", "planned"],
  ["offered", "expire", "planned"],
  ["offered", "withdraw", "planned"],
  ["accepted", "depart", "en_route"],
  ["accepted", "check-in", "in_progress"],
  ["en_route", "check-in", "in_progress"],
  ["missed", "check-in", "in_progress"],
  ["cancelled", "check-in", "in_progress"],
  ["in_progress", "check-out", "done"],
  ["accepted", "miss", "missed"],
  ["en_route", "miss", "missed"],
  ["planned", "cancel", "cancelled"],
  ["offered", "cancel", "cancelled"],
  ["accepted", "cancel", "cancelled"],
  ["en_route", "cancel", "cancelled"],
  ["cancelled", "restore", "planned"],
];

describe("delivery state", () => {
  it.each(POSSIBLE)("from %s, %s leads to %s", (from, trigger, to) => {
    expect(deliver(from, trigger)).toBe(to);
  });

  it("refuses every other pair of state and trigger by name", () => {
    const allowed = new Set(POSSIBLE.map(([from, trigger]) => `${from} ${trigger}`));
    for (const state of DELIVERY_STATES)
      for (const trigger of DELIVERY_TRIGGERS) {
        if (allowed.has(`${state} ${trigger}`)) continue;
        expect(mayDeliver(state, trigger)).toBe(false);
        expect(() => deliver(state, trigger)).toThrow(`visit-cannot-${trigger}`);
      }
  });

  it("names the state in the refusal", () => {
    try {
      deliver("done", "check-in");
      expect.unreachable();
    } catch (refused) {
      expect((refused as Refusal).facts).toEqual({ state: "done" });
    }
  });

  it("ends with done only: a missed or cancelled visit may be rescued by an offline phone, a cancelled one restored by the office", () => {
    expect(DELIVERY_STATES.filter(isTerminal)).toEqual(["done"]);
  });
});

describe("a restored visit", () => {
  it("stands where its provider's answer carries it", () => {
    expect(restored("cancelled", "accepted")).toBe("accepted");
    expect(restored("cancelled", null)).toBe("accepted");
    expect(restored("cancelled", "sent")).toBe("offered");
    expect(restored("cancelled", "viewed")).toBe("offered");
    expect(restored("cancelled", "rejected")).toBe("planned");
    expect(restored("cancelled", "expired")).toBe("planned");
  });

  it("was cancelled before", () => {
    for (const state of DELIVERY_STATES.filter((one) => one !== "cancelled"))
      expect(() => restored(state, "accepted")).toThrow("visit-cannot-restore");
  });
});

describe("moving a visit", () => {
  it.each(DELIVERY_STATES)("is open until somebody has set out: %s", (state) => {
    expect(mayMove(state)).toBe(["planned", "offered", "accepted"].includes(state));
  });
});

describe("delivery state by evidence", () => {
  const [rawInAt, rawOutAt] = [at("2026-11-03 09:00"), at("2026-11-03 10:00")];

  it("is the same whichever of check-in and check-out arrives first", () => {
    const inFirst = deliverByEvidence(deliverByEvidence("accepted", { rawInAt, rawOutAt: null }), {
      rawInAt,
      rawOutAt,
    });
    const outFirst = deliverByEvidence(deliverByEvidence("accepted", { rawInAt: null, rawOutAt }), {
      rawInAt,
      rawOutAt,
    });
    expect([inFirst, outFirst]).toEqual(["done", "done"]);
  });

  it("does not move on a check-out alone", () => {
    expect(deliverByEvidence("accepted", { rawInAt: null, rawOutAt })).toBe("accepted");
  });

  it("lets an approved time correction stand for a missing end", () => {
    expect(deliverByEvidence("in_progress", { rawInAt, rawOutAt: null }, { hasIn: false, hasOut: true })).toBe("done");
  });

  it("lets a visit that was called off take place all the same, and leaves it called off without a check-in", () => {
    expect(deliverByEvidence("cancelled", { rawInAt, rawOutAt })).toBe("done");
    expect(deliverByEvidence("cancelled", { rawInAt: null, rawOutAt })).toBe("cancelled");
  });
});
