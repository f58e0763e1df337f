import { describe, expect, it } from "vitest";
import { identify, type ElderId, type ProviderId, type WorkerId } from "#app/domain/identifiers.ts";
import type { VisitSurroundings } from "#app/domain/matching/visit-conflicts.ts";
import type { BookedVisit, PlannableWorker } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { priceOfMove, type MovePlace, type WorkerShares } from "#app/domain/scheduling/move-price.ts";
import { travelMinutes } from "#app/domain/scheduling/travel.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";

const pace = { travelSpeedKmh: 20, travelSetupMinutes: 3 };
const at = (latitude: number, longitude: number) => ({ latitude, longitude });
const base = at(32, 120.85);
const home = at(32.02, 120.85);
const nextDoor = at(32.02, 120.8501);
const faraway = at(31.95, 120.85);
const [elderId, workerId] = [identify<ElderId>("E"), identify<WorkerId>("W")];

// Only what a price looks at.
const worker = { id: workerId, providerId: identify<ProviderId>("P"), base } as unknown as PlannableWorker;
const around = (...visits: BookedVisit[]) =>
  ({
    elder: { id: elderId, home },
    visits,
    limits: pace,
    basket: { durationMinutes: 60 },
  }) as unknown as VisitSurroundings;
const other = (date: string, startMinute: number, changes: Partial<BookedVisit> = {}): BookedVisit => ({
  elderId: identify<ElderId>("other"),
  date: plainDate(date),
  startMinute,
  durationMinutes: 60,
  workerIds: [workerId],
  home: nextDoor,
  sequence: null,
  ...changes,
});
const move = (from: string, fromMinute: number, to: string, toMinute: number) => ({
  from: { date: plainDate(from), startMinute: fromMinute, workers: [worker] },
  to: { date: plainDate(to), startMinute: toMinute, workers: [worker] },
});
const nothingKnown: WorkerShares = { minutes: new Map(), colleagues: 1, cameBefore: new Map() };
const priced = (asked: { from: MovePlace; to: MovePlace }, surroundings: VisitSurroundings, shares = nothingKnown) =>
  priceOfMove(asked, surroundings, shares);
const way = (...points: { latitude: number; longitude: number }[]) =>
  points.slice(1).reduce((sum, to, index) => sum + travelMinutes(points[index] ?? to, to, pace), 0);

describe("the price of a move", () => {
  it("is nothing on the road between two days without other visits", () => {
    expect(priced(move("2026-12-01", 540, "2026-12-02", 540), around()).wayAdded).toBe(0);
  });
  it("saves the way when the worker is next door on the new day", () => {
    const { wayAdded } = priced(move("2026-12-01", 540, "2026-12-02", 540), around(other("2026-12-02", 660)));
    expect(wayAdded).toBe(way(base, home, nextDoor, base) - way(base, nextDoor, base) - way(base, home, base));
    expect(wayAdded).toBeLessThan(0);
  });
  it("adds the way when the worker is on the other side of town on the new day", () => {
    const visits = [other("2026-12-02", 480, { home: faraway }), other("2026-12-02", 720, { home: faraway })];
    const { wayAdded } = priced(move("2026-12-01", 540, "2026-12-02", 600), around(...visits));
    expect(wayAdded).toBe(way(faraway, home, faraway) - way(base, home, base));
    expect(wayAdded).toBeGreaterThan(0);
  });
  it("counts the order of the day when only the hour changes", () => {
    const visits = [other("2026-12-01", 480, { home: faraway }), other("2026-12-01", 720)];
    const { wayAdded } = priced(move("2026-12-01", 420, "2026-12-01", 600), around(...visits));
    expect(wayAdded).toBe(way(base, faraway, home, nextDoor, base) - way(base, home, faraway, nextDoor, base));
  });
  it("counts each of two workers, and nobody of a visit that nobody goes to yet", () => {
    const day = around(other("2026-12-02", 660));
    const one = priced(move("2026-12-01", 540, "2026-12-02", 540), day).wayAdded;
    const { from, to } = move("2026-12-01", 540, "2026-12-02", 540);
    const sent = (...workers: PlannableWorker[]) => priced({ from: { ...from, workers }, to: { ...to, workers } }, day);
    expect(sent(worker, { ...worker, id: workerId }).wayAdded).toBe(2 * one);
    expect(sent().wayAdded).toBe(0);
  });
  it("says what the elder notices: the weekday, the hour, and how near the next visit is", () => {
    const own = other("2026-12-08", 540, { elderId, workerIds: [] });
    expect(priced(move("2026-12-01", 540, "2026-12-03", 510), around(own))).toMatchObject({
      fromWeekday: 2,
      later: -30,
      daysToNearest: 5,
    });
    expect(priced(move("2026-12-01", 540, "2026-12-15", 540), around())).toMatchObject({
      fromWeekday: null,
      later: 0,
      daysToNearest: null,
    });
  });
});

describe("the price of sending somebody else", () => {
  const colleague = { ...worker, id: identify<WorkerId>("V"), base: nextDoor };
  const shares: WorkerShares = {
    minutes: new Map([
      [workerId, 900],
      [colleague.id, 300],
      [identify<WorkerId>("U"), 600],
    ]),
    colleagues: 4,
    cameBefore: new Map([[colleague.id, 3]]),
  };
  const { from } = move("2026-12-01", 540, "2026-12-01", 540);
  it("is the way of the one who comes less the way of the one who stays away", () => {
    const { wayAdded, team } = priced({ from, to: { ...from, workers: [colleague] } }, around(), shares);
    expect(wayAdded).toBe(way(nextDoor, home, nextDoor) - way(base, home, base));
    expect(team).toEqual({
      coming: [{ workerId: colleague.id, cameBefore: 3, minutesBefore: 300, minutesAfter: 360 }],
      leaving: [{ workerId, cameBefore: 0, minutesBefore: 900, minutesAfter: 840 }],
      averageMinutes: 450,
    });
  });
  it("counts only those who change, and the hour of somebody who is added", () => {
    const { team } = priced({ from, to: { ...from, workers: [worker, colleague] } }, around(), shares);
    expect(team?.leaving).toEqual([]);
    expect(team?.coming).toHaveLength(1);
    expect(team?.averageMinutes).toBe(465);
  });
  it("says nothing of the team when the same people go", () => {
    expect(priced({ from, to: { ...from, startMinute: 600 } }, around(), shares).team).toBeNull();
  });
});
