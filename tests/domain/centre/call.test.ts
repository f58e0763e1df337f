import { describe, expect, it } from "vitest";
import {
  CALL_RESULTS,
  CALL_STATES,
  hasRungOut,
  requireOwn,
  requireResult,
  requireRinging,
  resultsOf,
  RING_SECONDS,
  wasSpokenTo,
} from "#app/domain/centre/call.ts";
import { instant } from "#app/domain/time/instant.ts";

it("only a call that rings is answered", () => {
  for (const state of CALL_STATES)
    if (state === "ringing") expect(() => requireRinging(state)).not.toThrow();
    else expect(() => requireRinging(state)).toThrow("call-taken");
});

it("belongs to the operator who speaks in it, until it ends", () => {
  expect(() => requireOwn({ state: "active", operator: "user:ann" }, "user:ann")).not.toThrow();
  expect(() => requireOwn({ state: "active", operator: "user:ben" }, "user:ann")).toThrow("call-not-yours");
  expect(() => requireOwn({ state: "ended", operator: "user:ann" }, "user:ann")).toThrow("call-not-yours");
});

it("a ring that the telephone system forgot is over after its time", () => {
  const rang = instant("2026-11-26T02:00:00Z");
  expect(hasRungOut(rang, instant(rang + RING_SECONDS * 1000))).toBe(false);
  expect(hasRungOut(rang, instant(rang + RING_SECONDS * 1000 + 1))).toBe(true);
});

describe("what came of it", () => {
  it("is one of its direction", () => {
    for (const direction of ["in", "out"] as const)
      for (const result of CALL_RESULTS) {
        const end = () => requireResult(direction, { purpose: "consult", result, hasTicket: true });
        if (resultsOf(direction).includes(result)) expect(end).not.toThrow();
        else expect(end).toThrow("call-result-unknown");
      }
  });

  it("needs a ticket where something was promised", () => {
    for (const [direction, result] of [
      ["in", "ticket"],
      ["in", "call_back_promised"],
      ["out", "wants_something"],
      ["out", "needs_help"],
    ] as const) {
      const end = (hasTicket: boolean) => () => requireResult(direction, { purpose: "consult", result, hasTicket });
      expect(end(false)).toThrow("call-needs-ticket");
      expect(end(true)).not.toThrow();
    }
  });

  it("of a call for help is never an answer alone", () => {
    const end = (hasTicket: boolean, result: "settled" | "handed_over") => () =>
      requireResult("in", { purpose: "help", result, hasTicket });
    expect(end(false, "settled")).toThrow("call-help-open");
    expect(end(true, "settled")).not.toThrow();
    expect(end(false, "handed_over")).not.toThrow();
  });

  it("leaves an elder who was not reached on the list", () => {
    expect(CALL_RESULTS.filter(wasSpokenTo)).toEqual(["well", "wants_something", "needs_help", "declined"]);
  });
});
