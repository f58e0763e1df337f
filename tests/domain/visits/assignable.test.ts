import { describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { mayChangeWorkers } from "#app/domain/visits/assignable.ts";
import { DELIVERY_STATES } from "#app/domain/visits/delivery-state.ts";
import { at } from "./visit-builders.ts";

const END = at("2026-11-03 10:00");

describe("who goes to a visit", () => {
  it.each([
    [-61, true],
    [-1, true],
    [0, false],
    [1, false],
  ])("may be changed %i minutes after its end: %s", (minutes, expected) =>
    expect(mayChangeWorkers({ deliveryState: "accepted", endAt: END }, plusMinutes(END, minutes))).toBe(expected),
  );
  it("may be changed while somebody is waited for, and in no other state", () =>
    expect(
      DELIVERY_STATES.filter((deliveryState) => mayChangeWorkers({ deliveryState, endAt: END }, plusMinutes(END, -30))),
    ).toEqual(["accepted", "en_route"]));
});
