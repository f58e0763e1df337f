import { expect, it } from "vitest";
import { droppedSince } from "#app/domain/devices/broker-drops.ts";

it.each([
  [null, 40, 0],
  [40, 40, 0],
  [40, 41, 1],
  [0, 7, 7],
  // The broker began anew.
  [40, 39, 39],
  [40, 0, 0],
])("a count that stood at %s and stands at %s means %s messages", (before, total, dropped) => {
  expect(droppedSince(before, total)).toBe(dropped);
});
