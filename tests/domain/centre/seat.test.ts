import { describe, expect, it } from "vitest";
import {
  isTimedOut,
  requireNoCall,
  requireSeat,
  seatAfter,
  SEAT_STATES,
  SEATS,
  statesFrom,
  TIMEOUT_SECONDS,
  type SeatState,
} from "#app/domain/centre/seat.ts";
import { instant } from "#app/domain/time/instant.ts";

const POSSIBLE: readonly (readonly [SeatState, SeatState])[] = [
  ["free", "break"],
  ["after_call", "free"],
  ["after_call", "break"],
  ["break", "free"],
];

describe("a seat by hand", () => {
  it.each(SEAT_STATES.flatMap((from) => SEAT_STATES.map((to) => [from, to] as const)))(
    "from %s to %s is possible or refused as the table says",
    (from, to) => {
      const isPossible = POSSIBLE.some(([one, other]) => one === from && other === to);
      if (isPossible) expect(seatAfter(from, to)).toBe(to);
      else expect(() => seatAfter(from, to)).toThrow("seat-state-not-possible");
      expect(statesFrom(from).includes(to)).toBe(isPossible);
    },
  );

  it("is not left while a call goes on", () => {
    expect(() => requireNoCall("in_call")).toThrow("seat-in-call");
    for (const state of ["free", "after_call", "break"] as const) expect(() => requireNoCall(state)).not.toThrow();
  });
});

it("the room has sixteen seats and no other", () => {
  for (const no of [1, SEATS]) expect(() => requireSeat(no)).not.toThrow();
  for (const no of [0, SEATS + 1, 1.5, Number.NaN]) expect(() => requireSeat(no)).toThrow("seat-unknown");
});

it("a screen may be silent for its whole time and not a moment longer", () => {
  const seen = instant("2026-11-26T02:00:00Z");
  expect(isTimedOut(seen, instant(seen + TIMEOUT_SECONDS * 1000))).toBe(false);
  expect(isTimedOut(seen, instant(seen + TIMEOUT_SECONDS * 1000 + 1))).toBe(true);
});
