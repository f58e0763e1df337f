import { expect, it } from "vitest";
import { corroboratedEnds, corroborates } from "#app/domain/devices/presence.ts";
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
    class: "corroboration",
    deviceKind: "bed",
    at: checkIn,
  });
});

it("each end of a visit is asked for itself, and one that nobody recorded agrees with nothing", () => {
  const checkOutAt = plusMinutes(checkIn, 60);
  const readings = [door(-2), { measuredAt: plusMinutes(checkOutAt, 1), measures: { door_open: true } }];
  const found = corroboratedEnds(readings, { checkInAt: checkIn, checkOutAt });
  expect(found.map(({ end, at }) => [end, at])).toEqual([
    ["check_in", plusMinutes(checkIn, -2)],
    ["check_out", plusMinutes(checkOutAt, 1)],
  ]);
  expect(corroboratedEnds(readings, { checkInAt: null, checkOutAt })).toHaveLength(1);
  expect(corroboratedEnds(readings, { checkInAt: null, checkOutAt: null })).toEqual([]);
});
