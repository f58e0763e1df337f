import { describe, expect, it } from "vitest";
import { instantAt, localDateOf } from "#app/domain/time/instant.ts";
import { datesOf, firstDateOf } from "#app/domain/time/plain-month.ts";
import { distanceM } from "#app/domain/verification/location.ts";
import { holdsQualification } from "#app/domain/workforce/qualification.ts";
import type { DemoDelivery } from "#app/usecases/demo/delivery-faults.ts";
import { demoDeliveryFaults } from "#app/usecases/demo/delivery-faults.ts";
import { wayMinutes } from "#app/usecases/demo/delivery-timeline.ts";
import type { DeliveredVisit, DeliveringWorker, PlannedDelivery } from "#app/usecases/demo/planned-delivery.ts";
import { DELIVERY_FAULTS } from "#app/usecases/demo/planned-delivery.ts";
import { SERVICE_CATALOGUE } from "#db/seed/reference-data.ts";
import { district, MONTH } from "#tests/db/seed-demo/demo-fixtures.ts";

const catalogue = new Map(SERVICE_CATALOGUE.map((subtype) => [subtype.code, subtype]));
const workers: DeliveringWorker[] = district.records.workers.map((worker, index) => ({
  workerId: `id-${index}`,
  workerNo: `W${String(index).padStart(3, "0")}`,
  providerKey: worker.provider,
  qualifications: worker.qualifications,
}));

/** A plain plan: eight hundred elders, four visits each, one care worker after the other through the day with the way in between. */
function aPlan(): PlannedDelivery[] {
  const days = datesOf(MONTH);
  const eligible = district.records.elders.filter((elder) => !district.exclusions.has(elder.idNumber)).slice(0, 800);
  return eligible.flatMap((elder, index) =>
    [0, 1, 2, 3].map((week): PlannedDelivery => {
      const worker = workers[index % 140];
      const slot = Math.floor(index / 140);
      const start = instantAt(days[week * 7 + (index % 5)] ?? firstDateOf(MONTH), 480 + slot * 100);
      return {
        visitNo: `2026-12-E${String(index).padStart(4, "0")}-${week + 1}`,
        elderKey: `E${String(index).padStart(4, "0")}`,
        providerKey: worker?.providerKey ?? "",
        plannedStart: start,
        plannedEnd: instantAt(localDateOf(start), 480 + slot * 100 + 65),
        workers: worker === undefined ? [] : [{ workerId: worker.workerId, workerNo: worker.workerNo }],
        subtypes: elder.subtypes,
        home: { latitude: 32.01 + (index % 7) * 0.001, longitude: 120.87 + (index % 11) * 0.001 },
      };
    }),
  );
}

const plan = aPlan();
const played = demoDeliveryFaults({ visits: plan, workers, catalogue, seed: "1" });
const planOf = new Map(plan.map((visit) => [visit.visitNo, visit]));
const timeOf = (visit: DeliveredVisit, kind: string) =>
  visit.events.find((event) => event.body.kind === kind)?.at ?? null;
const of = (fault: string | null) => played.visits.filter((visit) => visit.fault === fault);
const minutesOf = (visit: DeliveredVisit) =>
  Math.floor(((timeOf(visit, "check_out") ?? 0) - (timeOf(visit, "check_in") ?? 0)) / 60_000);

describe("a played month", () => {
  it("is the same for the same seed, whatever the order and the ids of the plan", () => {
    const turned = plan
      .map((visit) => ({
        ...visit,
        workers: visit.workers.map((worker) => ({ ...worker, workerId: `other-${worker.workerId}` })),
      }))
      .reverse();
    const again = demoDeliveryFaults({
      visits: turned,
      workers: workers.map((worker) => ({ ...worker, workerId: `other-${worker.workerId}` })),
      catalogue,
      seed: "1",
    });
    const bare = (delivery: DemoDelivery) =>
      [...delivery.visits]
        .sort((a, b) => (a.visitNo < b.visitNo ? -1 : 1))
        .map(({ events, ...visit }) => ({ ...visit, events: events.map(({ workerId: _, ...event }) => event) }));
    expect(bare(again)).toEqual(bare(played));
    expect(again.lateFacts).toEqual(played.lateFacts);
    expect(demoDeliveryFaults({ visits: plan, workers, catalogue, seed: "2" }).lateFacts).not.toEqual(played.lateFacts);
  });

  it("is clean in 93 to 95 of 100 visits and shows every fault", () => {
    const share = of(null).length / played.visits.length;
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.955);
    for (const fault of DELIVERY_FAULTS) expect([fault, of(fault).length > 0]).toEqual([fault, true]);
  });

  it("has clean visits that nobody could question", () => {
    for (const visit of of(null)) {
      const planned = planOf.get(visit.visitNo);
      if (planned === undefined) throw new Error("unplanned");
      expect(visit.outcome).toBe("done");
      const inAt = timeOf(visit, "check_in") ?? 0;
      expect(Math.abs(inAt - planned.plannedStart) / 60_000).toBeLessThanOrEqual(15);
      expect(minutesOf(visit)).toBeGreaterThanOrEqual(65);
      expect(minutesOf(visit)).toBeLessThanOrEqual(65 + 13);
      const fixes = visit.events.flatMap((event) =>
        "position" in event.body && event.body.position.fix !== null ? [event.body.position.fix] : [],
      );
      expect(fixes).toHaveLength(2);
      for (const fix of fixes) expect(distanceM(fix, planned.home)).toBeLessThan(100);
      expect(visit.events.filter((event) => event.body.kind === "task_done")).toHaveLength(planned.subtypes.length);
      const proofs = visit.events.filter((event) => /confirm$|rating|callback/.test(event.body.kind));
      expect(proofs).toHaveLength(1);
      expect((proofs[0]?.at ?? 0) - (timeOf(visit, "check_out") ?? 0)).toBeLessThanOrEqual(72 * 3_600_000);
    }
  });

  it("leaves every care worker the time for the way, except where an overlap is meant", () => {
    const byWorker = new Map<string, { inAt: number; outAt: number; visit: DeliveredVisit }[]>();
    for (const visit of played.visits) {
      const [inAt, outAt] = [timeOf(visit, "check_in"), timeOf(visit, "check_out")];
      const worker = visit.events.find((event) => event.body.kind === "check_in")?.workerId;
      if (inAt === null || outAt === null || worker == null) continue;
      byWorker.set(worker, [...(byWorker.get(worker) ?? []), { inAt, outAt, visit }]);
    }
    for (const visits of byWorker.values()) {
      visits.sort((a, b) => a.inAt - b.inAt);
      visits.forEach((later, index) => {
        const earlier = visits[index - 1];
        if (earlier === undefined || earlier.visit.fault === "worker_overlap") return;
        const [from, to] = [planOf.get(earlier.visit.visitNo)?.home, planOf.get(later.visit.visitNo)?.home];
        if (from === undefined || to === undefined) throw new Error("unplanned");
        expect((later.inAt - earlier.outAt) / 60_000).toBeGreaterThanOrEqual(wayMinutes(from, to) - 1e-6);
      });
    }
  });

  it("shows each fault as it is", () => {
    expect(new Set(of("too_short").map(minutesOf))).toEqual(new Set([59]));
    expect(new Set(of("much_too_short").map(minutesOf))).toEqual(new Set([42]));
    for (const visit of of("no_check_out"))
      expect([visit.outcome, timeOf(visit, "check_out")]).toEqual(["in_progress", null]);
    for (const visit of of("no_check_in")) expect(timeOf(visit, "check_in")).toBeNull();
    for (const visit of of("missed")) expect([visit.outcome, visit.events]).toEqual(["missed", []]);
    for (const visit of of("no_person_proof"))
      expect(visit.events.some((event) => /confirm$|rating|callback/.test(event.body.kind))).toBe(false);
    for (const visit of of("late_start")) {
      expect(
        ((timeOf(visit, "check_in") ?? 0) - (planOf.get(visit.visitNo)?.plannedStart ?? 0)) / 60_000,
      ).toBeGreaterThanOrEqual(20);
    }
    for (const visit of of("outside_fence")) {
      const checkIn = visit.events.find((event) => event.body.kind === "check_in");
      const fix = checkIn?.body.kind === "check_in" ? checkIn.body.position.fix : null;
      const home = planOf.get(visit.visitNo)?.home;
      expect(fix && home ? distanceM(fix, home) : 0).toBeGreaterThan(500);
    }
    for (const visit of of("no_position"))
      for (const { body } of visit.events)
        expect("position" in body ? body.position.failure : "indoor_no_signal").toBe("indoor_no_signal");
    for (const visit of of("worker_overlap")) expect(minutesOf(visit)).toBeGreaterThan(100);
  });

  it("sends a colleague without the qualification on a day on which the colleague has no visit", () => {
    for (const visit of of("unqualified_replacement")) {
      const planned = planOf.get(visit.visitNo);
      const came = workers.find((worker) => worker.workerId === visit.events[0]?.workerId);
      if (planned === undefined || came === undefined) throw new Error("nobody came");
      const on = localDateOf(planned.plannedStart);
      expect(planned.workers.map((worker) => worker.workerNo)).not.toContain(came.workerNo);
      expect(came.providerKey).toBe(planned.providerKey);
      expect(
        plan.some(
          (other) =>
            localDateOf(other.plannedStart) === on && other.workers.some((worker) => worker.workerNo === came.workerNo),
        ),
      ).toBe(false);
      const lacking = planned.subtypes.filter(
        (code) =>
          !(catalogue.get(code)?.qualifications ?? []).some((needed) =>
            holdsQualification(came.qualifications, needed, on),
          ),
      );
      expect(lacking.length).toBeGreaterThan(0);
    }
  });

  it("has one elder who dies, one in hospital, and one with a fifth visit", () => {
    expect(played.lateFacts.map((fact) => fact.kind)).toEqual(["died", "hospital"]);
    const [death] = played.lateFacts;
    if (death?.kind !== "died") throw new Error("nobody died");
    for (const visit of of("after_death")) {
      expect(planOf.get(visit.visitNo)?.elderKey).toBe(death.elderKey);
      expect(planOf.get(visit.visitNo)?.plannedStart).toBeGreaterThanOrEqual(instantAt(death.on, 0));
    }
    expect(of("after_death")).toHaveLength(2);
    const [extra] = played.extraVisits;
    expect(played.extraVisits).toHaveLength(1);
    expect(plan.filter((visit) => visit.elderKey === extra?.elderKey)).toHaveLength(4);
    expect(extra?.events.map((event) => event.body.kind)).toEqual(expect.arrayContaining(["check_in", "check_out"]));
  });
});
