import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basketPart } from "#app/domain/matching/basket-parts.ts";
import type { SlotRequest } from "#app/domain/matching/propose-slots.ts";
import { proposeSlots } from "#app/domain/matching/propose-slots.ts";
import { conflictsOf } from "#app/domain/matching/visit-conflicts.ts";
import type { BookedVisit } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { calendar2026 } from "../scheduling/holidays-2026.ts";
import {
  anElder,
  aProvider,
  aWorker,
  elderId,
  limits,
  pointAt,
  randomDistrict,
  SUBTYPES,
  windowsOf,
  workerId,
} from "../scheduling/month-plan/district.ts";

const elder = anElder("1", { windows: windowsOf([2, 4], 540, 720) });

function request(changes: Partial<SlotRequest> = {}): SlotRequest {
  return {
    elder,
    provider: aProvider("P0"),
    basket: basketPart(elder.subtypes, 60),
    visits: [],
    workers: [aWorker("A")],
    calendar: calendar2026,
    limits,
    from: plainDate("2026-12-01"),
    to: plainDate("2026-12-31"),
    count: 4,
    perDate: 2,
    apartMinutes: 30,
    ...changes,
  };
}

const times = (slots: ReturnType<typeof proposeSlots>) =>
  slots.map(({ date, startMinute }) => `${date.slice(5)} ${startMinute}`);

function visit(key: string, date: string, startMinute: number, changes: Partial<BookedVisit> = {}): BookedVisit {
  return {
    elderId: elderId(key),
    date: plainDate(date),
    startMinute,
    durationMinutes: 60,
    workerIds: [workerId("A")],
    home: pointAt(1, 1),
    sequence: null,
    ...changes,
  };
}

describe("proposed slots", () => {
  it("come in order of time inside the elder's hours, some of each date", () => {
    expect(times(proposeSlots(request()))).toEqual(["12-01 540", "12-01 570", "12-03 540", "12-03 570"]);
    expect(times(proposeSlots(request({ perDate: 1, count: 2 })))).toEqual(["12-01 540", "12-03 540"]);
    expect(times(proposeSlots(request({ to: plainDate("2026-12-01"), perDate: 9, apartMinutes: 60 })))).toEqual([
      "12-01 540",
      "12-01 600",
    ]);
  });

  it("keep away from the elder's visits, absences and days off", () => {
    const absences = [{ from: plainDate("2026-12-08"), to: plainDate("2026-12-08"), reason: "elder_away" as const }];
    const slots = request({ elder: { ...elder, absences }, visits: [visit("1", "2026-12-02", 540)], perDate: 1 });
    expect(times(proposeSlots(slots))).toEqual(["12-10 540", "12-15 540", "12-17 540", "12-22 540"]);
    const october = request({ from: plainDate("2026-10-01"), to: plainDate("2026-10-13"), perDate: 1 });
    expect(times(proposeSlots(october))).toEqual(["10-08 540", "10-10 540", "10-13 540"]);
  });

  it("fit around what the workers already do", () => {
    const busy = request({ visits: [visit("2", "2026-12-01", 545)], to: plainDate("2026-12-01") });
    expect(times(proposeSlots(busy))).toEqual(["12-01 615", "12-01 645"]);
  });

  it("bring a worker whom the elder knows, then the one with the least way, and say so", () => {
    const familiar = [{ workerId: workerId("C"), visits: 3 }];
    const workers = [aWorker("A"), aWorker("B"), aWorker("C")];
    const near = visit("2", "2026-12-01", 720, { workerIds: [workerId("A")], home: pointAt(4, 1) });
    const known = proposeSlots(request({ workers, elder: { ...elder, familiar }, count: 1 }));
    expect(known[0]).toMatchObject({
      workerIds: [workerId("C")],
      reasons: { familiarVisits: 3, addedTravelMinutes: 0 },
    });
    const unknown = proposeSlots(request({ workers, visits: [near], count: 1 }));
    expect(unknown[0]).toMatchObject({
      workerIds: [workerId("B")],
      reasons: { familiarVisits: 0, addedTravelMinutes: 0 },
    });
  });

  it("bring two workers where two are needed, and nobody whom the elder refuses", () => {
    const bathing = basketPart([SUBTYPES.bathing], 60);
    const workers = [aWorker("C"), aWorker("A"), aWorker("B")];
    expect(proposeSlots(request({ basket: bathing, workers, count: 1 }))[0]?.workerIds).toEqual([
      workerId("A"),
      workerId("B"),
    ]);
    const refusing = { ...elder, refusedWorkerIds: [workerId("A"), workerId("B")] };
    expect(proposeSlots(request({ basket: bathing, workers, elder: refusing }))).toEqual([]);
  });

  it("are none when the range is empty or nobody is qualified", () => {
    expect(proposeSlots(request({ to: plainDate("2026-11-30") }))).toEqual([]);
    expect(proposeSlots(request({ basket: basketPart([SUBTYPES.gait], 60) }))).toEqual([]);
  });
});

describe("slots in a planned district", { timeout: 60_000 }, () => {
  it("have no conflict that a check would find", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const input = randomDistrict({ elders: 12, workers: 4, providers: 1, seed, trouble: 0.4 });
        const plan = planMonth(input, "slots", { evaluations: 300 });
        const homes = new Map(input.elders.map((one) => [one.id, one.home]));
        const planned = plan.visits.map((one): BookedVisit => ({
          ...one,
          home: homes.get(one.elderId) ?? pointAt(0, 0),
        }));
        const [one] = input.elders;
        const [provider] = input.providers;
        if (!one || !provider) return;
        const asked = request({
          elder: one,
          provider,
          basket: basketPart(one.subtypes, 60),
          visits: [...planned, ...input.bookedVisits],
          workers: input.workers,
          count: 12,
        });
        for (const slot of proposeSlots(asked)) {
          const workers = input.workers.filter(({ id }) => slot.workerIds.includes(id));
          expect(conflictsOf({ ...slot, workers }, asked)).toEqual([]);
        }
      }),
      { numRuns: 60, seed: 20261115 },
    );
  });
});
