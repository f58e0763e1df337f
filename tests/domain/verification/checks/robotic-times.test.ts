import { describe, expect, it } from "vitest";
import { plusMinutes } from "#app/domain/time/instant.ts";
import { roboticTimes } from "#app/domain/verification/checks/robotic-times.ts";
import type { RecordedVisit } from "#app/domain/verification/worker-month.ts";
import { HOME, WORKER, at } from "../../visits/visit-builders.ts";
import { aContext, aPolicy } from "../verification-builders.ts";

type Made = { readonly start?: number; readonly minutes: number };

/** The visit under test, and others of the same worker on the days after it; start is minutes after 09:00. */
function month(others: readonly Made[], own: Made = { minutes: 65, start: 3 }): RecordedVisit[] {
  return [own, ...others].map(({ start = 0, minutes }, day) => {
    const startAt = plusMinutes(at("2026-11-03 09:00"), day * 24 * 60 + start);
    const visitNo = day === 0 ? "2026-11-E0001-1" : `other ${day}`;
    return { visitNo, workerId: WORKER, startAt, endAt: plusMinutes(startAt, minutes), fix: null, home: HOME };
  });
}

/** Lengths and starts as people leave them. */
const uneven = (count: number): Made[] =>
  Array.from({ length: count }, (_, day) => ({ minutes: 61 + ((day * 7) % 19), start: (day * 11) % 60 }));

describe("R-ROBOTIC-TIMES", () => {
  it("fires at 5 equal durations in a row, not at 4", () => {
    const four = [65, 65, 65].map((minutes, day) => ({ minutes, start: day * 7 }));
    expect(roboticTimes.check(aContext({ workerMonth: month(four) }))).toBeNull();
    expect(roboticTimes.check(aContext({ workerMonth: month([...four, { minutes: 65, start: 40 }]) }))).toEqual({
      detail: "5 x 65 min",
    });
  });

  it("fires at hardly any spread over 20 visits, not over 19 and not at a minute's spread", () => {
    const policy = aPolicy({ robotic_run: 99 });
    const alike = (count: number, by: number) =>
      Array.from({ length: count }, (_, day) => ({ minutes: 65 + (day % 2 === 0 ? by : 0), start: day * 2 }));
    expect(roboticTimes.check(aContext({ policy, workerMonth: month(alike(19, 1)) }))?.detail).toMatch(
      /^σ 0\.5 min \/ 20$/,
    );
    expect(roboticTimes.check(aContext({ policy, workerMonth: month(alike(18, 1)) }))).toBeNull();
    expect(roboticTimes.check(aContext({ policy, workerMonth: month(alike(19, 2)) }))).toBeNull();
  });

  it("fires where 80 % of 20 starts lie on this visit's minute, not at 75 %", () => {
    const policy = aPolicy({ robotic_run: 99 });
    const onMinute = (count: number) =>
      uneven(19).map((one, day) => (day < count ? { ...one, start: 3 } : { ...one, start: 20 + day }));
    expect(roboticTimes.check(aContext({ policy, workerMonth: month(onMinute(15)) }))).toEqual({ detail: ":03 16/20" });
    expect(roboticTimes.check(aContext({ policy, workerMonth: month(onMinute(14)) }))).toBeNull();
  });

  it("is silent about a month as people leave it, and about another worker's", () => {
    expect(roboticTimes.check(aContext({ workerMonth: month(uneven(25)) }))).toBeNull();
    const others = month(Array.from({ length: 25 }, () => ({ minutes: 65 }))).map((one) => ({
      ...one,
      workerId: "another",
    }));
    expect(roboticTimes.check(aContext({ workerMonth: others }))).toBeNull();
  });
});
