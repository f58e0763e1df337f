import { describe, expect, it } from "vitest";
import type { MonthPlan, PlannedVisit } from "#app/domain/scheduling/month-plan/month-plan.ts";
import { checkPlan, travelOfVisits } from "#app/domain/scheduling/month-plan/plan-check.ts";
import type { PlanInput, PlannableElder } from "#app/domain/scheduling/month-plan/plan-input.ts";
import { PLAN_VIOLATIONS } from "#app/domain/scheduling/month-plan/plan-violation.ts";
import { planMonth } from "#app/domain/scheduling/month-plan/template-planner.ts";
import { plainDate } from "#app/domain/time/plain-date.ts";
import {
  aMonth,
  anElder,
  aProvider,
  aWorker,
  checkedPlan,
  elderId,
  limits,
  pointAt,
  providerId,
  SUBTYPES,
  windowsOf,
  workerId,
} from "./district.ts";

const first = anElder("1", { windows: windowsOf([2], 480, 1080) });
const second = anElder("2", { windows: windowsOf([2], 480, 1080), home: pointAt(2, 1) });
const input = aMonth("2026-12", { elders: [first, second], workers: [aWorker("A")] });
const plan = planMonth(input, "check");

function codes(changed: PlanInput, changedPlan: Pick<MonthPlan, "series" | "visits" | "debts"> = plan): string[] {
  return [...new Set(checkPlan(changed, changedPlan).map(({ code }) => code))].sort();
}

/** The plan with one visit of the first elder changed. */
function withVisit(changes: Partial<PlannedVisit>, place = 0): MonthPlan {
  const visit = plan.visits.filter((one) => one.elderId === first.id)[place];
  return { ...plan, visits: plan.visits.map((one) => (one === visit ? { ...one, ...changes } : one)) };
}

const withElder = (changes: Partial<PlannableElder>): PlanInput => ({
  ...input,
  elders: [{ ...first, ...changes }, second],
});
const withWorker = (changes: Parameters<typeof aWorker>[1]): PlanInput => ({
  ...input,
  workers: [aWorker("A", changes)],
});
const withLimits = (changes: Partial<typeof limits>): PlanInput => ({ ...input, limits: { ...limits, ...changes } });
const [firstStart, secondStart] = [first, second].map(
  (elder) => plan.visits.find((visit) => visit.elderId === elder.id)?.startMinute ?? 0,
);

describe("the independent check of a plan", () => {
  it("finds nothing in a sound plan", () => {
    expect(checkPlan(input, checkedPlan(input))).toEqual([]);
    expect(plan.visits).toHaveLength(8);
  });

  it("sees a worker in two places at once, or without the time to get there", () => {
    expect(codes(input, withVisit({ startMinute: secondStart ?? 0 }))).toContain("worker_overlap");
    expect(codes(input, withVisit({ startMinute: (secondStart ?? 0) + 66 }))).toContain("travel_too_tight");
    expect(codes(input, withVisit({ startMinute: (secondStart ?? 0) + 200 }))).not.toContain("travel_too_tight");
  });

  it.each([
    ["outside_availability", withWorker({ availability: windowsOf([2], 600, 620) })],
    ["on_leave", withWorker({ leave: [{ from: plainDate("2026-12-08"), to: null }] })],
    ["not_employed", withWorker({ employedFrom: plainDate("2026-12-02") })],
    ["not_employed", withWorker({ employedTo: plainDate("2026-12-21") })],
    ["worker_of_other_provider", withWorker({ providerId: providerId("P9") })],
    ["unqualified", withWorker({ qualifications: [{ code: "Q0", certificateNo: null, expiresOn: null }] })],
    [
      "unqualified",
      withWorker({ qualifications: [{ code: "Q2", certificateNo: "1", expiresOn: plainDate("2026-12-21") }] }),
    ],
    ["refused_worker", withElder({ refusedWorkerIds: [workerId("A")] })],
    ["sex_not_wanted", withElder({ sexWanted: "male" })],
    ["wrong_number_of_workers", withElder({ subtypes: [{ ...SUBTYPES.signs, workersNeeded: 2 }] })],
    ["outside_windows", withElder({ windows: windowsOf([2], 1100, 1200) })],
    [
      "elder_blocked",
      withElder({ absences: [{ from: plainDate("2026-12-08"), to: plainDate("2026-12-08"), reason: "elder_away" }] }),
    ],
    ["elder_blocked", { ...input, providers: [aProvider("P0", { closedOn: [plainDate("2026-12-08")] })] }],
    ["min_gap", withElder({ visitsBefore: [plainDate("2026-11-29")] })],
    ["count_wrong", withElder({ visitsWanted: 3 })],
    ["day_hours", withLimits({ workerDayMinutesMax: 130 })],
    ["day_visits", withLimits({ workerDayVisitsMax: 1 })],
    ["week_hours", withLimits({ workerWeekMinutesMax: 130 })],
    ["week_hours", withWorker({ weeklyMinutesMax: 130 })],
    [
      "lunch_break",
      withLimits({ lunchWindow: { startMinute: (firstStart ?? 0) + 20, endMinute: (firstStart ?? 0) + 50 } }),
    ],
    [
      "too_short",
      withElder({ subtypes: [{ ...SUBTYPES.signs, typicalMinutes: 66 }, SUBTYPES.haircut, SUBTYPES.nails] }),
    ],
    ["basket_incomplete", withElder({ subtypes: [...first.subtypes, SUBTYPES.gait] })],
  ] as const)("sees %s", (code, changed) => {
    expect(codes(changed)).toContain(code);
  });

  it.each([
    ["outside_month", { date: plainDate("2027-01-05") }],
    ["two_visits_on_a_day", { date: plainDate("2026-12-08") }],
    ["sequence_repeated", { sequence: 2 }],
    ["visit_not_in_series", { part: 2 }],
    ["series_date_lost", { workerIds: [workerId("B")] }],
    ["series_date_lost", { startMinute: 900 }],
    ["min_gap", { date: plainDate("2026-12-10"), originalDate: plainDate("2026-12-01"), moveReason: "elder_away" }],
    ["too_short", { durationMinutes: 59 }],
  ] as const)("sees %s in a changed visit", (code, changes) => {
    expect(codes(input, withVisit(changes))).toContain(code);
  });

  it("sees a visit on a day off", () => {
    const holiday = aMonth("2026-10", { elders: [first], workers: [aWorker("A")] });
    const october = planMonth(holiday, "check");
    const kept = october.visits.map((visit) => (visit.originalDate ? { ...visit, date: visit.originalDate } : visit));
    expect(codes(holiday, { ...october, visits: kept })).toContain("day_off");
  });

  it("sees a visit that vanished, and one that was owed and given", () => {
    const [lost] = plan.visits;
    expect(codes(input, { ...plan, visits: plan.visits.slice(1) })).toEqual(["count_wrong", "series_date_lost"]);
    const debt = {
      elderId: first.id,
      providerId: null,
      sequence: 1,
      originalOn: null,
      reason: "no_free_worker" as const,
    };
    expect(codes(input, { ...plan, debts: [debt] })).toEqual(["count_wrong", "sequence_repeated"]);
    expect(lost?.elderId).toBe(first.id);
  });

  it("sees a rule that gives another number than the month wants", () => {
    const series = plan.series.map((one) => ({ ...one, rrule: "FREQ=WEEKLY;BYDAY=TU" }));
    expect(codes(input, { ...plan, series })).toEqual(["rule_not_exact", "series_date_lost"]);
  });

  it("does not blame the plan for what stood before it", () => {
    const clash = (hour: number) => ({
      elderId: elderId("guest"),
      date: plainDate("2026-12-03"),
      startMinute: hour * 60,
      durationMinutes: 90,
      workerIds: [workerId("A")],
      home: pointAt(0, 0),
      sequence: null,
    });
    expect(codes({ ...input, bookedVisits: [clash(9), clash(10)] })).toEqual([]);
  });

  it("has a code for everything that it says", () => {
    expect(new Set(PLAN_VIOLATIONS).size).toBe(PLAN_VIOLATIONS.length);
  });
});

describe("the way of a plan", () => {
  it("is counted between homes of one worker's day, both ways of a two-worker visit", () => {
    // Two kilometres are eleven minutes, and only one way a day: the homes are 1 km apart, seven minutes.
    expect(travelOfVisits(input, plan.visits)).toBe(4 * 7);
    expect(travelOfVisits(input, plan.visits.slice(0, 4))).toBe(0);
    const both = plan.visits.map((visit) => ({ ...visit, workerIds: [workerId("A"), workerId("B")] }));
    expect(travelOfVisits(input, both)).toBe(8 * 7);
  });
});
