import { describe, expect, it } from "vitest";
import { canonicalJson } from "#app/domain/audit/canonical-bytes.ts";
import type { PlanInput } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { planInputFacts, planResultFacts } from "#app/domain/scheduling/month-plan/plan-digest.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import { WorkCalendar } from "#app/domain/time/work-calendar.ts";
import { aMonth, anElder, aProvider, aWorker, limits, pointAt, workerId } from "./district.ts";

const elder = anElder("E1", {
  familiar: [{ workerId: workerId("W1"), visits: 2 }],
  refusedWorkerIds: [workerId("W2")],
});
const input = aMonth("2026-12", { elders: [elder, anElder("E2")], workers: [aWorker("W1"), aWorker("W2")] });
const textOf = (given: PlanInput, seed = "1") => canonicalJson(planInputFacts(given, seed));

const on = plainDate("2026-12-10");
const changes: [string, PlanInput][] = [
  ["an elder's wanted number", { ...input, elders: [{ ...elder, visitsWanted: 3 }] }],
  [
    "an elder's hours",
    { ...input, elders: [{ ...elder, windows: [{ weekday: 2, startMinute: 540, endMinute: 660 }] }] },
  ],
  ["an elder's home", { ...input, elders: [{ ...elder, home: pointAt(2, 1) }] }],
  ["an elder's absence", { ...input, elders: [{ ...elder, absences: [{ reason: "elder_away", from: on, to: on }] }] }],
  ["an elder's last visit", { ...input, elders: [{ ...elder, visitsBefore: [plainDate("2026-11-29")] }] }],
  ["a worker whom the elder refuses", { ...input, elders: [{ ...elder, refusedWorkerIds: [] }] }],
  ["a worker's leave", { ...input, workers: [aWorker("W1", { leave: [{ from: on, to: on }] }), aWorker("W2")] }],
  ["a worker's hours of the week", { ...input, workers: [aWorker("W1", { weeklyMinutesMax: 600 }), aWorker("W2")] }],
  [
    "the end of a certificate",
    {
      ...input,
      workers: [aWorker("W1", { qualifications: [{ code: "Q2", certificateNo: null, expiresOn: on }] }), aWorker("W2")],
    },
  ],
  ["a contract", { ...input, providers: [aProvider("P0", { contracts: [{ from: on, to: on }] })] }],
  ["a closed day", { ...input, providers: [aProvider("P0", { closedOn: [on] })] }],
  ["the calendar", { ...input, calendar: new WorkCalendar([{ date: on, kind: "off", name: "" }]) }],
  ["a limit of the policy", { ...input, limits: { ...limits, workerDayVisitsMax: 7 } }],
  ["the least gap", { ...input, limits: { ...limits, placing: { ...limits.placing, min_gap_days: 4 } } }],
  [
    "a booked visit",
    {
      ...input,
      bookedVisits: [
        {
          elderId: elder.id,
          date: on,
          startMinute: 540,
          durationMinutes: 60,
          workerIds: [workerId("W1")],
          home: elder.home,
          sequence: 1,
        },
      ],
    },
  ],
];

describe("the input digest of a month's plan", () => {
  it.each(changes)("changes with %s", (_, changed) => {
    const same = {
      ...changed,
      elders: changed.elders.length === 1 ? [...changed.elders, anElder("E2")] : changed.elders,
    };
    expect(textOf(same)).not.toBe(textOf(input));
  });
  it("changes with the seed", () => {
    expect(textOf(input, "2")).not.toBe(textOf(input));
  });
  it("does not change with the order of the lists", () => {
    const turned = { ...input, elders: [...input.elders].reverse(), workers: [...input.workers].reverse() };
    expect(textOf(turned)).toBe(textOf(input));
  });
  it("and the result's hold business keys and no generated id", () => {
    const plan = planMonth(input, "1", { evaluations: 100 });
    const text = textOf(input) + canonicalJson(planResultFacts(input, plan));
    expect(text).not.toMatch(/elder-|worker-|provider-/);
    expect(plan.visits.length).toBeGreaterThan(0);
  });
});
