import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysWithSlots, nearestSlots, NEAREST_SLOTS, slotLikeLast } from "#app/domain/kiosk/nearest-slots.ts";
import { addDays, plainDate } from "#app/domain/time/plain-date.ts";

const slot = (date: string, hour: number, ...workerNos: string[]) => ({
  date: plainDate(date),
  startMinute: hour * 60,
  workerNos,
});

describe("the times nearest to one that has gone", () => {
  it("are three, in order of their times, before and after it", () => {
    const slots = [slot("2026-11-20", 9), slot("2026-11-24", 14), slot("2026-11-24", 8), slot("2026-11-25", 9)];
    expect(nearestSlots(slots, slot("2026-11-24", 9))).toEqual([slots[2], slots[1], slots[3]]);
  });

  it("never leave out a nearer one for a farther one", () => {
    const times = fc.record({ days: fc.nat(20), startMinute: fc.nat(1439) });
    fc.assert(
      fc.property(fc.array(times), times, (given, wanted) => {
        const at = ({ days, startMinute }: { days: number; startMinute: number }) => ({
          date: addDays(plainDate("2026-11-01"), days),
          startMinute,
          apart: Math.abs((days - wanted.days) * 1440 + startMinute - wanted.startMinute),
        });
        const slots = given.map(at);
        const near = nearestSlots(slots, at(wanted));
        expect(near).toHaveLength(Math.min(NEAREST_SLOTS, slots.length));
        const rest = slots.filter((one) => !near.includes(one));
        for (const one of rest) expect(one.apart).toBeGreaterThanOrEqual(Math.max(...near.map(({ apart }) => apart)));
      }),
    );
  });
});

describe("the time that is like the last visit's", () => {
  const last = slot("2026-11-10", 9, "W1");

  it("has the same care worker, weekday and hour, the earliest of them", () => {
    const slots = [slot("2026-11-18", 9, "W1"), slot("2026-11-24", 9, "W1"), slot("2026-11-17", 10, "W1")];
    expect(slotLikeLast(slots, last)).toEqual(slots[2]);
  });

  it("is on another weekday rather than with somebody else", () => {
    const slots = [slot("2026-11-17", 9, "W2"), slot("2026-11-19", 9, "W1"), slot("2026-11-18", 14, "W1")];
    expect(slotLikeLast(slots, last)).toEqual(slots[1]);
  });

  it("is none when whoever came last has no such time", () => {
    expect(slotLikeLast([slot("2026-11-17", 9, "W2"), slot("2026-11-17", 15, "W1")], last)).toBeNull();
  });
});

describe("the days with free times", () => {
  it("are in order, each with how many it has", () => {
    const days = daysWithSlots([slot("2026-11-20", 9), slot("2026-11-18", 9), slot("2026-11-20", 14)]);
    expect(days).toEqual([
      { date: "2026-11-18", count: 1 },
      { date: "2026-11-20", count: 2 },
    ]);
  });
});
