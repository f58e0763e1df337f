import { expect, it } from "vitest";
import { isFree, nearestFree, type PossibleResponder } from "#app/domain/alerts/responders.ts";
import { instant, plusMinutes } from "#app/domain/time/instant.ts";

const now = instant("2026-11-15T02:00:00Z");
const place = (north: number) => ({ latitude: 32 + north, longitude: 120.9 });
const worker = (name: string, changes: Partial<PossibleResponder> = {}): PossibleResponder => ({
  workerId: name,
  name,
  home: place(0.01),
  visits: [],
  isOnTheWay: false,
  ...changes,
});
const visit = (from: number, to: number, at = place(0)) => ({
  startAt: plusMinutes(now, from),
  endAt: plusMinutes(now, to),
  at,
});

it.each([
  [visit(-60, 0), true],
  [visit(-60, 1), false],
  [visit(30, 90), false],
  [visit(31, 90), true],
])("a worker with %o is free: %s", (one, free) => {
  expect(isFree(worker("a", { visits: [one] }), now)).toBe(free);
});

it("the nearest free one comes first, counted from the last visit of the day", () => {
  const all = [
    worker("far", { home: place(0.05) }),
    worker("busy", { home: place(0), visits: [visit(-10, 50)] }),
    worker("sent", { home: place(0), isOnTheWay: true }),
    worker("beside", { home: place(0.09), visits: [visit(-90, -30, place(0.001))] }),
  ];
  expect(nearestFree(all, place(0), now, 5).map(({ name }) => name)).toEqual(["beside", "far"]);
  expect(nearestFree(all, place(0), now, 1)).toHaveLength(1);
});
