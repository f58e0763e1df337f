import { describe, expect, it } from "vitest";
import {
  attendance,
  CLOSE_EARLY_MINUTES,
  requireClosable,
  requireShift,
  requireTakeOver,
  SHIFT_HOURS_MOST,
} from "#app/domain/centre/shift.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const fromAt = instant("2026-11-26T00:00:00Z");
const toAt = plusMinutes(fromAt, 12 * 60);
const shift = { fromAt, toAt, lead: "user:ann", operators: ["user:ann", "user:ben"] };

it("has an end after its beginning and at most twelve hours", () => {
  expect(() => requireShift(shift)).not.toThrow();
  expect(() => requireShift({ fromAt, toAt: fromAt })).toThrow("shift-times");
  expect(() => requireShift({ fromAt, toAt: plusMinutes(fromAt, SHIFT_HOURS_MOST * 60 + 1) })).toThrow("shift-times");
});

describe("closing", () => {
  const facts = { redsWithoutOwner: 0, actor: "user:ann", now: toAt };

  it("is the lead's, near the end, and never while a red alert has no owner", () => {
    expect(() => requireClosable(shift, facts)).not.toThrow();
    expect(() => requireClosable(shift, { ...facts, actor: "user:ben" })).toThrow("shift-not-lead");
    expect(() => requireClosable(shift, { ...facts, redsWithoutOwner: 1 })).toThrow("shift-red-without-owner");
    const early = plusMinutes(toAt, -CLOSE_EARLY_MINUTES);
    expect(() => requireClosable(shift, { ...facts, now: early })).not.toThrow();
    expect(() => requireClosable(shift, { ...facts, now: instant(early - 1) })).toThrow("shift-not-over");
  });

  it("is answered by the next shift's lead alone", () => {
    const next = { ...shift, lead: "user:ben" };
    expect(() => requireTakeOver(next, "user:ben")).not.toThrow();
    expect(() => requireTakeOver(next, "user:ann")).toThrow("shift-not-next-lead");
    expect(() => requireTakeOver(null, "user:ben")).toThrow("shift-no-next");
  });
});

it("says who is planned and not there, and who is there unplanned", () => {
  expect(attendance(["a", "b"], ["b", "c"])).toEqual({ absent: ["a"], unplanned: ["c"] });
});
