import { expect, it } from "vitest";
import { corroborates } from "#app/domain/devices/presence.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const checkIn = instant("2026-11-15T02:00:00Z");
const door = (minutes: number) => ({ measuredAt: plusMinutes(checkIn, minutes), measures: { door_open: true } });

it.each([
  [-10.01, false],
  [-10, true],
  [5, true],
  [5.01, false],
])("a door opened %s minutes from the check-in: agrees %s", (minutes, agrees) => {
  expect(corroborates([door(minutes)], checkIn) !== null).toBe(agrees);
});

it("a door that shuts and a bed that is lain on say nothing", () => {
  const readings = [
    { measuredAt: checkIn, measures: { door_open: false } },
    { measuredAt: checkIn, measures: { in_bed: true } },
  ];
  expect(corroborates(readings, checkIn)).toBeNull();
  expect(corroborates([{ measuredAt: checkIn, measures: { in_bed: false } }], checkIn)).toEqual({
    deviceKind: "bed",
    at: checkIn,
  });
});
