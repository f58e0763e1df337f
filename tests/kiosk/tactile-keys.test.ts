import { expect, it } from "vitest";
import { tactileStepOf } from "#app/kiosk/tactile-keys.ts";

it.each([
  ["0", "0"],
  ["7", "7"],
  ["Backspace", "delete"],
  ["Delete", "delete"],
  ["Enter", "send"],
  ["Tab", null],
  ["a", null],
  ["10", null],
  ["", null],
])("the key %j does %j to a digit pad", (key, step) => expect(tactileStepOf(key)).toBe(step));
