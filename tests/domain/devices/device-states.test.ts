import { expect, it } from "vitest";
import { BINDING_END_REASONS, DEVICE_STATES, mayBecome, stateAfterBinding } from "#app/domain/devices/device-states.ts";

it("a device in use or in stock may go anywhere but to where it is, and none comes back from being scrapped", () => {
  const allowed = DEVICE_STATES.flatMap((from) =>
    DEVICE_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from}>${to}`),
  );
  expect(allowed).toEqual([
    "spare>bound",
    "spare>repair",
    "spare>retired",
    "bound>spare",
    "bound>repair",
    "bound>retired",
    "repair>spare",
    "repair>retired",
  ]);
});

it("what comes off a wall goes where the reason says, by an allowed step", () => {
  expect(BINDING_END_REASONS.map(stateAfterBinding)).toEqual(["repair", "spare", "spare", "repair", "retired"]);
  expect(BINDING_END_REASONS.every((reason) => mayBecome("bound", stateAfterBinding(reason)))).toBe(true);
});
