import fc from "fast-check";
import { expect, it } from "vitest";
import { NOTHING_HEARD, standAfterAll } from "#app/domain/devices/standing.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const now = instant("2026-11-15T02:00:00Z");
const said = (minute: number, measures: object) => ({ measuredAt: plusMinutes(now, minute), measures });

it("since when somebody is out of bed is the first word of it, and getting up is a movement", () => {
  const stands = standAfterAll(NOTHING_HEARD, [
    said(0, { in_bed: true }),
    said(5, { in_bed: false }),
    said(9, { in_bed: false, battery_percent: 71.6 }),
  ]);
  expect(stands).toMatchObject({
    inBed: false,
    inBedSince: plusMinutes(now, 5),
    movedAt: plusMinutes(now, 5),
    batteryPercent: 72,
  });
});

it("an older reading changes nothing", () => {
  const stands = standAfterAll(NOTHING_HEARD, [said(5, { door_open: true })]);
  expect(standAfterAll(stands, [said(4, { door_open: false, motion: true })])).toEqual(stands);
});

it("does not depend on the order of arrival within a batch", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1 }), fc.boolean(), (minutes, first) => {
      const readings = minutes.map((minute) =>
        said(minute, { in_bed: (minute % 2 === 0) === first, motion: minute % 3 === 0 }),
      );
      expect(standAfterAll(NOTHING_HEARD, readings)).toEqual(standAfterAll(NOTHING_HEARD, [...readings].reverse()));
    }),
  );
});
